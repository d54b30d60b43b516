import { valueOf } from '../graph/known';
import type { Check } from './check';
import { WayRemarks, destinationsOf, listTraces } from './way-remarks';

/**
 * A regional NAT gateway stands behind the firewall endpoints: it has one table for all zones, which cannot lead to the
 * endpoint of each.
 *
 * @see VPC guide, "Regional NAT gateways", 2026-07
 */
export const regionalNatIsBehind: Check = {
  id: 'V25',
  severity: 'error',
  title: 'regional NAT gateways stand behind the firewall endpoints, not before them',
  judge: (evidence) => {
    const { graph } = evidence;
    const inspectedVpcs = new Set([...graph.firewallEndpoints.values()].map(({ vpc }) => valueOf(vpc)));
    const found = new WayRemarks();
    for (const trace of listTraces(evidence)) {
      const { hops } = trace.out;
      const index = hops.findIndex(({ kind }) => kind === 'nat-gateway');
      const nat = graph.natGateways.get(hops[index]?.key ?? '');
      if (nat === undefined || !inspectedVpcs.has(valueOf(nat.vpc))) continue;
      if (valueOf(nat.availabilityMode) === 'zonal') continue;
      found.look(nat.key);
      if (hops.slice(0, index).some(({ kind }) => kind === 'firewall-endpoint')) continue;
      if (nat.availabilityMode.is === 'unknown')
        found.doubt(nat.key, `whether it is regional is not known: ${nat.availabilityMode.reason}`);
      else
        found.remark(trace, {
          subject: nat.key,
          because: `it takes packets to ${destinationsOf(trace)} before any firewall endpoint, and its one table cannot lead to the endpoint of each zone`,
          remedy: 'route workloads to the firewall endpoint first, or take a NAT gateway for each zone',
        });
    }
    return found.judgement();
  },
};
