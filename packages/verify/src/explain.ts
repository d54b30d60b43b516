import {
  AddressSet,
  containsAddress,
  findAddressProblem,
  formatAddress,
  parseAddress,
  type Address,
} from '@inspected-egress/cidr';
import { throwProblems } from '@inspected-egress/problem';
import { judgeEnd, type Outcome } from './explain-end';
import { askFirewalls, type FirewallStep, type FlowClaims } from './explain-firewall';
import { heldBack, senderDenies, sendersOf } from './explain-senders';
import type { Key } from './graph/key';
import { valueOf } from './graph/known';
import type { VpcGraph } from './graph/vpc-graph';
import { noSuchDestination, noSuchPort, noSuchSource, severalSources, twoFamilies } from './promise/errors';
import { listCrossings, type DeclaredFlow } from './walk/acl-crossings';
import { judgeCrossing } from './walk/acl-verdict';
import { judgeRequest, type GroupedWorkload } from './walk/interface-filters';
import { describeDestinations } from './walk/internet';
import { mergeTraces } from './walk/merge-traces';
import { listOtherRoutes, type OtherRoute } from './walk/other-routes';
import type { ReachabilityCode } from './walk/reachability-code';
import { tellBack, tellOut, type Step } from './walk/tell-steps';
import { familiesOf, traceSubnet } from './walk/trace-subnet';
import type { Disposition, Trace } from './walk/trace';

export interface ExplainQuery {
  /** Address of a subnet's resource, or an IP address in a subnet. */
  readonly from: string;
  /** An IP address, or a name: then any public address, and most of them go the way that is told. */
  readonly to: string;
  /** @default - TCP to port 443 */
  readonly flow?: DeclaredFlow;
  /** What a firewall may ask of the flow beside its header. @default - what `to` tells */
  readonly claims?: FlowClaims;
}

/** What becomes of one flow. */
export interface Explanation {
  readonly from: Key;
  readonly destination: string;
  readonly flow: DeclaredFlow;
  readonly disposition: Disposition;
  /** In the words of Reachability Analyzer, where one of its codes applies. */
  readonly code?: ReachabilityCode;
  readonly reason?: string;
  readonly out: readonly Step[];
  /** Absent when no reply comes. */
  readonly back?: readonly Step[];
  readonly backDisposition?: Disposition;
  /** Routes that do not take it, of the tables that it is looked up in on the way out. */
  readonly others: readonly OtherRoute[];
  /** What else may be, as the input does not tell. */
  readonly doubts: readonly string[];
  /** What the firewall says behind each endpoint on the way out, in order; the way is told as if all of them let it pass. */
  readonly firewall: readonly FirewallStep[];
}

/**
 * Follows one flow out and back, step by step, and asks every firewall on the way out about it.
 *
 * @throws PlanError VFY472 to VFY476 when there is no such source, destination or port
 */
export function explain(graph: VpcGraph, query: ExplainQuery): Explanation {
  const flow = query.flow ?? { protocol: 'tcp', port: 443 };
  const { from, destination } = readQuery(graph, query, flow);
  const parts =
    destination === undefined
      ? mergeTraces(traceSubnet(graph, from, familiesOf(graph, from)[0] ?? 4))
      : traceSubnet(graph, from, destination.family, AddressSet.of([destination]));
  const [trace, ...rest] = parts
    .filter(({ only }) => only === undefined)
    .sort((a, b) => Number(b.destinations.size - a.destinations.size));
  if (trace === undefined) throw new Error('the parts of a class are the class');
  const doubts = [
    ...rest.map((part) => otherwise(conditionOf(part, query.to), part)),
    ...parts.flatMap((part) => (part.only === undefined ? [] : [otherwise(`it is of ${part.only}`, part)])),
  ];
  const to = destination === undefined ? query.to : formatAddress(destination);
  const packet = packetText(query.from, to, flow);
  const senders = sendersOf(graph, from, query.from);
  const { reason, code, disposition } = judge(graph, trace, flow, senders);
  return {
    from,
    destination: to,
    flow,
    disposition,
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    out: tellOut(trace.out, packet),
    ...(trace.back === undefined
      ? {}
      : { back: tellBack(trace.back, trace.out.hops), backDisposition: trace.back.disposition }),
    // Behind NAT64 tables see another address, and a name may be at any.
    others:
      destination === undefined || (trace.family === 6 && passesNat(trace))
        ? []
        : listOtherRoutes(graph, trace.out, destination),
    doubts: [...doubts, ...heldBack(graph, trace, flow, senders, disposition)],
    firewall: askFirewalls(graph, trace, flow, {
      sender: query.from,
      ...(destination === undefined ? { name: query.to } : {}),
      ...query.claims,
    }),
  };
}

/** Of a name, where it is; of an address, which flows to it go another way. */
function conditionOf({ flows, destinations }: Trace, to: string): string {
  return flows === undefined
    ? `\`${to}\` is at ${describeDestinations(destinations)}`
    : `it is of the ${flows.join(' and ')}`;
}

function otherwise(condition: string, { from, out }: Trace): string {
  return `if ${condition}, it ${out.disposition} by \`${out.hops.at(-1)?.key ?? from}\``;
}

function packetText(from: string, destination: string, flow: DeclaredFlow): string {
  const source = findAddressProblem(from, '') === undefined ? ` from ${from}` : '';
  return flow.protocol === 'icmp'
    ? `ICMP echo${source} to ${destination}`
    : `${flow.protocol.toUpperCase()}${source} to ${destination} port ${flow.port}`;
}

function judge(
  graph: VpcGraph,
  trace: Trace,
  flow: DeclaredFlow,
  senders: readonly GroupedWorkload[],
): Outcome {
  const { out, except } = trace;
  if (except.length > 0)
    return { disposition: 'undetermined', reason: `another route may take it: ${except.join(', ')}` };
  if (out.disposition !== 'exits-internet') return judgeEnd(graph, trace, flow);
  const verdicts = senders.map((sender) => [sender, judgeRequest(graph, sender, trace, flow)] as const);
  const [first] = verdicts;
  if (first !== undefined && verdicts.every(([, { is }]) => is === 'denied'))
    return {
      disposition: 'denied',
      ...senderDenies(...first),
    };
  if (senders.length === 1 && first?.[1].is === 'undetermined')
    return { disposition: 'undetermined', reason: `of \`${first[0].key}\`, ${first[1].reason}` };
  for (const crossing of listCrossings(graph, trace, flow)) {
    const verdict = judgeCrossing(graph, crossing);
    if (verdict.is === 'undetermined') return { disposition: 'undetermined', reason: verdict.reason };
    if (verdict.is === 'permitted') continue;
    const what = crossing.isReply ? 'replies' : 'requests';
    const reason = `\`${verdict.acl}\` denies ${what} at the ${crossing.direction} of \`${crossing.subnet}\``;
    return { disposition: 'denied', reason, code: 'SUBNET_ACL_RESTRICTION' };
  }
  return out;
}

function passesNat({ out }: Trace): boolean {
  return out.hops.some(({ kind }) => kind === 'nat-gateway');
}

function readQuery(
  graph: VpcGraph,
  { from, to }: ExplainQuery,
  flow: DeclaredFlow,
): { from: Key; destination: Address | undefined } {
  const [source, ...others] = sourcesOf(graph, from);
  const isAddress = findAddressProblem(to, '') === undefined;
  const port = 'port' in flow ? flow.port : 1;
  throwProblems('question', [
    ...(source === undefined ? [noSuchSource('from', from)] : []),
    ...(others.length > 0 ? [severalSources('from', from, [source ?? '', ...others])] : []),
    ...(isAddress || isHostName(to) ? [] : [noSuchDestination('to', to)]),
    ...(Number.isInteger(port) && port >= 1 && port <= 65535 ? [] : [noSuchPort('flow.port', port)]),
  ]);
  const key = source ?? '';
  if (!isAddress) return { from: key, destination: undefined };
  const destination = parseAddress(to, 'to');
  const isReachable = from.includes(':') === to.includes(':') || graph.subnets.has(from);
  if (!isReachable || !familiesOf(graph, key).includes(destination.family))
    throwProblems('question', [twoFamilies('to', from, to)]);
  return { from: key, destination };
}

/** A name of DNS, and not an address that was mistyped: its last label holds a letter. */
function isHostName(text: string): boolean {
  return /^(?=.{1,253}$)(?:[\w-]{1,63}\.)*[\w-]*[a-z][\w-]*\.?$/i.test(text);
}

/** Subnets that an address is in; two VPCs may have the same blocks. */
function sourcesOf(graph: VpcGraph, text: string): readonly Key[] {
  if (graph.subnets.has(text)) return [text];
  if (findAddressProblem(text, '') !== undefined) return [];
  const address = parseAddress(text);
  return [...graph.subnets.values()].flatMap(({ key, cidrBlock, ipv6CidrBlock }) => {
    const blocks = [valueOf(cidrBlock), valueOf(ipv6CidrBlock)];
    return blocks.some((block) => block !== undefined && containsAddress(block, address)) ? [key] : [];
  });
}
