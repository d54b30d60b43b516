import { throwProblems } from '@inspected-egress/problem';
import { notAnEndpoint } from '../errors';

/** Where a firewall endpoint stands that somebody else made. */
export interface GivenEndpoint {
  readonly id: string;
  /** Address, AWS id or construct path of a subnet. */
  readonly subnet: string;
}

/**
 * What each `--endpoint` says, `<id>=<subnet>`.
 * @throws PlanError CLI117 for another form
 */
export function readGivenEndpoints(texts: readonly string[]): readonly GivenEndpoint[] {
  const FORM = /^(vpce-[0-9a-f]+)=(.+)$/u;
  throwProblems('endpoints', texts.filter((text) => !FORM.test(text)).map(notAnEndpoint));
  return texts.map((text) => {
    const [, id = '', subnet = ''] = FORM.exec(text) ?? [];
    return { id, subnet };
  });
}
