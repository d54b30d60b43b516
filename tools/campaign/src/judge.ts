import {
  readEstate,
  readGraph,
  verify,
  type Report,
  type Verdict,
  type VpcGraph,
} from '@inspected-egress/verify';
import { readNetworks, type Network } from './plain-reader/network';
import { resourcesOf } from './plain-reader/references';
import { Packets } from './packets';
import type { Stack } from './stack';

/** A stack as the verifier sees it, and as somebody sees it who reads it plainly and sends packets through it. */
export interface Judged {
  readonly graph: VpcGraph;
  readonly report: Report;
  readonly networks: readonly Network[];
  readonly packets: readonly Packets[];
}

/** @param blocks - of the subnets of endpoints that the stack knows by their ids alone, by these */
export function judge(stack: Stack, blocks: Readonly<Record<string, string>>): Judged {
  const { text } = stack;
  const subnets = resourcesOf(stack, 'aws_subnet');
  const given = Object.entries(blocks).flatMap(([id, block]) => {
    const subnet = subnets.find(({ values }) => values['cidr_block'] === block);
    return subnet === undefined || !text.includes(id) ? [] : [[id, subnet.address] as const];
  });
  const endpointSubnets = Object.fromEntries(given);
  const graph = readGraph(readEstate([{ name: 'cdk.tf.json', text }]), { endpointSubnets });
  const networks = readNetworks(stack, endpointSubnets);
  const isJoined = stack.namesOf('aws_ec2_transit_gateway_vpc_attachment').length > 1;
  const packets = isJoined ? [new Packets(...networks)] : networks.map((network) => new Packets(network));
  return { graph, report: verify(graph), networks, packets };
}

/** Verdicts by promise and subject, the worst of each. */
export function verdictsOf({ findings }: Report): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  const order: readonly Verdict[] = ['proved', 'undetermined', 'violated'];
  for (const { promise, subject, verdict } of findings) {
    const key = `${promise} ${subject}`;
    const before = verdicts.get(key) ?? 'proved';
    verdicts.set(key, order.indexOf(verdict) > order.indexOf(before) ? verdict : before);
  }
  return verdicts;
}

/** What is found, without names. */
export function findingsOf({ findings }: Report): readonly string[] {
  return findings.map(({ promise, verdict, code }) => `${promise} ${verdict} ${code}`).sort();
}
