import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { added, inMotoWorkspace, inventory, runWithAwsCli, withMoto } from '@inspected-egress/moto';
import { ExplicitProxy } from '@inspected-egress/inspection';
import { InspectedVpc } from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import { blocksOf, objectOf, requireTerraform, textOf, type JsonObject } from '@inspected-egress/terraform';
import { TerraformStack, Testing } from 'cdktf';
import { unprovedOf, valuesOf } from './applied-state';
import { instancesOf, subnetsOf } from './groups-told';
import { takenAwayBy } from './taken-away-by';

const ACCOUNT = '123456789012';
const ALL = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
/** Without the first, where the server starts instances. */
const FEWER = ['us-east-1b', 'us-east-1c'];
const MILLISECONDS = 300_000; // two applies and two plans

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
  'a zone that is taken from the load balancer first is taken away, and the load balancer and a proxy stay',
  () =>
    withMoto(async (moto) => {
      const nothing = await inventory(moto, ACCOUNT);
      const place = { name: 'proxies', workspace: 'default' };
      await inMotoWorkspace(requireTerraform(), moto, place, async (workspace) => {
        const before = await workspace.apply(proxiesIn(ALL));
        expect(before.drift).toEqual([]);
        const balancer = ['aws_lb.proxy_load-balancer', 'aws_lb_listener.proxy_listener'];
        expect(takenAwayBy(await workspace.plan(proxiesIn(FEWER))).replaced).toEqual(balancer);

        const [{ arn } = {}] = valuesOf(before.state, 'aws_lb');
        const kept = natSubnetsOf(before.state, FEWER);
        expect(kept).toHaveLength(FEWER.length);
        await runWithAwsCli(moto, ACCOUNT, [
          ...['aws', 'elbv2', 'set-subnets', '--load-balancer-arn', textOf(arn) ?? ''],
          ...['--subnets', ...kept],
        ]);

        await workspace.refresh();
        const planned = await workspace.plan(proxiesIn(FEWER));
        expect(takenAwayBy(planned).replaced).toEqual([]);
        expect(actionsOn(planned, 'aws_lb')).toEqual([['no-op']]);

        const after = await workspace.apply(proxiesIn(FEWER));
        expect(after.drift).toEqual([]);
        expect(unprovedOf(after.state)).toEqual(unprovedOf(before.state));
        expect(valuesOf(after.state, 'aws_lb')).toMatchObject([{ arn, subnets: [...kept].sort() }]);
        expect(natSubnetsOf(after.state, ALL)).toEqual(kept);
        const [{ name, vpc_zone_identifier: places } = {}] = valuesOf(after.state, 'aws_autoscaling_group');
        expect(places).toEqual([...kept].sort());
        const proxies = await instancesOf(moto, ACCOUNT, [textOf(name) ?? '']);
        expect(proxies).toHaveLength(1);
        expect(kept).toEqual(expect.arrayContaining([...(await subnetsOf(moto, ACCOUNT, proxies))]));
        expect(await workspace.destroy()).toEqual([]);
      });
      expect(added(nothing, await inventory(moto, ACCOUNT))).toEqual([]);
    }),
  MILLISECONDS,
);

/** Of the proxies, in some zones. */
const natSubnetsOf = (state: string, zones: readonly string[]) =>
  valuesOf(state, 'aws_subnet')
    .filter(
      ({ availability_zone: zone, tags }) =>
        zones.includes(textOf(zone) ?? '') && (textOf(objectOf(tags)['Name']) ?? '').includes(' nat '),
    )
    .map(({ id }) => textOf(id) ?? '');

function actionsOn(plan: string, type: string): readonly unknown[] {
  return blocksOf(objectOf(JSON.parse(plan) as JsonObject)['resource_changes'])
    .filter((one) => one['type'] === type)
    .map(({ change }) => objectOf(change)['actions']);
}
