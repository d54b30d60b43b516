import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import { endpointsOf, type Trace } from '../walk/trace';
import type { Evidence } from './evidence';
import type { Finding } from './finding';
import * as remarks from './findings';
import { isIsolated, judgeTraces } from './judge-traces';
import { doubt, proof, violation } from './violation';

/**
 * Every packet to the public internet passes a firewall endpoint before it leaves the VPC, or does not leave.
 * What is sent to another network counts as leaving: whether it is inspected there is not to be seen here.
 */
export function everyExitIsInspected(evidence: Evidence): readonly Finding[] {
  const { graph, acceptedBypasses } = evidence;
  const accepted = new Set(acceptedBypasses.map(({ target }) => target));
  return judgeTraces(
    evidence,
    (trace) => judge(graph, accepted, trace),
    (subnet, traces) => proof(graph, 'every-exit-is-inspected', 'VFY400', subnet, because(accepted, traces)),
  );
}

function judge(graph: VpcGraph, accepted: ReadonlySet<Key>, trace: Trace): readonly Finding[] {
  const { out } = trace;
  const exit = out.hops.at(-1);
  const isInspected = endpointsOf(out).length > 0;
  if (exit === undefined) return [];
  // At a gateway it is decided, whether the gateway lets it out or not.
  const isThere = out.disposition !== 'undetermined' || exit.kind === 'internet-gateway';
  if (isInspected && isThere) return [];
  // Either the packet dies at the gateway, or somebody gives it a public address and it leaves.
  if (out.code === 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS')
    return neverGetsAddress(trace) ? [] : [doubt(graph, trace, remarks.leavesOncePublic(trace))];
  const isBeyond = exit.kind === 'transit-gateway' && accepted.has(exit.key);
  if (isBeyond && (out.disposition === 'undetermined' || out.disposition === 'exits-elsewhere')) return [];
  if (out.disposition === 'undetermined') return [doubt(graph, trace, remarks.exitUndetermined(trace))];
  if (out.hops.some(({ kind }) => kind === 'network-interface') && out.disposition.startsWith('exits'))
    return [doubt(graph, trace, remarks.applianceUnknown(trace))];
  // Nothing can be inspected there, so whoever wants it says so by its name; an internet gateway has another way.
  if (exit.kind === 'egress-only-gateway' && accepted.has(exit.key)) return [];
  if (out.disposition === 'exits-internet')
    return [violation(graph, trace, remarks.exitsUninspected(trace, exit))];
  if (out.disposition !== 'exits-elsewhere' || accepted.has(exit.key)) return [];
  return [
    violation(
      graph,
      trace,
      exit.kind === 'gateway-endpoint'
        ? remarks.openBypass(trace, exit)
        : remarks.exitsElsewhere(trace, exit),
    ),
  ];
}

/** What a private NAT gateway sends, and what comes from another VPC: no public address would bring a reply. */
function neverGetsAddress({ back }: Trace): boolean {
  return back === undefined;
}

function because(accepted: ReadonlySet<Key>, traces: readonly Trace[]): string {
  if (isIsolated(traces)) return 'it is isolated: no route leads out of it';
  const passed = traces.flatMap(({ out }) => out.hops.map(({ key }) => key));
  const endpoints = listKeys(traces.flatMap(({ out }) => endpointsOf(out)));
  const bypasses = listKeys(passed.filter((key) => accepted.has(key)));
  const rest = bypasses === '' ? '' : `, beside what is accepted to leave by ${bypasses}`;
  if (endpoints === '') return `nothing that it sends to the internet leaves the VPC${rest}`;
  return `all that leaves for the internet passes ${endpoints}${rest}`;
}

function listKeys(keys: readonly Key[]): string {
  return [...new Set(keys)]
    .sort()
    .map((key) => `\`${key}\``)
    .join(', ');
}
