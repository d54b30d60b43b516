import { isToken, type Problem } from '@inspected-egress/problem';
import { managedListId, managedListName, managedListTwice } from '../errors';
import { DOMAIN_LIST_ID } from '../limits';
import { findChoiceProblems } from './choice-problems';

/** A domain list that AWS keeps, or that somebody shares: known by its id alone, which differs from Region to Region. */
export interface DnsManagedList {
  /**
   * Of the rule, 1 to 40 letters, digits and hyphens, as `malware`.
   * @throws PlanError INS402 for another one
   */
  readonly name: string;
  /**
   * As `rslvr-fdl-0123456789abcdef`; the console and `list-firewall-domain-lists` show those of AWS.
   * @throws PlanError INS403 for another one, INS404 for one twice
   */
  readonly domainListId: string;
  /**
   * `block` answers as `block` of the firewall says; `alert` resolves, writes it down, and ends the search.
   * @default 'block'
   * @throws PlanError INS314 for another one
   */
  readonly action?: 'block' | 'alert';
}

/** Places of managed lists in their rule group: as listed, with room between. */
export function managedListPriority(index: number): number {
  return (index + 1) * 100;
}

export function findManagedListProblems(lists: readonly DnsManagedList[]): readonly Problem[] {
  return lists.flatMap(({ name, domainListId, action = 'block' }, index) => {
    const path = `managedLists[${index}]`;
    const twice = lists.findIndex((one) => one.name === name || one.domainListId === domainListId) < index;
    return [
      ...(/^[a-zA-Z0-9-]{1,40}$/u.test(name) ? [] : [managedListName(`${path}.name`, name)]),
      ...(isToken(domainListId) || DOMAIN_LIST_ID.test(domainListId)
        ? []
        : [managedListId(`${path}.domainListId`, domainListId)]),
      ...findChoiceProblems(`${path}.action`, action, ['block', 'alert']),
      ...(twice ? [managedListTwice(path, name)] : []),
    ];
  });
}
