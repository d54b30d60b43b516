import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { inMotoWorkspace, withMoto } from '@inspected-egress/moto';
import { requireTerraform, type JsonObject } from '@inspected-egress/terraform';
import { ApplianceFleet } from '../src';
import { synthesize } from './synthesize';

const fleet = (drainSeconds: number) =>
  synthesize((stack) => {
    const vpc = new Vpc(stack, 'vpc', { cidrBlock: '10.1.0.0/16' });
    const place = { availabilityZone: 'us-east-1a', cidrBlock: '10.1.0.0/24' };
    const subnet = new Subnet(stack, 'subnet', { vpcId: vpc.id, ...place });
    new ApplianceFleet(stack, 'fleet', {
      ...{ name: 'fleet', vpcId: vpc.id, subnets: [{ ...place, subnetId: subnet.id }], drainSeconds },
      ...{ instanceType: 'c6in.large', capacity: { min: 1, max: 1 }, protection: 'off' },
      bootstrap: {
        kind: 'custom',
        imageId: 'ami-0123456789abcdef0',
        healthCheck: { protocol: 'TCP', port: 80 },
      },
      service: { allowedPrincipals: ['arn:aws:iam::123456789012:root'] },
    });
  }).json as JsonObject;

it('AWS is told how long appliances drain, when the fleet is made and when that changes', () =>
  withMoto((moto) =>
    inMotoWorkspace(requireTerraform(), moto, { name: 'fleet', workspace: 'default' }, async (workspace) => {
      expect((await workspace.apply(fleet(120))).drift).toEqual([]);
      const from = moto.calls().length;
      const { changes, drift } = await workspace.apply(fleet(900));
      expect(drift).toEqual([]);
      expect(changes.map((change) => change.replace(/_[0-9A-F]{8}$/u, '')).sort()).toEqual([
        'update aws_autoscaling_lifecycle_hook.fleet_instances_drained-hook',
        'update aws_lb_target_group.fleet_load-balancer_targets',
      ]);
      expect(
        moto
          .calls()
          .slice(from)
          .map(({ action }) => action),
      ).toContain('PutLifecycleHook');
    }),
  ));
