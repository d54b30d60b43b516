import { judgeBy } from '../firewall/judge-flow';
import { readFirewall } from '../firewall/read-firewall';
import type { InterfaceEndpoint } from '../graph/interface-endpoint';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { listArrivals, type Arrival } from '../walk/arrivals';
import type { Trace } from '../walk/trace';
import { broken, judgeEach, undetermined, type Check, type CheckRemark } from './check';
import { Strangers } from './strangers';

/** Of the services that an agent has to reach, the last part of the name. */
const SERVICES = ['ssm', 'ssmmessages'] as const;

/**
 * Operators reach instances by Session Manager before a firewall denies by default: by interface endpoints, or by names that
 * the firewall lets pass.
 *
 * @see Systems Manager guide, "Create VPC endpoints", 2026-07
 */
export const sessionManagerIsReached: Check = {
  id: 'V28',
  severity: 'warning',
  title: 'instances reach Session Manager, by endpoints in the VPC or through the firewall',
  judge: ({ graph, traces }) => {
    const offered = listOffered(graph);
    const strangers = new Strangers(graph);
    return judgeEach(
      [...traces].filter(([subnet]) => holdsInstance(graph, subnet)),
      ([subnet, ways]) => judge(graph, strangers, offered, subnet, ways),
    );
  },
};

function holdsInstance(graph: VpcGraph, subnet: Key): boolean {
  return graph.subnets.get(subnet)?.occupants.some(({ kind }) => kind === 'instance') === true;
}

/** By VPC, the services that have an endpoint there and answer by their own name. */
function listOffered(graph: VpcGraph): ReadonlyMap<Key, ReadonlySet<string>> {
  const found = new Map<Key, Set<string>>();
  for (const endpoint of graph.interfaceEndpoints.values()) {
    const [vpc, service] = [valueOf(endpoint.vpc), serviceOf(endpoint)];
    if (vpc !== undefined && service !== undefined)
      found.set(vpc, (found.get(vpc) ?? new Set()).add(service));
  }
  return found;
}

function serviceOf({ serviceName, privateDns }: InterfaceEndpoint): string | undefined {
  return valueOf(privateDns) === true ? valueOf(serviceName)?.split('.').at(-1) : undefined;
}

function judge(
  graph: VpcGraph,
  strangers: Strangers,
  offered: ReadonlyMap<Key, ReadonlySet<string>>,
  subnet: Key,
  traces: readonly Trace[],
): CheckRemark | undefined {
  const vpc = valueOf(graph.subnets.get(subnet)?.vpc) ?? '';
  const missing = SERVICES.filter((service) => offered.get(vpc)?.has(service) !== true);
  if (missing.length === 0) return undefined;
  const names = missing.map((service) => `\`${service}\``).join(' and ');
  const remedy = `make interface endpoints of ${names} with private DNS in \`${vpc}\`, or let their names pass the firewall`;
  const doubt = strangers.doubtOf(vpc);
  if (doubt !== undefined)
    return undetermined(subnet, `whether \`${vpc}\` has endpoints of ${names} is not known: ${doubt}`);
  const open = traces.filter(({ out }) => leaves(out.disposition));
  if (open.length === 0)
    return broken(subnet, `\`${vpc}\` has no endpoint of ${names}, and nothing leaves this subnet`, remedy);
  const answers = open.map((trace) => reach(graph, trace, missing));
  const lost = answers.find(({ is }) => is === 'lost');
  if (answers.every(({ is }) => is === 'reached')) return undefined;
  if (lost !== undefined && answers.every(({ is }) => is === 'lost'))
    return broken(subnet, `\`${vpc}\` has no endpoint of ${names}, and ${lost.because}`, remedy);
  const doubtful = answers.find(({ is }) => is === 'unknown') ?? lost;
  return undetermined(
    subnet,
    `\`${vpc}\` has no endpoint of ${names} that is known to answer, and ${doubtful?.because ?? ''}`,
  );
}

function leaves(disposition: Trace['out']['disposition']): boolean {
  return disposition.startsWith('exits') || disposition === 'undetermined';
}

interface Answer {
  readonly is: 'reached' | 'lost' | 'unknown';
  readonly because: string;
}

/** Whether requests to the services get through every firewall on a way. */
function reach(graph: VpcGraph, trace: Trace, services: readonly string[]): Answer {
  const { out, from } = trace;
  if (out.disposition !== 'exits-internet')
    return unclear(
      `what becomes of its packets is not known: ${out.reason ?? 'they leave for another network'}`,
    );
  const arrivals = listArrivals(graph, trace);
  const region = regionOf(graph, from);
  if (arrivals.length > 0 && region === undefined)
    return unclear('the names of the services are not known, as the Region is not');
  const answers = arrivals.flatMap((arrival) =>
    services.map((service) => pass(graph, arrival, `${service}.${region ?? ''}.amazonaws.com`)),
  );
  const [worst] = ['lost', 'unknown'].flatMap((is) => answers.find((answer) => answer.is === is) ?? []);
  return worst ?? REACHED;
}

const REACHED: Answer = { is: 'reached', because: '' };

function unclear(because: string): Answer {
  return { is: 'unknown', because };
}

function pass(graph: VpcGraph, { endpoint, source, destinations }: Arrival, sni: string): Answer {
  const read = readFirewall(graph, endpoint);
  if (read.is === 'unknown') return unclear(read.reason);
  const destination = { kind: 'addresses', family: source.family, addresses: destinations } as const;
  const flow = { source, destination, protocol: 'tcp', port: 443, application: 'tls', sni } as const;
  const { verdict, because } = judgeBy(read.value, flow);
  if (verdict === 'pass') return REACHED;
  return verdict === 'undetermined'
    ? unclear(`it is not known whether \`${endpoint}\` lets \`${sni}\` pass: ${because}`)
    : { is: 'lost', because: `\`${endpoint}\` does not let \`${sni}\` pass: ${because}` };
}

/** Of the zone `us-east-1a` the Region `us-east-1`. */
function regionOf(graph: VpcGraph, subnet: Key): string | undefined {
  return /^([a-z]{2,3}(?:-[a-z]+)+-\d+)[a-z]$/.exec(
    valueOf(graph.subnets.get(subnet)?.availabilityZone) ?? '',
  )?.[1];
}
