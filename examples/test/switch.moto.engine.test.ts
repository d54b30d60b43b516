import {
  accountOf,
  added,
  inMotoWorkspace,
  inventory,
  runBeside,
  withMoto,
  type MotoServer,
} from '@inspected-egress/moto';
import type { Engine } from '@inspected-egress/inspection';
import { requireTerraform } from '@inspected-egress/terraform';
import { PROMISES, readEstate, readGraph, verdictOf, verify } from '@inspected-egress/verify';
import { firewallSubnetsOf, type FirewallSubnet } from './firewall-subnets';
import { networkFirewall, switchWorld, WITH_RULE } from './switch-world';
import { takenAwayBy, type TakenAway } from './taken-away-by';

const ACCOUNT = accountOf({});
const NETWORK_FIREWALL = [
  'aws_cloudwatch_log_group.egress_firewall_logs_alert',
  'aws_cloudwatch_log_group.egress_firewall_logs_flow',
  'aws_cloudwatch_log_group.egress_firewall_logs_tls',
  'aws_networkfirewall_firewall.egress_firewall',
  'aws_networkfirewall_firewall_policy.egress_firewall_policy',
  'aws_networkfirewall_logging_configuration.egress_firewall_logs_configuration',
  'aws_networkfirewall_rule_group.egress_firewall_policy_rules-policy-1',
];
const GATEWAY_ENDPOINTS = [
  'aws_vpc_endpoint.egress_firewall_a-endpoint',
  'aws_vpc_endpoint.egress_firewall_b-endpoint',
];

/** What each switch takes away: the engine that is left behind. Nothing is made anew, and what is adopted is not ours to delete. */
const SWITCHES: Readonly<Record<string, readonly string[]>> = {
  'network-firewall to gateway-load-balancer': NETWORK_FIREWALL,
  'network-firewall to adopted': NETWORK_FIREWALL,
  'gateway-load-balancer to network-firewall': GATEWAY_ENDPOINTS,
  'gateway-load-balancer to adopted': GATEWAY_ENDPOINTS,
  'adopted to network-firewall': [],
  'adopted to gateway-load-balancer': [],
};

const planned = new Map<string, TakenAway>();
const applied = new Map<string, TakenAway & { readonly unproved: readonly string[] }>();

/** Endpoints that a partner makes in the subnets, and a service of his for endpoints of ours. */
async function callPartner(moto: MotoServer, subnets: readonly FirewallSubnet[]) {
  const call = (...args: readonly string[]) => runBeside(moto, 'vendor.py', ACCOUNT, ...args);
  const made = (await call('create', ...subnets.map(({ id }) => id))) as Readonly<Record<string, string>>;
  const endpoints = subnets.map((subnet) => ({ ...subnet, vpcEndpointId: made[subnet.id] ?? '' }));
  const serviceName = (await call('serve')) as string;
  const leave = () => call('remove', ...Object.values(made));
  return { endpoints, serviceName, leave };
}

/** What is not proved of a state, told where endpoints stand that Terraform did not make. */
function unprovedOf(text: string, endpointSubnets: Readonly<Record<string, string>>): readonly string[] {
  const report = verify(readGraph(readEstate([{ name: 'state.json', text }]), { endpointSubnets }));
  return PROMISES.filter((promise) => verdictOf(report, promise) !== 'proved');
}

beforeAll(() =>
  withMoto(async (moto) => {
    const before = await inventory(moto, ACCOUNT);
    const place = { name: 'switch', workspace: 'default' };
    await inMotoWorkspace(requireTerraform(), moto, place, async (workspace) => {
      const { state } = await workspace.apply(switchWorld(networkFirewall()));
      const { endpoints, serviceName, leave } = await callPartner(moto, firewallSubnetsOf(state));
      const own = networkFirewall(WITH_RULE);
      const engines: readonly Engine[] = [
        own,
        { kind: 'gateway-load-balancer', serviceName, acceptance: 'automatic' },
        { kind: 'adopted', vendor: 'fortigate-cnf', endpoints: endpoints.map(withoutSubnet) },
      ];
      const apply = async (step: string, engine: Engine) => {
        const { plan, drift } = await workspace.apply(switchWorld(engine));
        expect({ step, drift }).toEqual({ step, drift: [] });
        const foreign = engine.kind === 'adopted' ? endpoints : [];
        const whereMade = foreign.map(({ vpcEndpointId, address }) => [vpcEndpointId, address]);
        const unproved = unprovedOf(await workspace.refresh(), Object.fromEntries(whereMade));
        applied.set(step, { ...takenAwayBy(plan), unproved });
      };
      for (const engine of engines) {
        await apply(engine === own ? 'a rule more' : engine.kind, engine);
        for (const other of engines.filter((one) => one !== engine)) {
          const plan = await workspace.plan(switchWorld(other));
          planned.set(`${engine.kind} to ${other.kind}`, takenAwayBy(plan));
        }
      }
      await apply('and back', own);
      await leave();
      expect(await workspace.destroy()).toEqual([]);
    });
    expect(added(before, await inventory(moto, ACCOUNT))).toEqual([]);
  }),
);

function withoutSubnet({ availabilityZone, vpcEndpointId }: FirewallSubnet & { vpcEndpointId: string }) {
  return { availabilityZone, vpcEndpointId };
}

it.each(Object.entries(SWITCHES))(
  '%s takes away the engine that is left, and nothing else',
  (name, deleted) => {
    expect(planned.get(name)).toEqual({ replaced: [], deleted });
  },
);

it('every switch was planned', () => {
  expect([...planned.keys()].sort()).toEqual(Object.keys(SWITCHES).sort());
});

const BEHIND_APPLIANCES = ['firewall-policy-means-what-it-says'];

it.each([
  { step: 'a rule more', deleted: [], unproved: [] },
  { step: 'gateway-load-balancer', deleted: NETWORK_FIREWALL, unproved: BEHIND_APPLIANCES },
  { step: 'adopted', deleted: GATEWAY_ENDPOINTS, unproved: BEHIND_APPLIANCES },
  { step: 'and back', deleted: [], unproved: [] },
])('$step, applied, takes away as much, settles and is proved', ({ step, deleted, unproved }) => {
  expect(applied.get(step)).toEqual({ replaced: [], deleted, unproved });
});
