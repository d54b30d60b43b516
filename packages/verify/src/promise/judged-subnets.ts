import { containsBlock, findCidrBlockProblem, parseCidrBlock } from '@inspected-egress/cidr';
import { throwProblems } from '@inspected-egress/problem';
import { listAppliances } from '../graph/appliances';
import { compareKeys } from '../graph/compare-keys';
import { mayBeIn, type Drifter } from '../graph/drifter';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { Occupant, Subnet } from '../graph/subnet';
import { doubtOfOccupants } from '../graph/unmodelled';
import type { VpcGraph } from '../graph/vpc-graph';
import { protectsNothing } from './errors';

/** A subnet, and whether the promises are about its packets. */
export interface JudgedSubnet {
  readonly subnet: Key;
  readonly isJudged: boolean;
  /** One line; no capital first letter, no final period. */
  readonly because: string;
}

/**
 * Judges every subnet that may hold a workload: all but those where everything that the input places carries packets of others.
 *
 * @param isProtected - the only ones to judge: the address of a subnet, which is judged whatever it holds; a block that holds
 *   it, or `tag=value`
 * @default isProtected - every subnet
 * @throws PlanError VFY471 when one of them means no subnet
 */
export function judgeSubnets(graph: VpcGraph, isProtected?: readonly string[]): readonly JudgedSubnet[] {
  const subnets = [...graph.subnets.values()].sort((a, b) => compareKeys(a.key, b.key));
  const chosen = isProtected?.map((text) =>
    subnets.filter((subnet) => isMeant(subnet, text)).map(({ key }) => key),
  );
  throwProblems(
    'protected subnets',
    (chosen ?? []).flatMap((keys, index) =>
      keys.length === 0 ? [protectsNothing(`protected[${index}]`, isProtected?.[index] ?? '')] : [],
    ),
  );
  const meant = chosen === undefined ? undefined : new Set(chosen.flat());
  const appliances = listAppliances(graph);
  return subnets.map((subnet) => {
    if (meant === undefined) return judge(graph, appliances, subnet);
    if (!meant.has(subnet.key))
      return { subnet: subnet.key, isJudged: false, because: 'the options name others' };
    return isProtected?.includes(subnet.key) === true
      ? { subnet: subnet.key, isJudged: true, because: 'the options name it' }
      : judge(graph, appliances, subnet);
  });
}

/** Whether a word for subnets to judge means none of a graph. */
export function meansNothing(graph: VpcGraph, text: string): boolean {
  return ![...graph.subnets.values()].some((subnet) => isMeant(subnet, text));
}

/** Why it is not known that anything in a subnet sends packets of its own: the input does not list all that it holds. */
export function doubtOfSenders(graph: VpcGraph, subnet: Key): string | undefined {
  const drifter = drifterIn(graph, graph.subnets.get(subnet));
  const doubt =
    doubtOfOccupants(graph.unmodelled, subnet) ??
    (drifter === undefined ? undefined : `whether \`${drifter.key}\` is in it is not: ${drifter.reason}`);
  const occupants = graph.subnets.get(subnet)?.occupants ?? [];
  if (doubt === undefined) return occupants.length > 0 ? undefined : doubtOfAttachments(graph, subnet);
  return carriersIn(graph, listAppliances(graph), occupants).includes(undefined) ? undefined : doubt;
}

/** A subnet that looks empty may be one of those that an attachment of its VPC names, and then it holds no workload. */
function doubtOfAttachments(graph: VpcGraph, subnet: Key): string | undefined {
  const vpc = valueOf(graph.subnets.get(subnet)?.vpc);
  for (const { key, vpc: of, subnets } of graph.transitGatewayAttachments.values()) {
    const hidden = subnets.find((one) => one.is === 'unknown');
    if (hidden?.is === 'unknown' && (valueOf(of) ?? vpc) === vpc)
      return `\`${key}\` may be attached to it: ${hidden.reason}`;
  }
  return undefined;
}

function judge(graph: VpcGraph, appliances: ReadonlySet<Key>, subnet: Subnet): JudgedSubnet {
  const { key, occupants, sharedBy } = subnet;
  const carriers = carriersIn(graph, appliances, occupants);
  if (carriers.includes(undefined)) {
    const workload = occupants[carriers.indexOf(undefined)];
    return { subnet: key, isJudged: true, because: `it holds \`${workload?.key ?? ''}\`` };
  }
  if (carriers.length === 0 || doubtOfOccupants(graph.unmodelled, key) !== undefined)
    return { subnet: key, isJudged: true, because: 'it may hold workloads' };
  if (sharedBy !== undefined)
    return {
      subnet: key,
      isJudged: true,
      because: `\`${sharedBy}\` shares it with other accounts, which may place workloads in it`,
    };
  const drifter = drifterIn(graph, subnet);
  if (drifter !== undefined)
    return {
      subnet: key,
      isJudged: true,
      because: `it may hold \`${drifter.key}\`, whose subnet is not known: ${drifter.reason}`,
    };
  const names = [...new Set(carriers)].sort().join(' and ');
  return { subnet: key, isJudged: false, because: `it holds nothing but ${names}` };
}

/** What may be in a subnet and send packets of its own. */
function drifterIn(graph: VpcGraph, subnet: Subnet | undefined): Drifter | undefined {
  if (subnet === undefined) return undefined;
  const senders = graph.drifters.filter(
    (one) => mayBeIn(one, subnet) && carrierName(graph, one) === undefined,
  );
  if (senders.length === 0) return undefined;
  const appliances = listAppliances(graph);
  return senders.find(({ key }) => !appliances.has(key));
}

/** What each occupant is that only carries packets of others; undefined for what may send its own. */
function carriersIn(
  graph: VpcGraph,
  appliances: ReadonlySet<Key>,
  occupants: readonly Occupant[],
): readonly (string | undefined)[] {
  return occupants.map((occupant) =>
    appliances.has(occupant.key) ? 'appliances behind a Gateway Load Balancer' : carrierName(graph, occupant),
  );
}

/** What an occupant is when it only carries packets of others; undefined when it may send its own. */
function carrierName(graph: VpcGraph, { kind, key }: Pick<Occupant, 'kind' | 'key'>): string | undefined {
  switch (kind) {
    case 'nat-gateway':
      return 'NAT gateways';
    case 'firewall-endpoint':
      return 'firewall endpoints';
    case 'transit-gateway-attachment':
      return 'transit gateway attachments';
    case 'load-balancer':
      return valueOf(graph.loadBalancers.get(key)?.type) === 'gateway'
        ? 'Gateway Load Balancers'
        : 'load balancer nodes';
    default:
      return undefined;
  }
}

function isMeant({ key, tags, cidrBlock, ipv6CidrBlock }: Subnet, text: string): boolean {
  if (key === text) return true;
  const equals = text.indexOf('=');
  if (equals > 0 && tags.get(text.slice(0, equals)) === text.slice(equals + 1)) return true;
  if (findCidrBlockProblem(text, '') !== undefined) return false;
  const outer = parseCidrBlock(text);
  return [cidrBlock, ipv6CidrBlock].some((block) => {
    const inner = valueOf(block);
    return inner !== undefined && containsBlock(outer, inner);
  });
}
