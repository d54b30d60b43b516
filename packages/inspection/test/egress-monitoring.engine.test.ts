import { packageIndexPolicy, workshopPolicy } from '@inspected-egress/policy';
import {
  offlinePlans,
  requireTerraform,
  type JsonObject,
  type PlannedWorld,
} from '@inspected-egress/terraform';
import { ApplianceFleet, DnsFirewall, EgressMonitoring, InspectedEgress } from '../src';
import { TODAY } from './egress-policies';
import { synthesize } from './synthesize';

const ACCOUNT = { accountId: '111122223333' };

// Everything is made in the same plan, so no id is known yet, as on the first day.
const world = synthesize((stack) => {
  const egress = new InspectedEgress(stack, 'egress', {
    cidrBlock: '10.1.0.0/16',
    zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
    engine: { kind: 'network-firewall', egressPolicy: workshopPolicy(), today: TODAY },
  });
  const { vpc, firewall } = egress;
  const dns = new DnsFirewall(stack, 'dns', {
    vpcIds: { dev: vpc.vpcId },
    egressPolicy: packageIndexPolicy(),
    today: TODAY,
  });
  const fleet = new ApplianceFleet(stack, 'fleet', {
    vpcId: 'vpc-0123456789abcdef0',
    subnets: [{ availabilityZone: 'us-east-1a', subnetId: 'subnet-0a', cidrBlock: '10.2.0.0/24' }],
    instanceType: 'c6in.large',
    capacity: { min: 1, max: 2 },
    service: { allowedPrincipals: ['arn:aws:iam::111122223333:root'] },
    bootstrap: {
      kind: 'custom',
      imageId: 'ami-0123456789abcdef0',
      userData: '#!/bin/sh',
      healthCheck: { protocol: 'TCP', port: 80 },
    },
  });
  new EgressMonitoring(stack, 'watch', { vpc, firewall, fleet, dns, notify: { newTopicIn: ACCOUNT } });
  new EgressMonitoring(stack, 'again', {
    ...{ vpc, firewall, dns, thresholds: { droppedPackets: 1000, blockedQueries: 0 } },
    notify: { topicArn: 'arn:aws:sns:us-east-1:111122223333:operators' },
  });
});
let planned: PlannedWorld | undefined;

beforeAll(async () => {
  const json = world.json as JsonObject;
  [planned] = await offlinePlans(requireTerraform(), [{ name: 'monitoring', workspace: 'default', json }]);
});

it('passes terraform validate and plan without a warning', () => {
  expect(planned?.warnings).toEqual([]);
  expect(planned?.resourceChanges.map(({ address }) => address).sort()).toEqual(world.addresses);
});

it('is an alarm for each thing that can go wrong, and one dashboard, as the provider reads them', () => {
  const after = (type: string) =>
    (planned?.resourceChanges ?? []).flatMap((change) =>
      change.type === type ? [change.after as Readonly<Record<string, unknown>>] : [],
    );
  // Two gateways with two alarms, two zones with three, a fleet, and the list of everything else; again without the fleet.
  expect(after('aws_cloudwatch_metric_alarm')).toHaveLength(12 + 11);
  expect(after('aws_cloudwatch_metric_alarm')).toContainEqual(
    expect.objectContaining({
      alarm_name: 'dev-again-firewall-drops-a',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 1000,
    }),
  );
  expect(after('aws_cloudwatch_dashboard').map(({ dashboard_name: name }) => name)).toEqual(
    expect.arrayContaining(['dev-watch', 'dev-again']),
  );
});
