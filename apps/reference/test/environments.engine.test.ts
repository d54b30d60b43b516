import {
  offlinePlan,
  offlinePlans,
  requireTerraform,
  type PlannedWorld,
  type World,
} from '@inspected-egress/terraform';
import { dev } from '../src/environments/dev';
import { ENVIRONMENTS, type EnvironmentConfig } from '../src';
import { enginesFor } from './engines';
import { addressesOf, stackOf } from './stacks';

const terraform = requireTerraform();

function world(name: string, config: EnvironmentConfig): World {
  return { name, workspace: config.name, json: stackOf(config) };
}

/** A configuration in every position, with and without IPv6. */
function variants(name: string, config: EnvironmentConfig): readonly World[] {
  return (['after-nat', 'before-nat'] as const).flatMap((position) =>
    (['none', 'inspected'] as const).map((ipv6) =>
      world([name, position, 'ipv6', ipv6].join('-'), { ...config, position, ipv6 }),
    ),
  );
}

/** Every environment × engine × position × IPv6. */
const worlds = ENVIRONMENTS.flatMap((environment) => {
  const zones = environment.zones.map(({ availabilityZone }) => availabilityZone);
  const { 'network-firewall': own, 'gateway-load-balancer': appliance, adopted } = enginesFor(zones);
  return Object.entries({ own, appliance, adopted }).flatMap(([kind, engine]) =>
    variants(`${environment.name}-${kind}`, { ...environment, engine }),
  );
});

/** What an environment can choose beside these. */
const zones = ['us-east-1a', 'us-east-1b'];
const { 'network-firewall-policy': policy, pending } = enginesFor(zones);
const choices = [
  ...variants('single-nat', { ...dev, natGateways: { singleZone: 'us-east-1b' } }),
  ...variants('no-nat', { ...dev, natGateways: 'none' }),
  world('policy-by-arn', { ...dev, engine: policy }),
  world('endpoints-pending', { ...dev, engine: pending, ipv6: 'inspected' }),
  world('flow-logs-in-s3', { ...dev, flowLogs: 's3' }),
  world('as-little-as-possible', {
    ...dev,
    flowLogs: 'none',
    networkAcls: 'open',
    dnsFirewall: 'none',
    monitoring: 'none',
    privateServices: 'none',
    tags: {},
  }),
  world('one-zone', { ...dev, zones: dev.zones.slice(0, 1) }),
];

function expectCleanPlan({ json }: World, planned: PlannedWorld | undefined): void {
  const addresses = addressesOf(json);
  expect(planned?.warnings).toEqual([]);
  expect(planned?.totals).toEqual({ add: addresses.length, change: 0, destroy: 0 });
  expect(planned?.resourceChanges.map(({ address }) => address).sort()).toEqual(addresses);
}

describe('validate and plan pass without a warning and make what was synthesized, for', () => {
  let planned: readonly PlannedWorld[] = [];
  const all = [...worlds, ...choices];
  beforeAll(async () => {
    planned = await offlinePlans(terraform, all);
  }, 900_000);

  it.each(all)('$name', (one) => {
    expectCleanPlan(
      one,
      planned.find(({ name }) => name === one.name),
    );
  });
});

// One at a time, as a user plans it: the others share a root.
describe('what is deployed', () => {
  it.each(ENVIRONMENTS.map((environment) => [environment.name, environment] as const))(
    '%s plans as it is',
    async (name, environment) => {
      const one = world(name, environment);
      expectCleanPlan(one, await offlinePlan(terraform, one));
    },
    120_000,
  );
});
