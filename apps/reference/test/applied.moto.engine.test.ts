import { accountOf, added, inMotoWorkspace, inventory, withMoto, type Applied } from '@inspected-egress/moto';
import { blocksOf, objectOf, requireTerraform, type JsonObject } from '@inspected-egress/terraform';
import type { EnvironmentConfig } from '../src';
import { dev } from '../src/environments/dev';
import { prod } from '../src/environments/prod';
import { appliedNetwork } from './applied-network';
import { afterNat, beforeNatDualStack } from './expected-routes';
import { stackWithPaths } from './stacks';
import { findingsOf } from './told-findings';

const terraform = requireTerraform();

/** An environment that was applied, as four readers see it. */
interface World extends Applied {
  readonly synthesized: string;
}

/** Applies an environment, shows it to `look`, destroys it, and looks for what is left. */
async function whileApplied(config: EnvironmentConfig, look: (world: World) => void): Promise<void> {
  const stack = stackWithPaths(config);
  const account = accountIn(stack);
  await withMoto(async (moto) => {
    const before = await inventory(moto, account);
    await inMotoWorkspace(
      terraform,
      moto,
      { name: config.name, workspace: config.name },
      async (workspace) => {
        look({ ...(await workspace.apply(stack)), synthesized: JSON.stringify(stack) });
        expect(await workspace.destroy()).toEqual([]);
        expect(added(before, await inventory(moto, account))).toEqual([]);
      },
    );
  });
}

function accountIn(stack: JsonObject): string {
  return accountOf(blocksOf(objectOf(stack['provider'])['aws'])[0] ?? {});
}

/** Everything that a reader of the world finds, which is the same whatever form it reads. */
function expectSameFindings({ synthesized, plan, state, rawState }: World): void {
  const told = findingsOf('cdk.tf.json', synthesized);
  expect(told.verdicts).toEqual({
    'every-exit-is-inspected': 'proved',
    'replies-use-the-same-endpoint': 'proved',
    'no-hop-leaves-its-zone': 'proved',
    'endpoint-subnets-hold-only-endpoints': 'proved',
    'no-route-loops-or-blackholes': 'proved',
    'dns-is-filtered': 'proved',
    'acls-permit-declared-flows': 'proved',
    'firewall-policy-means-what-it-says': 'proved',
  });
  expect(findingsOf('plan.json', plan)).toEqual(told);
  expect(findingsOf('state.json', state)).toEqual(told);
  expect(findingsOf('terraform.tfstate', rawState)).toEqual(told);
}

it.concurrent('dev settles, keeps every promise as planned and as applied, and leaves nothing', async () => {
  await whileApplied(dev, (world) => {
    expect(world.drift).toEqual([]);
    const { endpoints, routes } = appliedNetwork(world.state);
    expect(Object.keys(endpoints).sort()).toEqual(['us-east-1a', 'us-east-1b']);
    expect(routes).toEqual(['us-east-1a', 'us-east-1b'].flatMap(afterNat).sort());
    expectSameFindings(world);
  });
});

it.concurrent('prod before NAT, dual stack and with flow logs in S3, does too', async () => {
  const config = {
    ...prod,
    position: 'before-nat',
    ipv6: 'inspected',
    flowLogs: 's3',
    protection: 'off',
  } as const;
  await whileApplied(config, (world) => {
    expect(world.drift).toEqual([]);
    const { endpoints, routes } = appliedNetwork(world.state);
    expect(Object.keys(endpoints).sort()).toEqual(['us-east-1a', 'us-east-1b', 'us-east-1c']);
    const expected = [
      ...beforeNatDualStack('us-east-1a', '10.3.0.0/20'),
      ...beforeNatDualStack('us-east-1b', '10.3.32.0/20'),
      ...beforeNatDualStack('us-east-1c', '10.3.64.0/20'),
    ];
    expect(routes).toEqual(expected.sort());
    expectSameFindings(world);
  });
});
