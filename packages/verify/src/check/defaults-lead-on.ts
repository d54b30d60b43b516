import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Hop, Trace } from '../walk/trace';
import type { Check } from './check';
import { WayRemarks, destinationsOf, listTraces } from './way-remarks';

/**
 * Where inspection is after NAT, a NAT gateway leads to the firewall endpoint: one that leads to the internet gateway works,
 * and nothing is inspected. A firewall endpoint leads to the internet gateway, or before NAT to the NAT gateway.
 *
 * @see Network Firewall guide, "Architecture with an internet gateway and a NAT gateway", 2026-07
 */
export const defaultsLeadOn: Check = {
  id: 'V02',
  severity: 'error',
  title: 'NAT gateways lead to a firewall endpoint where it is after them, and firewall endpoints lead on',
  judge: (evidence) => {
    const { graph } = evidence;
    const traces = listTraces(evidence);
    const inspectedVpcs = new Set([...graph.firewallEndpoints.values()].map(({ vpc }) => valueOf(vpc)));
    const behindEndpoints = new Set(traces.flatMap(listNatsBehindEndpoints));
    const found = new WayRemarks();
    for (const trace of traces) {
      const { hops } = trace.out;
      for (const [index, hop] of hops.entries()) {
        if (hop.kind === 'firewall-endpoint') judgeEndpoint(found, trace, hop, hops[index + 1]);
        const isBefore = hop.kind === 'nat-gateway' && !behindEndpoints.has(hop.key);
        if (isBefore && inspectedVpcs.has(vpcOf(graph, hop.key)))
          judgeNat(found, trace, hop, hops[index + 1]);
      }
    }
    return found.judgement();
  },
};

function judgeNat(found: WayRemarks, trace: Trace, nat: Hop, next: Hop | undefined): void {
  found.look(nat.key);
  if (next?.kind === 'internet-gateway')
    found.remark(trace, {
      subject: nat.key,
      because: `it sends packets to ${destinationsOf(trace)} to \`${next.key}\`, and no firewall endpoint is on the way`,
      remedy: `change the route \`${next.by?.origin ?? ''}\` to the firewall endpoint of the zone`,
    });
  if (next === undefined && trace.out.disposition === 'undetermined')
    found.doubt(
      nat.key,
      `where it sends packets to ${destinationsOf(trace)} is not known: ${trace.out.reason ?? ''}`,
    );
}

function judgeEndpoint(found: WayRemarks, trace: Trace, endpoint: Hop, next: Hop | undefined): void {
  const { key, table } = endpoint;
  const { disposition, reason, hops } = trace.out;
  found.look(key);
  const isEnd = next === undefined || (disposition === 'blackhole' && hops.at(-1) === next);
  if (!isEnd) return;
  if (disposition === 'undetermined')
    found.doubt(key, `where packets to ${destinationsOf(trace)} go from it is not known: ${reason ?? ''}`);
  else if (disposition !== 'delivered')
    found.remark(trace, {
      subject: key,
      because: `packets to ${destinationsOf(trace)} get no further than here: ${reason ?? disposition}`,
      remedy: `give \`${table ?? 'the table of its subnet'}\` a default route to the internet gateway, or to the NAT gateway behind it`,
    });
}

function listNatsBehindEndpoints({ out }: Trace): readonly Key[] {
  const first = out.hops.findIndex(({ kind }) => kind === 'firewall-endpoint');
  return first < 0
    ? []
    : out.hops.slice(first).flatMap(({ kind, key }) => (kind === 'nat-gateway' ? [key] : []));
}

function vpcOf(graph: VpcGraph, nat: Key): Key | undefined {
  return valueOf(graph.natGateways.get(nat)?.vpc);
}
