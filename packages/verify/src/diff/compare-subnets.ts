import { AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { describeDestinations } from '../walk/internet';
import type { DeclaredFlow } from '../walk/acl-crossings';
import { wayText } from '../walk/trace';
import type { Changes, FlowChange, UndeterminedChange, WayChange } from './difference';
import { flowParts, type FlowOutcome } from './flows-of-subnet';
import type { SubnetMatches } from './match-subnets';
import { compareParts, type Part, type PartChange, type PartDoubt } from './parts';
import type { Side } from './side';
import { toParts, traceEverything, type Ways } from './ways-of-subnet';

interface Sides {
  readonly before: Side;
  readonly after: Side;
}
type Reached = Pick<Changes, 'ways' | 'flows'>;
export interface SubnetChanges {
  readonly gained: Reached;
  readonly lost: Reached;
  readonly undetermined: readonly UndeterminedChange[];
}

/** What becomes of the packets of a subnet in one input and not in the other. */
export function compareSubnets(
  sides: Sides,
  { pairs, lost, gained, open }: SubnetMatches,
  flows: readonly DeclaredFlow[],
): SubnetChanges {
  const compared = pairs.map((pair) => comparePair(sides, pair, flows));
  const whole = (side: Side, keys: readonly Key[]): Reached => ({
    ways: keys.flatMap((key) =>
      toParts(side, traceEverything(side, key)).map((part) => placed(side, key, part)),
    ),
    flows: [],
  });
  return {
    gained: join([...compared.map((one) => one.gained), whole(sides.after, gained)]),
    lost: join([...compared.map((one) => one.lost), whole(sides.before, lost)]),
    undetermined: [
      ...compared.flatMap((one) => one.undetermined),
      ...open.map(({ subnet, candidates }) => ({
        subject: subnet,
        aspect: 'subnet',
        because: `whether it is ${candidates.map((key) => `\`${key}\``).join(' or ')} of the other input is not known`,
      })),
    ],
  };
}

function comparePair(
  { before, after }: Sides,
  pair: { readonly before: Key; readonly after: Key },
  declared: readonly DeclaredFlow[],
): SubnetChanges {
  const [ours, theirs] = [traceEverything(before, pair.before), traceEverything(after, pair.after)];
  const ways = compareParts(toParts(before, ours), toParts(after, theirs));
  const flows = declared.map((flow) => {
    const [a, b] = [flowParts(before, ours, flow), flowParts(after, theirs, flow)];
    return compareParts(inBoth(a, b), inBoth(b, a));
  });
  const changesOf = (side: 'gained' | 'lost', of: Side, key: Key): Reached => ({
    ways: ways[side].map((change): WayChange => placed(of, key, change)),
    flows: flows.flatMap((one) => one[side].map((change): FlowChange => placed(of, key, change))),
  });
  return {
    gained: changesOf('gained', after, pair.after),
    lost: changesOf('lost', before, pair.before),
    undetermined: [
      ...ways.undetermined.map((doubt) => toDoubt(pair.after, 'ways', doubt, tellWays)),
      ...flows.flatMap((one) =>
        one.undetermined.map((doubt) => toDoubt(pair.after, 'flows', doubt, tellFlow)),
      ),
    ],
  };
}

/** What one input alone lets out is a matter of ways, and not of ACLs. */
function inBoth(parts: readonly Part<FlowOutcome>[], others: readonly Part<FlowOutcome>[]) {
  return parts.flatMap((part) => {
    const same = others.filter(
      ({ only, family, flows }) => only === part.only && family === part.family && flows === part.flows,
    );
    const shared = same.reduce((sum, one) => sum.union(one.destinations), AddressSet.empty());
    const destinations = part.destinations.intersection(shared);
    return destinations.isEmpty ? [] : [{ ...part, destinations }];
  });
}

function placed<Said>({ graph }: Side, subnet: Key, { family, destinations, said }: PartChange<Said>) {
  const path = graph.subnets.get(subnet)?.constructPath;
  return { subnet, ...(path === undefined ? {} : { constructPath: path }), family, destinations, ...said };
}

function toDoubt<Said>(
  subject: Key,
  aspect: string,
  { family, destinations, before, after }: PartDoubt<Said>,
  tell: (said: Said) => string,
): UndeterminedChange {
  const [then, now] = [before, after].map((said) =>
    said === undefined ? 'nothing of the kind' : tell(said),
  );
  const because = `packets to ${describeDestinations(destinations)}: ${then ?? ''} before, ${now ?? ''} after`;
  return { subject, aspect, family, destinations, because };
}

function tellWays({ only, unless, out, back }: Ways): string {
  const reason = [out, back].find((way) => way?.disposition === 'undetermined')?.reason;
  const way = `${wayText(out)}${back === undefined ? '' : `, back ${wayText(back)}`}`;
  const doubts = [
    ...(reason === undefined ? [] : [reason]),
    ...(unless ?? []).map((one) => `unless it is of ${one}`),
  ];
  return `${only === undefined ? '' : `of ${only} `}${way}${doubts.length === 0 ? '' : ` (${doubts.join(', ')})`}`;
}

function tellFlow({ verdict, because }: FlowOutcome): string {
  return `${verdict}${because.length === 0 ? '' : ` (${because.join(', ')})`}`;
}

function join(changes: readonly Reached[]): Reached {
  return { ways: changes.flatMap(({ ways }) => ways), flows: changes.flatMap(({ flows }) => flows) };
}
