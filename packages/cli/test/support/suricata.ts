import { findSuricata } from '@inspected-egress/lab';

/** Engine tests are skipped where there is no Suricata, unless REQUIRE_ENGINES says that they must run. */
export const describeWithSuricata =
  findSuricata() === undefined && process.env.REQUIRE_ENGINES === undefined ? describe.skip : describe;
