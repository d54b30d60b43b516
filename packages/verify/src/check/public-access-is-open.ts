import { valueOf } from '../graph/known';
import type { Check } from './check';
import { WayRemarks, listTraces } from './way-remarks';

/** VPC Block Public Access lets packets pass that routes lead to a gateway. */
export const publicAccessIsOpen: Check = {
  id: 'V26',
  severity: 'error',
  title: 'VPC Block Public Access lets routed packets through the kind of firewall endpoint that they pass',
  judge: (evidence) => {
    const modes = evidence.graph.blockPublicAccess?.options ?? [];
    const found = new WayRemarks();
    if (modes.every(({ mode }) => valueOf(mode) === 'off')) return { count: modes.length, remarks: [] };
    for (const trace of listTraces(evidence)) {
      const { disposition, code, reason, hops } = trace.out;
      if (hops.at(-1)?.kind !== 'internet-gateway' && hops.at(-1)?.kind !== 'egress-only-gateway') continue;
      found.look(trace.from);
      if (code !== 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED') continue;
      if (disposition === 'undetermined') found.doubt(trace.from, reason ?? '');
      else
        found.remark(trace, {
          subject: trace.from,
          because: reason ?? '',
          remedy:
            'exclude the subnet of the Gateway Load Balancer endpoint, or switch it off: an exclusion does not help Network Firewall',
          reachability: code,
        });
    }
    return found.judgement();
  },
};
