import { AddressSet, parseCidrBlocks } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { Route } from '../graph/route';
import type { VpcGraph } from '../graph/vpc-graph';
import { judgePublicAccess } from './block-public-access';
import { RFC1918, RFC6598 } from './limits';
import { end, familyAt, isFromAnotherVpc, narrow, seenAt, senderAt, zoneOf, type Position } from './position';
import { hasPublicIpv4 } from './public-address';
import { subnetTable, tableField } from './subnet-table';
import type { Hop, Trace, Way } from './trace';
import { applianceOf, walkBack } from './walk-back';

const PRIVATE = [
  [AddressSet.of(parseCidrBlocks(RFC1918)), 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS'],
  [AddressSet.of(parseCidrBlocks(RFC6598)), 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS'],
] as const;

/** The internet gateway gives the source its public address, drops what has none, and never sends to private networks. */
export function leaveByInternetGateway(graph: VpcGraph, at: Position, key: Key, by: Route): readonly Trace[] {
  const here = { ...at, hops: [...at.hops, { kind: 'internet-gateway', key, by } as const] };
  const gateway = graph.internetGateways.get(key);
  const attached = valueOf(gateway?.vpc);
  const isDetached = gateway?.isDeclared === true && gateway.vpc === undefined;
  if (isDetached || (attached !== undefined && at.vpc !== undefined && attached !== at.vpc)) {
    const reason = `\`${key}\` is not attached to the VPC`;
    return [end(here, 'blackhole', { reason, code: 'BAD_STATE_ATTACHMENT' })];
  }
  const traces: Trace[] = [];
  let rest = seenAt(here);
  for (const [addresses, code] of PRIVATE) {
    const dropped = rest.intersection(addresses);
    rest = rest.difference(dropped);
    const reason = 'an internet gateway sends nothing to private networks';
    if (!dropped.isEmpty) traces.push(end(narrow(here, dropped), 'denied', { reason, code }));
  }
  return rest.isEmpty ? traces : [...traces, leaveAsPublic(graph, narrow(here, rest), key)];
}

function leaveAsPublic(graph: VpcGraph, at: Position, key: Key): Trace {
  const access = judgePublicAccess(graph, at.vpc, at.hops);
  if (access !== undefined)
    return end(at, access.disposition, { reason: access.reason, code: 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED' });
  const stranger = refusalOfStranger(graph, at, key);
  if (stranger !== undefined) return stranger;
  const back = walkBack(graph, at, key);
  const sender = senderAt(at);
  if (sender.kind === 'nat-gateway') {
    const connectivity = graph.natGateways.get(sender.key)?.connectivity;
    if (valueOf(connectivity) === 'private') {
      const reason = `\`${sender.key}\` is private, so the internet gateway drops what it sends`;
      return end(at, 'denied', { reason, code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS' });
    }
    if (connectivity?.is === 'unknown') {
      const reason = `whether \`${sender.key}\` is public is not known: ${connectivity.reason}`;
      return end(at, 'undetermined', { reason }, back);
    }
  }
  if (sender.kind === 'subnet' && familyAt(at) === 4) {
    const answer = hasPublicIpv4(graph, sender.key);
    if (answer.is !== 'yes') {
      const disposition = answer.is === 'no' ? 'denied' : 'undetermined';
      return end(
        at,
        disposition,
        { reason: answer.reason, code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS' },
        back,
      );
    }
  }
  return end(at, 'exits-internet', redirection(at, back), back);
}

/** An internet gateway knows the public addresses of interfaces of its own VPC alone; Reachability Analyzer guide, 2026-07. */
function refusalOfStranger(graph: VpcGraph, at: Position, key: Key): Trace | undefined {
  if (!isFromAnotherVpc(graph, at)) return undefined;
  const reason = `the source is in another VPC, and \`${key}\` gives public addresses to its own VPC alone`;
  return familyAt(at) === 4
    ? end(at, 'denied', { reason, code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS' })
    : end(at, 'undetermined', {
        reason: 'what an internet gateway does with IPv6 of another VPC is not documented',
      });
}

/** A subnet whose inbound packets go to an endpoint cannot use the gateway directly: its replies come in where it did not leave. */
function redirection({ hops }: Position, back: Way): Pick<Way, 'reason' | 'code'> {
  const wentDirectly = !hops.some(({ kind }) => kind === 'firewall-endpoint' || kind === 'network-interface');
  const [, first] = back.hops;
  if (!wentDirectly || first?.by === undefined) return {};
  return {
    reason: `replies are sent to \`${first.key}\`, which did not see the request, so connections may fail`,
    code: 'INGRESS_RTB_TRAFFIC_REDIRECTION',
  };
}

/** Replies come back to the workload itself; packets from a firewall endpoint are dropped. */
export function leaveByEgressOnlyGateway(graph: VpcGraph, at: Position, key: Key, by: Route): Trace {
  const previous = at.hops.at(-1);
  const hop: Hop = { kind: 'egress-only-gateway', key, by };
  const here = { ...at, hops: [...at.hops, hop] };
  if (familyAt(at) === 4)
    return end(here, 'denied', { reason: `\`${key}\` takes IPv6 only`, code: 'PROTOCOL_RESTRICTION' });
  if (previous?.kind === 'firewall-endpoint') {
    const reason = `\`${key}\` drops what comes from a firewall endpoint`;
    return end(here, 'blackhole', { reason, code: 'PROTOCOL_RESTRICTION' });
  }
  if (isFromAnotherVpc(graph, at)) {
    const reason = 'what an egress-only internet gateway does with packets of another VPC is not documented';
    return end(here, 'undetermined', { reason });
  }
  const access = judgePublicAccess(graph, at.vpc, here.hops);
  if (access !== undefined)
    return end(here, access.disposition, { reason: access.reason, code: 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED' });
  return end(here, 'exits-internet', {}, replyOfEgressOnlyGateway(graph, at, key));
}

function replyOfEgressOnlyGateway(graph: VpcGraph, at: Position, key: Key): Way {
  const gateway: Hop = { kind: 'egress-only-gateway', key };
  const appliance = applianceOf(at);
  if (appliance !== undefined) return { hops: [gateway], disposition: 'undetermined', reason: appliance };
  const workload: Hop = {
    kind: 'subnet',
    key: at.from,
    subnet: at.from,
    ...zoneOf(graph, at.from),
    ...tableField(subnetTable(graph, at.from)),
  };
  return { hops: [gateway, workload], disposition: 'delivered' };
}
