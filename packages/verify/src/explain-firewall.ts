import { AddressSet, containsAddress, findAddressProblem, parseAddress } from '@inspected-egress/cidr';
import type { FirewallFlow, FlowApplication } from './firewall/firewall-flow';
import { judgeFlow, type FirewallVerdict } from './firewall/judge-flow';
import { ECHO_REQUEST } from './firewall/packet';
import type { Key } from './graph/key';
import { valueOf } from './graph/known';
import type { VpcGraph } from './graph/vpc-graph';
import type { DeclaredFlow } from './walk/acl-crossings';
import { listArrivals, type Arrival } from './walk/arrivals';
import type { Trace } from './walk/trace';
import type { Whereabouts } from './walk/whereabouts';

/** What the header of a packet does not tell, and rules of a firewall may ask for. */
export interface FlowClaims {
  /** Name that the client claims: in the ClientHello of TLS or QUIC, as the Host of HTTP. @default - not known */
  readonly name?: string;
  /** What the first bytes from the client are. @default - with a name, TLS on TCP 443 and HTTP on TCP 80; else not known */
  readonly application?: FlowApplication;
  /** Country of the destination, ISO 3166-1 alpha-2. @default - not known */
  readonly country?: string;
}

/** What the firewall behind one endpoint says of a flow. */
export interface FirewallStep extends FirewallVerdict {
  readonly endpoint: Key;
}

/** The verdict of each firewall that a flow comes to on its way out. */
export function askFirewalls(
  graph: VpcGraph,
  trace: Trace,
  flow: DeclaredFlow,
  claims: FlowClaims & { readonly sender: string },
): readonly FirewallStep[] {
  return listArrivals(graph, trace).map((arrival) => ({
    endpoint: arrival.endpoint,
    ...judgeFlow(graph, arrival.endpoint, toFirewallFlow(graph, arrival, flow, claims)),
  }));
}

function toFirewallFlow(
  graph: VpcGraph,
  arrival: Arrival,
  flow: DeclaredFlow,
  { sender, name, application, country }: FlowClaims & { readonly sender: string },
): FirewallFlow {
  const { family } = arrival.source;
  const ends = {
    source: sourceOf(graph, arrival, sender),
    destination: { kind: 'addresses', family, addresses: arrival.destinations },
    ...(country === undefined ? {} : { country }),
  } as const;
  if (flow.protocol === 'icmp') {
    const protocol = family === 4 ? 'icmp' : 'icmpv6';
    return { ...ends, protocol, icmpType: ECHO_REQUEST[protocol] };
  }
  const carries = application ?? (name === undefined ? undefined : usualOf(flow));
  return {
    ...ends,
    protocol: flow.protocol,
    port: flow.port,
    ...(carries === undefined ? {} : { application: carries }),
    ...(name === undefined ? {} : { sni: name, host: name }),
  };
}

/** The address itself where nothing replaced it. */
function sourceOf(graph: VpcGraph, { source, from, translatedBy }: Arrival, sender: string): Whereabouts {
  if (translatedBy !== undefined || findAddressProblem(sender, '') !== undefined) return source;
  const address = parseAddress(sender);
  const { cidrBlock, ipv6CidrBlock } = graph.subnets.get(from) ?? {};
  const block = valueOf(source.family === 4 ? cidrBlock : ipv6CidrBlock);
  const isHere = address.family === source.family && block !== undefined && containsAddress(block, address);
  return isHere ? { kind: 'addresses', family: source.family, addresses: AddressSet.of([address]) } : source;
}

function usualOf({
  protocol,
  port,
}: Exclude<DeclaredFlow, { protocol: 'icmp' }>): FlowApplication | undefined {
  if (protocol === 'tcp' && port === 443) return 'tls';
  return protocol === 'tcp' && port === 80 ? 'http' : undefined;
}
