import { AddressSet, type AddressFamily } from '@inspected-egress/cidr';
import type { EgressPolicy, PortRange } from '../../model';
import { coverSpace } from '../packet-header/cover-space';
import type { HeaderDecision } from '../packet-header/decide-headers';
import { possibleMeeting, unite, withoutSure, type HeaderSpace } from '../packet-header/header-space';
import { packetTooBigEntries, replyEntry, requestEntry, type NetworkAclEntry } from './acl-entries';
import { joinRectangles, orderRectangles, type FirstMatchStep, type OrderedRectangle } from './first-match';
import { ENTRIES_PER_DIRECTION } from './limits';

/** Entries of a direction by the rules of the policy, and the same with fewer entries whose numbers mean less. */
export interface PlannedDirection {
  readonly byRule: readonly NetworkAclEntry[];
  readonly joined: () => readonly NetworkAclEntry[];
}

// Beyond it nobody asks how much less there could be.
const MOST = 10 * ENTRIES_PER_DIRECTION.most;

export function planAclDirections(
  { rules }: EgressPolicy,
  decisions: readonly HeaderDecision[],
  ephemeralPorts: PortRange,
): Readonly<Record<'egress' | 'ingress', PlannedDirection>> {
  const positions = new Map(rules.map(({ id }, position) => [id, position]));
  const inPlace = decisions.map((decision) => ({ ...decision, place: positions.get(decision.rule.id) ?? 0 }));
  const errors = packetTooBigEntries(familiesOf(decisions));
  const plan = (
    steps: readonly FirstMatchStep[],
    entryOf: (one: OrderedRectangle) => NetworkAclEntry,
  ): PlannedDirection => {
    const byRule = orderRectangles(steps, MOST);
    return {
      byRule: [...byRule.map(entryOf), ...errors],
      joined: () => [...joinRectangles(byRule, MOST).map(entryOf), ...errors],
    };
  };
  return {
    egress: plan(requestSteps(inPlace), requestEntry),
    ingress: plan(replySteps(inPlace), (one) => replyEntry(one, ephemeralPorts)),
  };
}

type PlacedDecision = HeaderDecision & { readonly place: number };

function requestSteps(decisions: readonly PlacedDecision[]): readonly FirstMatchStep[] {
  return decisions.map(({ rule, action, form, place }) => ({
    place,
    action: action === 'pass' ? 'allow' : 'deny',
    space: form,
    rules: [rule.id],
  }));
}

/**
 * Every port of a workload gets replies of every request, so a reply is let in from where any request may go, and what a
 * rule forbids is held back only where no later rule permits another request.
 */
function replySteps(decisions: readonly PlacedDecision[]): readonly FirstMatchStep[] {
  let later: HeaderSpace = [];
  return [...decisions]
    .reverse()
    .map(({ rule, action, form, permitted, place }): FirstMatchStep => {
      const isPass = action === 'pass';
      const space = isPass
        ? inFewerBlocks(anyPort(permitted), anyPort(form))
        : withoutSure(anyPort(form), later);
      later = unite([later, anyPort(permitted)]);
      return { place, action: isPass ? 'allow' : 'deny', space, rules: [rule.id] };
    })
    .reverse();
}

/** Of each protocol and family the first set, or the second, which denies before it cut, where that has fewer blocks. */
function inFewerBlocks(exact: HeaderSpace, wide: HeaderSpace): HeaderSpace {
  return unite(
    ([4, 6] as const).flatMap((family) =>
      wide.map((slice) => {
        const own = [{ ...slice, addresses: AddressSet.everything(family) }];
        const [few, many] = [exact, wide].map((space) => possibleMeeting(space, own));
        const count = (space: HeaderSpace = []) => coverSpace(space, MOST).length;
        return (count(few) <= count(many) ? few : many) ?? [];
      }),
    ),
  );
}

function anyPort(space: HeaderSpace): HeaderSpace {
  return unite(space.map((slice) => [{ ...slice, from: 0, to: 0 }]));
}

function familiesOf(decisions: readonly HeaderDecision[]): readonly AddressFamily[] {
  return ([4, 6] as const).filter((family) =>
    decisions.some(({ permitted }) =>
      permitted.some(({ addresses }) => !addresses.intersection(AddressSet.everything(family)).isEmpty),
    ),
  );
}
