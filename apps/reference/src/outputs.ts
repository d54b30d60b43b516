import type { TestApplication } from '@inspected-egress/app';
import type { EgressMonitoring, InspectedEgress } from '@inspected-egress/inspection';
import type { InspectedVpc, IRoutedVpc } from '@inspected-egress/network';
import { TerraformOutput, type TerraformStack } from 'cdktf';

export interface OutputsProps {
  readonly egress: InspectedEgress;
  readonly application: TestApplication;
  readonly monitoring: EgressMonitoring | undefined;
}

/** What people and other stacks ask an environment for; maps are by zone. */
export function declareOutputs(
  stack: TerraformStack,
  { egress, application, monitoring }: OutputsProps,
): void {
  const { vpc, endpoints } = egress;
  const output = (id: string, description: string, value: unknown): void => {
    new TerraformOutput(stack, id, { description, value, staticId: true });
  };
  output('vpc_id', 'The VPC', vpc.vpcId);
  output(
    'protected_subnet_ids',
    'Subnets for workloads',
    byZone(vpc.zones, ({ subnets }) => subnets.protected?.subnetId),
  );
  output(
    'nat_public_addresses',
    'Addresses that the internet sees; for allow-lists of others',
    byZone(natGatewaysOf(vpc), ({ publicIp }) => publicIp),
  );
  output(
    'firewall_endpoint_ids',
    'Firewall endpoints; empty while adopted ones are pending',
    byZone(endpoints === 'pending' ? [] : endpoints, ({ vpcEndpointId }) => vpcEndpointId),
  );
  output(
    'instance_ids',
    'Test instances, for `aws ssm start-session --target`',
    byZone(application.instances, ({ instanceId }) => instanceId),
  );
  if (monitoring !== undefined)
    output('alarm_topic_arn', 'Topic of the alarms, for people to subscribe to', monitoring.topicArn);
}

function byZone<Item extends { readonly availabilityZone: string }>(
  items: readonly Item[],
  value: (item: Item) => string | undefined,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    items.flatMap((item) => {
      const known = value(item);
      return known === undefined ? [] : [[item.availabilityZone, known]];
    }),
  );
}

function natGatewaysOf(vpc: IRoutedVpc): InspectedVpc['natGateways'] {
  return isMadeHere(vpc) ? vpc.natGateways : [];
}

// `InspectedEgress` also takes VPCs that exist, whose NAT gateways it knows by id alone.
function isMadeHere(vpc: IRoutedVpc): vpc is InspectedVpc {
  return 'natGateways' in vpc;
}
