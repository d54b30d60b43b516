import { formatAddress, formatCidrBlock, type CidrBlock } from '@inspected-egress/cidr';
import type { GraphNode, Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { Subnet } from '../graph/subnet';
import type { VpcGraph } from '../graph/vpc-graph';
import type { PairedNoun, Side } from './side';

/** How the nodes of one noun are told apart where neither id nor key nor construct does. */
export interface NounFacts {
  readonly noun: PairedNoun;
  /** The surest first; what is paired before may be used. Undefined where the input does not tell. */
  marksOf(side: Side): readonly { readonly node: GraphNode; readonly facts: readonly Mark[] }[];
}
export type Mark = string | undefined;

/** In the order in which nouns are paired. */
export const NOUN_FACTS: readonly NounFacts[] = [
  noun('vpc', 'vpcs', vpcFacts),
  noun('subnet', 'subnets', subnetFacts),
  // Once more: a VPC whose block is not known is told by its subnets.
  noun('vpc', 'vpcs', vpcFacts),
  noun('nat-gateway', 'natGateways', ({ vpc, subnet, connectivity }, side) => [
    all(
      subnet === undefined ? side.nameOf('vpc', vpc) : side.nameOf('subnet', subnet),
      valueOf(connectivity),
    ),
  ]),
  noun('route-table', 'routeTables', ({ key, edgeOf }, side) => [
    side.nameOf('vpc', side.index.vpcOfPart.get(key)),
    edgeOf.length === 1 ? side.nameOf('vpc', gatewayVpc(side, edgeOf[0])) : undefined,
    side.namesOf('subnet', side.index.subnetsOfTable.get(key)),
    side.namesOf('nat-gateway', side.index.natsOfTable.get(key)),
  ]),
  noun('network-acl', 'networkAcls', ({ key }, side) => [
    side.nameOf('vpc', side.index.vpcOfPart.get(key)),
    side.namesOf('subnet', side.index.subnetsOfAcl.get(key)),
  ]),
  noun('firewall', 'firewalls', ({ vpc, endpoints }, side) => {
    const places = endpoints.flatMap((key) => side.graph.firewallEndpoints.get(key)?.subnet ?? []);
    return [all(side.nameOf('vpc', vpc), side.namesOf('subnet', places))];
  }),
  noun('firewall-endpoint', 'firewallEndpoints', ({ subnet, product, firewall }, side) => [
    all(side.nameOf('subnet', subnet), side.nameOf('firewall', firewall)),
    all(side.nameOf('subnet', subnet), valueOf(product)),
  ]),
  noun('firewall-policy', 'firewallPolicies', () => []),
  noun('firewall-rule-group', 'firewallRuleGroups', () => []),
  noun('gateway-endpoint', 'gatewayEndpoints', ({ vpc, serviceName }, side) => [
    all(side.nameOf('vpc', vpc), valueOf(serviceName)),
  ]),
  noun('interface-endpoint', 'interfaceEndpoints', ({ vpc, serviceName, subnets }, side) => [
    all(side.nameOf('vpc', vpc), valueOf(serviceName), side.namesOf('subnet', subnets)),
    all(side.nameOf('vpc', vpc), valueOf(serviceName)),
  ]),
  noun('endpoint-service', 'endpointServices', ({ key, loadBalancers }, side) => [
    namesOfAll(side, side.index.endpointsOfService.get(key)),
    all(...loadBalancers.map(valueOf).sort()),
  ]),
  noun('outer-gateway', 'outerGateways', ({ kind, vpc }, side) => [all(kind, side.nameOf('vpc', vpc))]),
  noun('prefix-list', 'prefixLists', ({ key, blocks }, side) => [
    side.nameOf('gateway-endpoint', side.index.endpointOfList.get(key)),
    all(valueOf(blocks)?.map(formatCidrBlock).sort().join()),
  ]),
  noun('instance', 'instances', ({ kind, subnets }, side) => [all(kind, side.namesOf('subnet', subnets))]),
  noun(
    'network-interface',
    'networkInterfaces',
    ({ subnet, privateIps, sourceDestCheck, instance }, side) => [
      all(side.nameOf('subnet', subnet), privateIps.map(formatAddress).sort().join()),
      // The only one there that forwards, or the only one that does not.
      all(side.nameOf('subnet', subnet), valueOf(sourceDestCheck)?.toString()),
      // The only one there of its instance, or the only one of none.
      all(
        side.nameOf('subnet', subnet),
        instance === undefined ? 'of none' : side.nameOf('instance', instance),
      ),
    ],
  ),
  noun('security-group', 'securityGroups', ({ key }, side) => {
    const holders = side.index.holdersOfGroup.get(key);
    return [side.nameOf('vpc', side.index.vpcOfPart.get(key)), namesOfAll(side, holders)];
  }),
];

type Nodes = { [Name in keyof VpcGraph]: VpcGraph[Name] extends ReadonlyMap<Key, GraphNode> ? Name : never };
type NodesOf<Name extends keyof VpcGraph> =
  VpcGraph[Name] extends ReadonlyMap<Key, infer Node extends GraphNode> ? Node : never;

function noun<Name extends NonNullable<Nodes[keyof VpcGraph]>>(
  name: PairedNoun,
  nodes: Name,
  factsOf: (node: NodesOf<Name>, side: Side) => readonly Mark[],
): NounFacts {
  return {
    noun: name,
    marksOf: (side) =>
      [...(side.graph[nodes] as ReadonlyMap<Key, NodesOf<Name>>).values()].map((node) => ({
        node,
        facts: factsOf(node, side),
      })),
  };
}

function vpcFacts({ key, cidrBlocks }: NodesOf<'vpcs'>, side: Side): readonly Mark[] {
  return [blocksText(cidrBlocks), side.namesOf('subnet', side.index.subnetsOfVpc.get(key))];
}

/** The tag `Name`, then place and block. */
function subnetFacts({ tags, vpc, cidrBlock, ipv6CidrBlock }: Subnet, side: Side): readonly Mark[] {
  const [block] = [cidrBlock, ipv6CidrBlock].filter((one) => one?.is === 'known');
  const own = block && blocksText([block]);
  return [
    all(tags.get('Name')),
    all(side.nameOf('vpc', vpc), own),
    // Of a VPC that is not paired yet: several may have its block.
    all(blocksText(side.graph.vpcs.get(valueOf(vpc) ?? '')?.cidrBlocks ?? []), own),
  ];
}

function namesOfAll(side: Side, nodes: readonly (readonly [PairedNoun, Key])[] = []): Mark {
  return all(...nodes.map(([one, key]) => side.nameOf(one, key)).sort());
}

function gatewayVpc({ graph }: Side, gateway: Key | undefined): Key | undefined {
  return valueOf(graph.internetGateways.get(gateway ?? '')?.vpc);
}

function blocksText(blocks: readonly Known<CidrBlock>[]): string | undefined {
  const texts = blocks.map((block) => (block.is === 'known' ? formatCidrBlock(block.value) : undefined));
  return all(...texts.sort());
}

/** One mark of several facts; none as soon as one is missing. */
function all(...facts: readonly (string | undefined)[]): Mark {
  return facts.length === 0 || facts.some((fact) => fact === undefined || fact === '')
    ? undefined
    : facts.join(', ');
}
