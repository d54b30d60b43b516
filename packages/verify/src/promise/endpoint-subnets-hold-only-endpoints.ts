import { mayBeIn } from '../graph/drifter';
import type { Key } from '../graph/key';
import type { Unmodelled } from '../graph/unmodelled';
import type { VpcGraph } from '../graph/vpc-graph';
import { UNTOLD_TYPE } from '../read/untold';
import type { Evidence } from './evidence';
import type { Finding } from './finding';
import { constructPathOf, proof } from './violation';

const PROMISE = 'endpoint-subnets-hold-only-endpoints';

/**
 * A subnet of firewall endpoints holds nothing else: what starts or ends in it cannot be inspected.
 *
 * @see Network Firewall guide, "VPC subnets", and Gateway Load Balancer guide, 2026-07
 */
export function endpointSubnetsHoldOnlyEndpoints({ graph }: Evidence): readonly Finding[] {
  const endpoints = [...graph.firewallEndpoints.values()];
  const subnets = new Set(endpoints.flatMap(({ subnet }) => (subnet.is === 'known' ? [subnet.value] : [])));
  const placeless = endpoints.flatMap(({ key, subnet }) =>
    subnet.is === 'unknown'
      ? [notKnown(graph, key, `the subnet of \`${key}\` is not known: ${subnet.reason}`)]
      : [],
  );
  const untold = graph.unmodelled
    .filter(({ hides }) => hides === 'firewall-endpoints')
    .map(({ key, reason }) => notKnown(graph, key, `there may be more endpoints: ${reason}`));
  const around = surroundings(graph);
  return [
    ...[...subnets].sort().map((subnet) => judge(graph, subnet, around)),
    ...placeless,
    ...untold,
    ...doubtfulEndpoints(graph, subnets),
  ];
}

/** An endpoint whose type is not known may inspect, and then what else is in its subnet is not inspected. */
function doubtfulEndpoints(graph: VpcGraph, judged: ReadonlySet<Key>): readonly Finding[] {
  return graph.unmodelled
    .filter(({ type }) => type === 'aws_vpc_endpoint')
    .flatMap(({ key, reason, near }) =>
      near
        .filter((subnet) => !judged.has(subnet) && (graph.subnets.get(subnet)?.occupants.length ?? 0) > 0)
        .map((subnet) => notKnown(graph, subnet, `it may hold the firewall endpoint \`${key}\`: ${reason}`)),
    );
}

/** What may be in a subnet without saying so. */
interface Surroundings {
  /** What is not understood, by the subnets that it may be in. */
  readonly strangers: ReadonlyMap<Key, Unmodelled>;
}

function surroundings(graph: VpcGraph): Surroundings {
  const strangers = new Map<Key, Unmodelled>();
  for (const one of graph.unmodelled) {
    if (one.hides === 'firewall-endpoints' || one.hides === 'dns-rules') continue;
    for (const subnet of one.near) if (!strangers.has(subnet)) strangers.set(subnet, one);
  }
  return { strangers };
}

function judge(graph: VpcGraph, subject: Key, { strangers }: Surroundings): Finding {
  const node = graph.subnets.get(subject);
  if (node === undefined) return notKnown(graph, subject, `\`${subject}\` is not in the input`);
  const others = node.occupants
    .filter(({ kind }) => kind !== 'firewall-endpoint')
    .map(({ key }) => `\`${key}\``);
  if (others.length > 0) {
    return {
      promise: PROMISE,
      verdict: 'violated',
      code: 'VFY431',
      subject,
      ...constructPathOf(graph, subject),
      because: `it holds firewall endpoints and ${others.join(', ')}, whose packets the endpoints here cannot inspect`,
      remedy: 'move them to a subnet of their own',
    };
  }
  if (node.sharedBy !== undefined)
    return notKnown(
      graph,
      subject,
      `\`${node.sharedBy}\` shares it with other accounts, and what they place in it is not in the input`,
    );
  const strange = strangers.get(subject);
  if (strange !== undefined) {
    const isTold = strange.type !== UNTOLD_TYPE;
    const because = isTold ? `\`${strange.key}\` may be in it` : 'all that it holds is not told';
    return notKnown(graph, subject, `${because}: ${strange.reason}`);
  }
  const drifter = graph.drifters.find((one) => mayBeIn(one, node));
  if (drifter !== undefined)
    return notKnown(graph, subject, `\`${drifter.key}\` may be in it: its subnet is not known`);
  return proof(graph, PROMISE, 'VFY430', subject, 'it holds firewall endpoints and nothing else');
}

function notKnown(graph: VpcGraph, subject: Key, because: string): Finding {
  return {
    promise: PROMISE,
    verdict: 'undetermined',
    code: 'VFY435',
    subject,
    ...constructPathOf(graph, subject),
    because,
    remedy: 'verify a plan file or a state, where more is known, or put what is missing into the input',
  };
}
