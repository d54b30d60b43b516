import { formatCidrBlock } from '@inspected-egress/cidr';
import { valueOf } from '../../../src/graph/known';
import { policyArn } from '../policy-answers';
import type { VpcGraph } from '../../../src/graph/vpc-graph';
import { type Answers } from './answers';
import { FIREWALL_ARN, idOf, plain } from './aws-ids';

/** VPC endpoints, firewalls, and the entries of prefix lists. */
export function firewallAnswers(graph: VpcGraph): Answers {
  const answers: Answers = {};
  const endpoints = [...graph.firewallEndpoints.values()];
  const isManaged = ({ product }: (typeof endpoints)[number]) => valueOf(product) === 'network-firewall';
  const gateways = [...graph.gatewayEndpoints.values()];
  answers['describe-vpc-endpoints'] = {
    VpcEndpoints: [
      ...endpoints.map((endpoint) => ({
        VpcEndpointId: idOf('vpce-', endpoint.key),
        VpcEndpointType: 'GatewayLoadBalancer',
        VpcId: idOf('vpc-', valueOf(endpoint.vpc) ?? ''),
        State: 'available',
        SubnetIds: [idOf('subnet-', valueOf(endpoint.subnet) ?? '')],
        NetworkInterfaceIds: [`eni-of-${plain(endpoint.key)}`],
        IpAddressType: valueOf(endpoint.ipAddressType),
        Tags: isManaged(endpoint)
          ? [
              { Key: 'AWSNetworkFirewallManaged', Value: 'true' },
              { Key: 'Firewall', Value: `${FIREWALL_ARN}${plain(endpoint.key)}` },
            ]
          : [],
      })),
      ...gateways.map(({ key, vpc, policy }) => ({
        VpcEndpointId: idOf('vpce-', key),
        VpcEndpointType: 'Gateway',
        VpcId: idOf('vpc-', valueOf(vpc) ?? ''),
        ServiceName: 'com.amazonaws.us-east-1.s3',
        State: 'available',
        PolicyDocument: JSON.stringify(
          valueOf(policy) ?? {
            Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
          },
        ),
        // The table of a gateway endpoint has a route of its list; VPC guide, "Gateway endpoints", 2026-11.
        RouteTableIds: [...graph.routeTables.values()]
          .filter(({ routes }) =>
            routes.some(
              ({ destination, target }) =>
                destination.kind === 'prefix-list' && 'key' in target && target.key === key,
            ),
          )
          .map((table) => idOf('rtb-', table.key)),
        Tags: [],
      })),
    ],
  };
  for (const endpoint of endpoints.filter(isManaged)) {
    const { key, subnet, vpc, ipAddressType } = endpoint;
    const SubnetId = idOf('subnet-', valueOf(subnet) ?? '');
    answers[`describe-firewall-${plain(key)}`] = {
      UpdateToken: 'token',
      Firewall: {
        FirewallName: plain(key),
        FirewallArn: `${FIREWALL_ARN}${plain(key)}`,
        FirewallPolicyArn: policyArn(valueOf(graph.firewalls.get(endpoint.firewall ?? '')?.policy) ?? 'p'),
        VpcId: idOf('vpc-', valueOf(vpc) ?? ''),
        SubnetMappings: [{ SubnetId, IPAddressType: (valueOf(ipAddressType) ?? 'ipv4').toUpperCase() }],
      },
      FirewallStatus: {
        Status: 'READY',
        SyncStates: {
          'us-east-1a': { Attachment: { SubnetId, EndpointId: idOf('vpce-', key), Status: 'READY' } },
        },
      },
    };
  }
  for (const { key, blocks } of graph.prefixLists.values()) {
    const known = valueOf(blocks);
    if (known === undefined) continue;
    answers[`entries-${idOf('pl-', key)}`] = {
      Entries: known.map((block) => ({ Cidr: formatCidrBlock(block) })),
    };
  }
  return answers;
}
