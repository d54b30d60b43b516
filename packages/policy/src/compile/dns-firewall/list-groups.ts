import { createHash } from 'node:crypto';
import type { DomainList } from './domain-lists';
import { GROUPS_PER_VPC, RULES_PER_GROUP } from './limits';
import { byDepth } from './priorities';

/** Lists that a group has on average before there is one more: with room to spare each list gets the group it falls on. */
const FILLING = 85;

/**
 * Lists in groups of what one holds, in the order in which DNS Firewall is to ask them.
 *
 * Lists inside of others are in the first groups, where they fill one after another. The rest, of which no order is asked,
 * is spread by names, and groups are counted from the last, which has `*`: a list stays in its group whatever lists come and go, unless the group is full, and one more group
 * takes its share from each. A list that changes its group is made anew there, so it is to be made before it is deleted.
 */
export function groupLists(lists: readonly DomainList[]): readonly (readonly DomainList[])[] {
  const last = lists.filter(({ owner }) => owner === undefined);
  // What has the answer of `*` is in lists too, outside of all others, where that answer permits.
  const outermost = last.every(({ answer }) => answer === 'block') ? 1 : 0;
  const ofPolicy = byDepth(lists.filter(({ owner }) => owner !== undefined));
  const groups = Array.from({ length: countGroups(lists.length) }, (): DomainList[] => []);
  const hasRoom = (group: readonly DomainList[]) =>
    group.length < RULES_PER_GROUP - (group === groups.at(-1) ? last.length : 0);
  let open = groups;

  for (const list of ofPolicy.filter(({ level }) => level > outermost)) {
    open = open.slice(open.findIndex(hasRoom));
    open[0]?.push(list);
  }
  const spread = ofPolicy
    .filter(({ level }) => level <= outermost)
    .map((list) => ({ list, digest: digestOf(list.name) }))
    .sort((one, other) => (one.digest < other.digest ? -1 : 1));
  for (const { list } of spread) {
    const preferred = open
      .map((group) => ({ group, digest: digestOf(`${list.name} ${groups.length - groups.indexOf(group)}`) }))
      .sort((one, other) => (one.digest < other.digest ? -1 : 1));
    preferred.find(({ group }) => hasRoom(group))?.group.push(list);
  }
  groups.at(-1)?.push(...last);
  return groups;
}

function countGroups(lists: number): number {
  if (lists <= RULES_PER_GROUP) return 1;
  return Math.min(GROUPS_PER_VPC, Math.ceil(lists / FILLING));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
