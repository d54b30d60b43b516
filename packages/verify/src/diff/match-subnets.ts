import { compareBlocks } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { Subnet } from '../graph/subnet';
import type { Side } from './side';

/** The subnets of two inputs that are compared. */
export interface SubnetMatches {
  readonly pairs: readonly { readonly before: Key; readonly after: Key }[];
  /** Those that only one input has. */
  readonly lost: readonly Key[];
  readonly gained: readonly Key[];
  /** Those of one input that may be others of the other input: nothing that both inputs tell says no. */
  readonly open: readonly { readonly subnet: Key; readonly candidates: readonly Key[] }[];
}

/** @param judged - subnets to compare, of each input; a pair is compared when one of the two is judged */
export function matchSubnets(
  sides: { readonly before: Side; readonly after: Side },
  judged: { readonly before: ReadonlySet<Key>; readonly after: ReadonlySet<Key> },
): SubnetMatches {
  const { before, after } = sides;
  const partners = new Map([...after.graph.subnets.keys()].map((key) => [after.nameOf('subnet', key), key]));
  const pairs = [...before.graph.subnets.keys()].flatMap((key) => {
    const name = before.nameOf('subnet', key);
    const partner = name === undefined ? undefined : partners.get(name);
    const isCompared = partner !== undefined && (judged.before.has(key) || judged.after.has(partner));
    return isCompared ? [{ before: key, after: partner }] : [];
  });
  const [ours, theirs] = [alone(before), alone(after)];
  const openOf = (side: Side, subnets: readonly Subnet[], other: Side, rivals: readonly Subnet[]) =>
    subnets.map(({ key }) => ({
      subnet: key,
      candidates: rivals.filter((rival) => mayBeSame(side, key, other, rival.key)).map((one) => one.key),
    }));
  const fromBefore = openOf(before, ours, after, theirs).filter(({ subnet }) => judged.before.has(subnet));
  const fromAfter = openOf(after, theirs, before, ours).filter(({ subnet }) => judged.after.has(subnet));
  const isSure = ({ candidates }: { candidates: readonly Key[] }) => candidates.length === 0;
  return {
    pairs,
    lost: fromBefore.filter(isSure).map(({ subnet }) => subnet),
    gained: fromAfter.filter(isSure).map(({ subnet }) => subnet),
    open: [...fromBefore, ...fromAfter].filter((one) => !isSure(one)),
  };
}

function alone(side: Side): readonly Subnet[] {
  return [...side.graph.subnets.values()].filter(({ key }) => side.nameOf('subnet', key) === undefined);
}

/** Whether no fact that both inputs tell is other. */
function mayBeSame(side: Side, key: Key, other: Side, rival: Key): boolean {
  const [a, b] = [side.graph.subnets.get(key), other.graph.subnets.get(rival)];
  if (a === undefined || b === undefined) return false;
  if (a.id !== undefined && b.id !== undefined) return false;
  const vpcs = [side.nameOf('vpc', a.vpc), other.nameOf('vpc', b.vpc)];
  const zones = [valueOf(a.availabilityZone), valueOf(b.availabilityZone)];
  return ![isOtherText(vpcs), isOtherText(zones), isOtherBlock(a, b)].includes(true);
}

function isOtherText([a, b]: readonly (string | undefined)[]): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

function isOtherBlock(a: Subnet, b: Subnet): boolean {
  return (['cidrBlock', 'ipv6CidrBlock'] as const).some((name) => {
    const [one, other] = [valueOf(a[name]), valueOf(b[name])];
    return one !== undefined && other !== undefined && compareBlocks(one, other) !== 0;
  });
}
