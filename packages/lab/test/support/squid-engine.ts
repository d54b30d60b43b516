import { findNamespaceProblem, findSquid } from '../../src/index';

const lacks =
  findSquid() === undefined
    ? 'no Squid that reads TLS is installed'
    : (findNamespaceProblem('explicit') ?? findNamespaceProblem('transparent'));
const isRequired = process.env.REQUIRE_ENGINES !== undefined;
if (lacks !== undefined && !isRequired) console.warn(`tests with Squid are skipped: ${lacks}`);

/** Engine tests are skipped where Squid cannot run, with the reason, unless REQUIRE_ENGINES says that they must run. */
export const describeWithSquid = lacks !== undefined && !isRequired ? describe.skip : describe;
