import type { EgressRule } from '../../model';

/** No rule of a policy has this id: they have no capital letters. */
const ID = 'alsoAllow';

/** Names that are resolved beside the policy, as a rule. It is to come last, so that it permits nothing that a rule drops. */
export function ruleOfAlsoAllow(names: readonly string[] = []): readonly EgressRule[] {
  if (names.length === 0) return [];
  const destinations = names.map((name) => ({ name }));
  return [{ id: ID, destinations, applications: ['https', 'http', 'dns'], action: 'pass' }];
}

export function isAlsoAllow({ id }: EgressRule): boolean {
  return id === ID;
}
