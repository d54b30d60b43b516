import { InspectedVpc } from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import {
  offlinePlans,
  requireTerraform,
  type JsonObject,
  type PlannedWorld,
} from '@inspected-egress/terraform';
import { ExplicitProxy, TransparentProxy } from '../src';
import { EVERY_FORM, TODAY } from './egress-policies';
import { synthesize } from './synthesize';

const worlds = [packageIndexPolicy(), EVERY_FORM].flatMap((egressPolicy) =>
  (['explicit', 'transparent'] as const).map((mode) => ({
    name: `${mode}-${egressPolicy.name}`,
    synthesized: synthesize((stack) => {
      const vpc = new InspectedVpc(stack, 'vpc', {
        cidrBlock: '10.1.0.0/16',
        zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
        tiers: ['isolated', 'protected', 'nat'],
        natGateways: 'none',
      });
      const prefixLists = { 'pl-0123456789abcdef0': ['192.0.2.0/24'] };
      const stated = { vpc, egressPolicy, today: TODAY, prefixLists };
      if (mode === 'transparent') new TransparentProxy(stack, 'proxy', stated);
      else new ExplicitProxy(stack, 'proxy', { ...stated, capacity: { min: 2, max: 6 } });
    }),
  })),
);
let planned: readonly PlannedWorld[] = [];

beforeAll(async () => {
  const stacks = worlds.map(({ name, synthesized }) => ({
    name,
    workspace: 'default',
    json: synthesized.json as JsonObject,
  }));
  planned = await offlinePlans(requireTerraform(), stacks);
});

it.each(worlds)('$name passes terraform validate and plan without a warning', ({ name, synthesized }) => {
  const world = planned.find((one) => one.name === name);
  expect(world?.warnings).toEqual([]);
  expect(world?.totals).toEqual({ add: synthesized.addresses.length, change: 0, destroy: 0 });
});
