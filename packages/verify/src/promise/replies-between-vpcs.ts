import { AddressSet, type CidrBlock } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { endpointsOf, landingsOf, type Hop, type Trace, type Way } from '../walk/trace';
import { traceSubnet } from '../walk/trace-subnet';
import type { Evidence } from './evidence';
import type { Finding } from './finding';
import * as remarks from './findings';
import { doubt, violation } from './violation';

interface Place {
  readonly subnet: Key;
  readonly vpc: Key;
  readonly cidrBlock: Known<CidrBlock>;
}

/** A judged subnet that sends to other VPCs, and what becomes of it. */
interface Sender extends Place {
  /** By the VPC that they are delivered in; under no key those that come to none. */
  readonly traces: ReadonlyMap<Key | undefined, readonly Trace[]>;
  /** Whether all of them are known, and no firewall endpoint is on any. */
  readonly isUninspected: boolean;
}

/**
 * Between VPCs that a transit gateway joins through firewall endpoints, by subject: replies that cross other endpoints. Both
 * ends send from a zone of their own, so without appliance mode each direction passes the endpoint of its sender's zone.
 *
 * @see Transit Gateway guide, "Appliance in a shared services VPC", 2026-07
 */
export function findAsymmetryBetweenVpcs({ graph, judged }: Evidence): ReadonlyMap<Key, Finding> {
  const found = new Map<Key, Finding>();
  const senders = listSenders(
    graph,
    judged.flatMap(({ subnet, isJudged }) => (isJudged ? [subnet] : [])),
  );
  for (const sender of senders) {
    const findings = senders.flatMap((receiver) => judgePair(graph, sender, receiver) ?? []);
    const finding = findings.find(({ verdict }) => verdict === 'violated') ?? findings[0];
    if (finding !== undefined) found.set(sender.subnet, finding);
  }
  return found;
}

function listSenders(graph: VpcGraph, subnets: readonly Key[]): readonly Sender[] {
  const attached = attachedVpcs(graph);
  if (attached.size < 2 || graph.firewallEndpoints.size === 0) return [];
  const places = subnets.flatMap((subnet): readonly Place[] => {
    const { vpc, cidrBlock } = graph.subnets.get(subnet) ?? {};
    if (vpc === undefined || cidrBlock === undefined) return [];
    // It may be in any VPC, so not even its block tells which flows are its own.
    if (vpc.is === 'unknown') return [{ subnet, vpc: `that of ${subnet}`, cidrBlock: vpc }];
    return attached.has(vpc.value) ? [{ subnet, vpc: vpc.value, cidrBlock }] : [];
  });
  return places.map((place): Sender => {
    const { subnet, vpc } = place;
    const others = places.filter((one) => one.vpc !== vpc).flatMap((one) => valueOf(one.cidrBlock) ?? []);
    const farVpcs = blocksOf(
      graph,
      [...attached].filter((one) => one !== vpc),
    );
    const far = farVpcs.union(AddressSet.of(others)).difference(blocksOf(graph, [vpc]));
    const traces = traceSubnet(graph, subnet, 4, far);
    return {
      ...place,
      traces: groupByVpc(graph, traces),
      isUninspected: traces.every(({ out }) => !isOpenWay(out) && endpointsOf(out).length === 0),
    };
  });
}

/** All of them where the VPC of an attachment is not known. */
function attachedVpcs(graph: VpcGraph): ReadonlySet<Key> {
  const vpcs = [...graph.transitGatewayAttachments.values()].map(({ vpc }) => vpc);
  if (vpcs.some(({ is }) => is === 'unknown'))
    return new Set([...graph.subnets.values()].flatMap(({ vpc }) => valueOf(vpc) ?? []));
  return new Set(vpcs.flatMap((vpc) => valueOf(vpc) ?? []));
}

function blocksOf(graph: VpcGraph, vpcs: readonly Key[]): AddressSet {
  const blocks = vpcs.flatMap((vpc) => graph.vpcs.get(vpc)?.cidrBlocks ?? []);
  return AddressSet.of(blocks.flatMap((block) => valueOf(block) ?? []));
}

function groupByVpc(graph: VpcGraph, traces: readonly Trace[]): Sender['traces'] {
  const groups = new Map<Key | undefined, Trace[]>();
  for (const trace of traces) {
    const { hops, disposition } = trace.out;
    const last = hops.reduce<Key | undefined>((place, { subnet }) => subnet ?? place, undefined);
    const vpc = disposition === 'delivered' ? valueOf(graph.subnets.get(last ?? '')?.vpc) : undefined;
    const group = groups.get(vpc);
    if (group === undefined) groups.set(vpc, [trace]);
    else group.push(trace);
  }
  return groups;
}

function judgePair(graph: VpcGraph, sender: Sender, receiver: Sender): Finding | undefined {
  if (sender.vpc === receiver.vpc) return undefined;
  const hidden = [sender, receiver].find(({ cidrBlock }) => cidrBlock.is === 'unknown')?.cidrBlock;
  if (hidden?.is === 'unknown') return doubtOfBlock(graph, sender, hidden.reason);
  if (sender.isUninspected && receiver.isUninspected) return undefined;
  let doubtful: Finding | undefined;
  for (const request of towards(sender, receiver))
    for (const reply of towards(receiver, sender)) {
      const mayArrive = [request, reply].every(
        ({ out }) => isOpenWay(out) || out.disposition === 'delivered',
      );
      if (!mayArrive || !mayBeOneFlow(graph, request.out.hops, reply.out.hops)) continue;
      const flow = bothWays(request, reply);
      const [asked, answered] = [endpointsOf(request.out), endpointsOf(reply.out)];
      const areUninspected = asked.length + answered.length === 0;
      const open =
        [request.out, reply.out].find(isOpenWay) ?? (areUninspected ? undefined : translated(request.out));
      if (open !== undefined) {
        doubtful ??= doubt(graph, flow, remarks.repliesUndetermined(flow, open));
        continue;
      }
      if ([...answered].reverse().join() === asked.join()) continue;
      const areInspected = asked.length > 0 && answered.length > 0;
      const remark = areInspected
        ? remarks.repliesCrossZones(flow, receiver.subnet, attachmentOf(request))
        : remarks.halfIsInspected(flow, receiver.subnet);
      const finding = violation(graph, flow, remark);
      if (finding.verdict === 'violated') return finding;
      doubtful ??= finding;
    }
  return doubtful;
}

/** Which flows there are between two subnets depends on the blocks of both. */
function doubtOfBlock(graph: VpcGraph, { subnet, traces }: Sender, reason: string): Finding | undefined {
  const [flow] = [...traces.values()].flat().concat(traceSubnet(graph, subnet, 4));
  return flow && doubt(graph, flow, remarks.repliesUndetermined(flow, { ...flow.out, reason }));
}

/** A request and its answer, which is as sure as both of them are. */
function bothWays(request: Trace, reply: Trace): Trace {
  const only = request.only ?? reply.only;
  const except = [...request.except, ...reply.except];
  return { ...request, back: reply.out, except, ...(only === undefined ? {} : { only }) };
}

/** A request whose source something replaces is answered there, and where that leads is not followed. */
function translated(way: Way): Way | undefined {
  const by = way.hops.find(({ kind }) => kind === 'nat-gateway' || kind === 'network-interface');
  return by && { ...way, reason: `\`${by.key}\` replaces the source, and answers to it are not followed` };
}

function isOpenWay({ disposition }: Way): boolean {
  return disposition === 'undetermined';
}

/** What one sends to the other, told of these addresses alone. */
function towards({ traces: byVpc }: Sender, { vpc, cidrBlock: known }: Sender): readonly Trace[] {
  const cidrBlock = valueOf(known);
  if (cidrBlock === undefined) return [];
  const block = AddressSet.of([cidrBlock]);
  const traces = [...(byVpc.get(vpc) ?? []), ...(byVpc.get(undefined) ?? [])];
  // Parts of the same flows are disjoint, so beside one that has the whole block no other has any of it.
  const whole = traces.filter((trace) => trace.destinations.contains(cidrBlock));
  const settled = new Set(whole.map(({ flows }) => flows?.join()));
  const rest = traces.filter(({ flows }) => !settled.has(flows?.join()));
  const parts = rest.flatMap((trace) => {
    const destinations = trace.destinations.intersection(block);
    return destinations.isEmpty ? [] : [{ ...trace, destinations }];
  });
  return [...whole.map((trace) => ({ ...trace, destinations: block })), ...parts];
}

/** In appliance mode both directions come in by the same subnet. */
function mayBeOneFlow(graph: VpcGraph, request: readonly Hop[], reply: readonly Hop[]): boolean {
  const landings = landingsOf(request);
  return landingsOf(reply).every(({ key, subnet }) => {
    const isPicked = valueOf(graph.transitGatewayAttachments.get(key)?.applianceMode) === true;
    const other = landings.find((hop) => hop.key === key);
    return !isPicked || other === undefined || other.subnet === subnet;
  });
}

/** The attachment behind which the firewall endpoints are. */
function attachmentOf({ out: { hops } }: Trace): Key {
  const first = hops.findIndex(({ kind }) => kind === 'firewall-endpoint');
  return landingsOf(hops.slice(0, first)).at(-1)?.key ?? '';
}
