import { AddressSet } from '@inspected-egress/cidr';
import { valueOf } from './graph/known';
import type { VpcGraph } from './graph/vpc-graph';
import type { DeclaredFlow } from './walk/acl-crossings';
import { describeDestinations } from './walk/internet';
import type { ReachabilityCode } from './walk/reachability-code';
import type { Disposition, Trace } from './walk/trace';

export interface Outcome {
  readonly disposition: Disposition;
  readonly reason?: string | undefined;
  readonly code?: ReachabilityCode | undefined;
}

/** What becomes of a flow that does not leave for the internet, at the end of its way. */
export function judgeEnd(
  graph: VpcGraph,
  { from, out, destinations, family }: Trace,
  flow: DeclaredFlow,
): Outcome {
  const last = out.hops.at(-1);
  if (last?.kind === 'gateway-endpoint' && flow.protocol === 'udp') {
    const reason = `\`${last.key}\` carries TCP and ICMP echo only`;
    return { disposition: 'denied', reason, code: 'VPCE_GATEWAY_PROTOCOL_RESTRICTION' };
  }
  if (out.disposition !== 'delivered') return out;
  // Beyond a transit gateway it is delivered in another VPC.
  const place = out.hops.reduce((last, { subnet }) => subnet ?? last, from);
  const vpc = valueOf(graph.subnets.get(place)?.vpc);
  const isHere = [...graph.subnets.values()].some(({ vpc: owner, ...blocks }) => {
    const block = valueOf(family === 4 ? blocks.cidrBlock : blocks.ipv6CidrBlock);
    return (
      valueOf(owner) === vpc &&
      block !== undefined &&
      !destinations.intersection(AddressSet.of([block])).isEmpty
    );
  });
  if (isHere) return out;
  const reason = `no subnet of the input has ${describeDestinations(destinations)}`;
  return { disposition: 'undetermined', reason, code: 'UNKNOWN_DESTINATION' };
}
