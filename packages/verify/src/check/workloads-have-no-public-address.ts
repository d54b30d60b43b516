import type { Key } from '../graph/key';
import { doubtOfOccupants } from '../graph/unmodelled';
import type { VpcGraph } from '../graph/vpc-graph';
import { listAddressFacts } from '../walk/public-address';
import type { Trace } from '../walk/trace';
import { broken, judgeEach, undetermined, type Check, type CheckRemark } from './check';
import { Strangers } from './strangers';

/**
 * Workloads have no public IPv4 address: with one, a route to the internet gateway is enough to be reached and to leave.
 * Where IPv4 is inspected without NAT, workloads need one, so their subnets are not looked at.
 *
 * @see VPC guide, "IP addressing for your VPCs and subnets", 2026-07
 */
export const workloadsHaveNoPublicAddress: Check = {
  id: 'V13',
  severity: 'error',
  title: 'nothing in a judged subnet has a public IPv4 address or is given one',
  judge: ({ graph, traces }) => {
    const strangers = new Strangers(graph);
    return judgeEach(
      [...traces].filter(([, ways]) => !ways.some(needsPublicAddress)),
      ([subnet]) => judge(graph, strangers, subnet),
    );
  },
};

function needsPublicAddress({ family, out }: Trace): boolean {
  const kinds = out.hops.map(({ kind }) => kind);
  return (
    family === 4 &&
    kinds.at(-1) === 'internet-gateway' &&
    kinds.includes('firewall-endpoint') &&
    !kinds.includes('nat-gateway')
  );
}

function judge(graph: VpcGraph, strangers: Strangers, subnet: Key): readonly CheckRemark[] {
  const facts = listAddressFacts(graph, subnet).flatMap(([key, fact]): CheckRemark[] => {
    const what = `\`${key}\` ${key === subnet ? 'gives new interfaces' : 'has'} a public IPv4 address`;
    const remedy =
      key === subnet ? 'set `map_public_ip_on_launch` to false' : `take the public address from \`${key}\``;
    if (fact.is === 'unknown') return [undetermined(subnet, `whether ${what} is not known: ${fact.reason}`)];
    return fact.value ? [broken(subnet, what, remedy)] : [];
  });
  const share = graph.subnets.get(subnet)?.sharedBy;
  const doubts = [
    ...(share === undefined ? [] : [`\`${share}\` shares it with other accounts`]),
    ...[doubtOfOccupants(graph.unmodelled, subnet) ?? strangers.doubtOf(subnet) ?? []].flat(),
  ];
  return [
    ...facts,
    ...doubts.map((doubt) => undetermined(subnet, `what it holds beside is not in the input: ${doubt}`)),
  ];
}
