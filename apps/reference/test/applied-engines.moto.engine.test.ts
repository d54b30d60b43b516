import {
  added,
  inMotoWorkspace,
  inventory,
  runBeside,
  withMoto,
  type MotoServer,
  type MotoWorkspace,
} from '@inspected-egress/moto';
import { requireTerraform } from '@inspected-egress/terraform';
import { dev } from '../src/environments/dev';
import { appliedNetwork } from './applied-network';
import { applianceProvider, PROVIDER_ACCOUNT } from './appliance-provider';
import { afterNat } from './expected-routes';
import { stackWithPaths } from './stacks';
import { findingsOf } from './told-findings';

const terraform = requireTerraform();
const ZONES = ['us-east-1a', 'us-east-1b'];
const PROVED = {
  'every-exit-is-inspected': 'proved',
  'replies-use-the-same-endpoint': 'proved',
  'no-hop-leaves-its-zone': 'proved',
  'endpoint-subnets-hold-only-endpoints': 'proved',
  'no-route-loops-or-blackholes': 'proved',
  'dns-is-filtered': 'proved',
  'acls-permit-declared-flows': 'proved',
  // What the appliances of somebody else do is in no Terraform that is read here.
  'firewall-policy-means-what-it-says': 'undetermined',
};

const OFFERED = ['V07 satisfied ', 'V27 satisfied '];

const consumer = <T>(moto: MotoServer, work: (workspace: MotoWorkspace) => Promise<T>) =>
  inMotoWorkspace(terraform, moto, { name: 'dev', workspace: 'dev' }, work);
const provider = <T>(moto: MotoServer, work: (workspace: MotoWorkspace) => Promise<T>) =>
  inMotoWorkspace(terraform, moto, { name: 'appliances', workspace: 'default' }, work);

/** Runs `work`, and looks for what it leaves in the accounts. */
async function leavingNothing(
  moto: MotoServer,
  accounts: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const all = async () => (await Promise.all(accounts.map((account) => inventory(moto, account)))).flat();
  const before = await all();
  await work();
  expect(added(before, await all())).toEqual([]);
}

it.concurrent(
  'a consumer of a Gateway Load Balancer in another account settles, waits for acceptance, and is proved',
  () =>
    withMoto((moto) =>
      leavingNothing(moto, [dev.accountId, PROVIDER_ACCOUNT], () =>
        provider(moto, async (appliances) => {
          const served = await appliances.apply(applianceProvider(dev.accountId, []));
          expect(served.drift).toEqual([]);
          const serviceName = outputOf(served.state, 'service');
          const engine = { kind: 'gateway-load-balancer', serviceName, acceptance: 'by-provider' } as const;
          const stack = stackWithPaths({ ...dev, engine });
          await consumer(moto, async (workspace) => {
            const waiting = await workspace.apply(stack);
            expect(waiting.drift).toEqual([]);
            expect(endpointStates(waiting.state)).toEqual(['pendingAcceptance', 'pendingAcceptance']);
            const { endpoints } = appliedNetwork(waiting.state);
            expect(Object.keys(endpoints).sort()).toEqual(ZONES);

            const accepting = await appliances.apply(
              applianceProvider(dev.accountId, Object.values(endpoints)),
            );
            expect(accepting.drift).toEqual([]);
            const accepted = await workspace.apply(stack);
            expect(accepted.changes).toEqual([]);
            expect(endpointStates(accepted.state)).toEqual(['available', 'available']);
            expect(appliedNetwork(accepted.state).routes).toEqual(ZONES.flatMap(afterNat).sort());

            const told = findingsOf('cdk.tf.json', JSON.stringify(stack));
            expect(told.verdicts).toEqual(PROVED);
            expect(findingsOf('plan.json', waiting.plan)).toEqual(told);
            // Whether somebody serves the endpoints and has accepted them, only a state tells.
            const checks = [...told.checks.filter((check) => !/^V(07|27) /.test(check)), ...OFFERED].sort();
            expect(findingsOf('state.json', accepted.state)).toEqual({ ...told, checks });
            expect(findingsOf('terraform.tfstate', accepted.rawState)).toEqual({ ...told, checks });
            expect(await workspace.destroy()).toEqual([]);
          });
          expect(await appliances.destroy()).toEqual([]);
        }),
      ),
    ),
);

it.concurrent("a partner's endpoints are adopted in two phases, proved, and handed back", () =>
  withMoto((moto) =>
    leavingNothing(moto, [dev.accountId], () =>
      consumer(moto, async (workspace) => {
        const stackWith = (endpoints: 'pending' | { availabilityZone: string; vpcEndpointId: string }[]) =>
          stackWithPaths({ ...dev, engine: { kind: 'adopted', vendor: 'fortigate-cnf', endpoints } });

        const pending = await workspace.apply(stackWith('pending'));
        expect(pending.drift).toEqual([]);
        expect(appliedNetwork(pending.state).routes).toEqual([]);
        expect(findingsOf('state.json', pending.state).verdicts['every-exit-is-inspected']).toBe('proved');

        const subnets = firewallSubnets(pending.state);
        const made = (await runBeside(
          moto,
          'vendor.py',
          dev.accountId,
          'create',
          ...subnets.map(({ id }) => id),
        )) as Readonly<Record<string, string>>;
        const endpoints = subnets.map(({ id, zone }) => ({
          availabilityZone: zone,
          vpcEndpointId: made[id] ?? '',
        }));
        const stack = stackWith(endpoints);
        const adopted = await workspace.apply(stack);
        expect(adopted.changes.filter((change) => !/^create aws_route\.| output\./.test(change))).toEqual([]);
        expect(adopted.drift).toEqual([]);
        const endpointOf = (zone: string) =>
          endpoints.find(({ availabilityZone }) => availabilityZone === zone)?.vpcEndpointId;
        const named = ZONES.flatMap(afterNat).map((route) =>
          route.replace(/endpoint of (\S+)$/, (_, zone: string) => endpointOf(zone) ?? '?'),
        );
        expect(appliedNetwork(adopted.state).routes).toEqual(named.sort());

        const endpointSubnets = Object.fromEntries(
          subnets.map(({ id, address }) => [made[id] ?? '', address]),
        );
        const told = findingsOf('cdk.tf.json', JSON.stringify(stack), { endpointSubnets });
        expect(told.verdicts).toEqual(PROVED);
        expect(findingsOf('plan.json', adopted.plan, { endpointSubnets })).toEqual(told);
        expect(findingsOf('state.json', adopted.state, { endpointSubnets })).toEqual(told);
        expect(findingsOf('terraform.tfstate', adopted.rawState, { endpointSubnets })).toEqual(told);

        const handedBack = await workspace.apply(stackWith('pending'));
        expect(appliedNetwork(handedBack.state).routes).toEqual([]);
        const ids = endpoints.map(({ vpcEndpointId }) => vpcEndpointId);
        expect(await runBeside(moto, 'vendor.py', dev.accountId, 'remove', ...ids)).toEqual(ids);
        expect(await workspace.destroy()).toEqual([]);
      }),
    ),
  ),
);

interface StateJson {
  readonly values: {
    readonly outputs: Readonly<Record<string, { readonly value: string }>>;
    readonly root_module: {
      readonly resources: readonly {
        readonly address: string;
        readonly type: string;
        readonly values: {
          readonly id: string;
          readonly state?: string;
          readonly availability_zone?: string;
          readonly vpc_endpoint_type?: string;
          readonly tags?: Readonly<Record<string, string>>;
        };
      }[];
    };
  };
}

const resourcesIn = (state: string) => (JSON.parse(state) as StateJson).values.root_module.resources;

function outputOf(state: string, name: string): string {
  return (JSON.parse(state) as StateJson).values.outputs[name]?.value ?? '';
}

function endpointStates(state: string): readonly (string | undefined)[] {
  return resourcesIn(state)
    .filter(({ values }) => values.vpc_endpoint_type === 'GatewayLoadBalancer')
    .map(({ values }) => values.state);
}

/** The subnets that the partner is given, in the order of zones: those with its tag. */
function firewallSubnets(state: string) {
  return resourcesIn(state)
    .filter(({ type, values }) => type === 'aws_subnet' && values.tags?.['Name']?.includes(' firewall '))
    .map(({ address, values }) => ({ address, id: values.id, zone: values.availability_zone ?? '' }))
    .sort((one, other) => (one.zone < other.zone ? -1 : 1));
}
