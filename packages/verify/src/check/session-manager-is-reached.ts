import type { InterfaceEndpoint } from '../graph/interface-endpoint';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import { endpointsOf, type Trace } from '../walk/trace';
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
  if (open.some(({ out }) => out.disposition === 'exits-internet' && endpointsOf(out).length === 0))
    return undefined;
  const [firewall] = open.flatMap(({ out }) => endpointsOf(out));
  const reason =
    firewall === undefined
      ? 'where its packets go is not known'
      : `whether \`${firewall}\` lets them pass is not known`;
  return undetermined(
    subnet,
    `\`${vpc}\` has no endpoint of ${names} that is known to answer, and ${reason}`,
  );
}

function leaves(disposition: Trace['out']['disposition']): boolean {
  return disposition.startsWith('exits') || disposition === 'undetermined';
}
