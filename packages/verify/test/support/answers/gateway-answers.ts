import { formatAddress } from '@inspected-egress/cidr';
import { valueOf } from '../../../src/graph/known';
import type { VpcGraph } from '../../../src/graph/vpc-graph';
import { list, type Answers } from './answers';
import { ACCOUNT, idOf, plain } from './aws-ids';

/** Gateways, and Block Public Access. */
export function gatewayAnswers(graph: VpcGraph): Answers {
  const answers: Answers = {};
  list(answers, 'describe-internet-gateways', 'InternetGateways', graph.internetGateways, ({ key, vpc }) => ({
    InternetGatewayId: idOf('igw-', key),
    OwnerId: ACCOUNT,
    Attachments: vpc === undefined ? [] : [{ State: 'available', VpcId: idOf('vpc-', valueOf(vpc) ?? '') }],
    Tags: [],
  }));
  list(
    answers,
    'describe-egress-only-internet-gateways',
    'EgressOnlyInternetGateways',
    graph.egressOnlyGateways,
    ({ key, vpc }) => ({
      EgressOnlyInternetGatewayId: idOf('eigw-', key),
      Attachments: [{ State: 'attached', VpcId: idOf('vpc-', valueOf(vpc) ?? '') }],
      Tags: [],
    }),
  );
  list(answers, 'describe-nat-gateways', 'NatGateways', graph.natGateways, (nat) => ({
    NatGatewayId: idOf('nat-', nat.key),
    State: 'available',
    VpcId: idOf('vpc-', valueOf(nat.vpc) ?? ''),
    ...(nat.subnet === undefined ? {} : { SubnetId: idOf('subnet-', valueOf(nat.subnet) ?? '') }),
    ConnectivityType: valueOf(nat.connectivity),
    AvailabilityMode: valueOf(nat.availabilityMode),
    ...(nat.routeTable === undefined ? {} : { RouteTableId: idOf('rtb-', valueOf(nat.routeTable) ?? '') }),
    NatGatewayAddresses: [
      {
        NetworkInterfaceId: `eni-of-${plain(nat.key)}`,
        IsPrimary: true,
        Status: 'succeeded',
        ...(nat.privateIps[0] === undefined ? {} : { PrivateIp: formatAddress(nat.privateIps[0]) }),
        ...(valueOf(nat.hasElasticIp) === true
          ? { AllocationId: `eipalloc-${plain(nat.key)}`, PublicIp: '198.51.100.1' }
          : {}),
      },
    ],
    Tags: [],
  }));
  answers['describe-vpc-block-public-access-options'] = {
    VpcBlockPublicAccessOptions: {
      AwsAccountId: ACCOUNT,
      AwsRegion: 'us-east-1',
      State: 'update-complete',
      InternetGatewayBlockMode: valueOf(graph.blockPublicAccess?.options[0]?.mode) ?? 'off',
    },
  };
  answers['describe-vpc-block-public-access-exclusions'] = {
    VpcBlockPublicAccessExclusions: (graph.blockPublicAccess?.exclusions ?? []).map(
      ({ excluded, mode }, index) => {
        const key = valueOf(excluded) ?? '';
        const resource = graph.vpcs.has(key) ? `vpc/${idOf('vpc-', key)}` : `subnet/${idOf('subnet-', key)}`;
        return {
          ExclusionId: `vpcbpa-exclude-${index}`,
          State: 'create-complete',
          ResourceArn: `arn:aws:ec2:us-east-1:${ACCOUNT}:${resource}`,
          InternetGatewayExclusionMode: valueOf(mode),
        };
      },
    ),
  };
  return answers;
}
