import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { inMotoWorkspace, runWithAwsCli, withMoto } from '@inspected-egress/moto';
import { ExplicitProxy } from '@inspected-egress/inspection';
import { InspectedVpc } from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import { blocksOf, objectOf, requireTerraform, textOf, type JsonObject } from '@inspected-egress/terraform';
import { TerraformStack, Testing } from 'cdktf';
import { valuesOf } from './applied-state';
import { takenAwayBy } from './taken-away-by';

const ACCOUNT = '123456789012';
const ALL = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
const MILLISECONDS = 300_000; // one apply and two plans
const FEWER = ['us-east-1a', 'us-east-1b'];

/** Proxies in some zones. */
function proxiesIn(zones: readonly string[]): JsonObject {
  const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'proxies');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  const vpc = new InspectedVpc(stack, 'vpc', {
    ...{ name: 'proxies', cidrBlock: '10.3.0.0/16', tiers: ['isolated', 'nat'], natGateways: 'none' },
    zones: zones.map((availabilityZone) => ({ availabilityZone })),
  });
  new ExplicitProxy(stack, 'proxy', {
    ...{ vpc, name: 'proxies', imageId: 'ami-0123456789abcdef0', capacity: { min: 1, max: 2 } },
    ...{ egressPolicy: packageIndexPolicy(), today: '2026-11-29' },
  });
  return stack.toTerraform() as JsonObject;
}

it(
  'a zone that is taken from the load balancer first is taken away and the load balancer stays',
  () =>
    withMoto((moto) =>
      inMotoWorkspace(
        requireTerraform(),
        moto,
        { name: 'proxies', workspace: 'default' },
        async (workspace) => {
          const before = await workspace.apply(proxiesIn(ALL));
          expect(before.drift).toEqual([]);
          const balancer = ['aws_lb.proxy_load-balancer', 'aws_lb_listener.proxy_listener'];
          expect(takenAwayBy(await workspace.plan(proxiesIn(FEWER))).replaced).toEqual(balancer);

          const [{ arn } = {}] = valuesOf(before.state, 'aws_lb');
          const kept = valuesOf(before.state, 'aws_subnet').filter(
            ({ availability_zone: zone, tags }) =>
              FEWER.includes(textOf(zone) ?? '') && (textOf(objectOf(tags)['Name']) ?? '').includes(' nat '),
          );
          expect(kept).toHaveLength(FEWER.length);
          await runWithAwsCli(moto, ACCOUNT, [
            ...['aws', 'elbv2', 'set-subnets', '--load-balancer-arn', textOf(arn) ?? ''],
            ...['--subnets', ...kept.map(({ id }) => textOf(id) ?? '')],
          ]);

          await workspace.refresh();
          const after = await workspace.plan(proxiesIn(FEWER));
          expect(takenAwayBy(after).replaced).toEqual([]);
          expect(actionsOn(after, 'aws_lb')).toEqual([['no-op']]);
        },
      ),
    ),
  MILLISECONDS,
);

function actionsOn(plan: string, type: string): readonly unknown[] {
  return blocksOf(objectOf(JSON.parse(plan) as JsonObject)['resource_changes'])
    .filter((one) => one['type'] === type)
    .map(({ change }) => objectOf(change)['actions']);
}
