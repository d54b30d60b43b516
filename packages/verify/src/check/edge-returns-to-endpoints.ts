import type { Key } from '../graph/key';
import type { Hop, Trace } from '../walk/trace';
import type { Check } from './check';
import { WayRemarks, listTraces } from './way-remarks';

/**
 * Where packets come from a firewall endpoint to the internet gateway, the gateway route table sends replies to that
 * endpoint: one route for each subnet whose addresses the gateway sees, of NAT gateways or, without them, of workloads.
 * Routes for other subnets do no harm here.
 *
 * @see VPC guide, "Gateway route tables", 2026-07
 */
export const edgeReturnsToEndpoints: Check = {
  id: 'V03',
  severity: 'error',
  title: 'the gateway route table sends replies to the firewall endpoint that requests left by',
  judge: (evidence) => {
    const found = new WayRemarks();
    for (const trace of listTraces(evidence)) {
      const [endpoint, gateway] = trace.out.hops.slice(-2);
      if (gateway?.kind === 'internet-gateway' && endpoint?.kind === 'firewall-endpoint')
        judge(found, trace, endpoint.key, gateway.key);
    }
    return found.judgement();
  },
};

function judge(found: WayRemarks, trace: Trace, endpoint: Key, gateway: Key): void {
  const { back } = trace;
  if (back === undefined) return;
  const [start, first] = back.hops;
  const table = start?.table ?? gateway;
  const receiver = receiverOf(trace);
  const about = `${table} ${receiver}`;
  found.look(about);
  if (first === undefined) {
    const reason = back.reason ?? back.disposition;
    found.doubt(table, `where it sends replies to \`${receiver}\` is not known: ${reason}`, about);
    return;
  }
  if (first.kind === 'firewall-endpoint' && first.key === endpoint) return;
  found.remark(
    trace,
    {
      subject: table,
      because: `${whither(first, start, gateway)}, but requests of \`${receiver}\` left by \`${endpoint}\``,
      remedy: `route the block of \`${receiver}\` to \`${endpoint}\` in the route table of \`${gateway}\``,
    },
    about,
  );
}

function whither(first: Hop, start: Hop | undefined, gateway: Key): string {
  if (first.by !== undefined) return `\`${first.by.origin}\` sends replies to \`${first.key}\``;
  return start?.table === undefined
    ? `\`${gateway}\` has no route table, so replies go to their subnet directly`
    : `no route is for replies to \`${first.key}\`, so they go there directly`;
}

/** Whose address the gateway sees: the subnet of the last NAT gateway, or of the workload. */
function receiverOf({ from, out }: Trace): Key {
  const nat = out.hops.filter(({ kind }) => kind === 'nat-gateway').at(-1);
  return nat === undefined ? from : (nat.subnet ?? nat.key);
}
