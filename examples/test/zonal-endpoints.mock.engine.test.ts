import {
  requireTerraform,
  resourcesOf,
  terraformTest,
  zonalEndpointsTest,
  type JsonObject,
} from '@inspected-egress/terraform';
import { listExamples, synthesizeExample } from './synthesize-example';

/** The order in which the mock firewall lists its zones. */
const SCRAMBLED = ['us-east-1b', 'us-east-1a'];
const TWO_ZONES = ['a', 'b'];

// After NAT what leaves meets the endpoint behind the NAT gateway, and replies meet it behind the internet gateway. IPv6 has
// no NAT: it meets it behind the workload.
const IPV4 = ['nat-ipv4', 'gateway-ipv4'];
const IPV6 = ['protected-ipv6', 'gateway-ipv6'];
// Behind a transit gateway NAT comes last: what arrives meets the endpoint, and replies meet it behind the NAT gateway.
const CENTRALIZED = ['transit-ipv4', 'nat-spokes-10-0-0-0-8'];

/** The routes of each zone that lead to its endpoint, by example. */
const EXPECTED: Readonly<
  Record<string, { readonly zones: readonly string[]; readonly routes: readonly string[] }>
> = {
  centralized: { zones: TWO_ZONES, routes: CENTRALIZED },
  'dns-firewall': { zones: TWO_ZONES, routes: IPV4 },
  'dual-stack': { zones: TWO_ZONES, routes: [...IPV4, ...IPV6] },
  'fortigate-fleet': { zones: TWO_ZONES, routes: IPV4 },
  'layered-defence': { zones: TWO_ZONES, routes: IPV4 },
  'network-firewall': { zones: TWO_ZONES, routes: IPV4 },
  'package-index-allow-list': { zones: ['a'], routes: IPV4 },
  'suricata-fleet': { zones: TWO_ZONES, routes: IPV4 },
};

const stacks = new Map(listExamples().map((example) => [example, stackOf(example)]));

function stackOf(example: string): JsonObject {
  const [stack, ...others] = synthesizeExample(example);
  if (stack === undefined || others.length > 0) throw new Error(`${example} is not one stack`);
  return stack.json;
}

/** Each route to an endpoint of a firewall whose id is known only at apply. */
const routesToEndpoints = (stack: JsonObject) =>
  resourcesOf(stack, 'aws_route').filter(({ values }) => String(values['vpc_endpoint_id']).startsWith('${'));

async function apply(example: string, stack: JsonObject): Promise<unknown> {
  const { zones = [], routes = [] } = EXPECTED[example] ?? {};
  const expected = Object.fromEntries(
    zones.flatMap((zone) => routes.map((route) => [`${zone}-${route}`, `us-east-1${zone}`])),
  );
  const files = {
    'cdk.tf.json': stack,
    'example.tftest.hcl': zonalEndpointsTest(stack, { zones: SCRAMBLED, expected }),
  };
  const runs = await terraformTest(requireTerraform(), { name: example, files });
  return runs.map(({ status, diagnostics }) => ({ status, diagnostics }));
}

it('every example whose endpoints are known only at apply is asked', () => {
  const some = [...stacks].filter(([, stack]) => routesToEndpoints(stack).length > 0);
  expect(some.map(([example]) => example)).toEqual(Object.keys(EXPECTED));
});

it.each(Object.keys(EXPECTED))('%s sends every route to the endpoint of its own zone', async (example) => {
  expect(await apply(example, stacks.get(example) ?? {})).toEqual([{ status: 'pass', diagnostics: [] }]);
});

it.each(['network-firewall', 'suricata-fleet'])(
  '%s would fail with the endpoint of the other zone',
  async (example) => {
    const stack = stacks.get(example) ?? {};
    const [one, ...others] = routesToEndpoints(stack);
    const other = others.find(({ values }) => values['vpc_endpoint_id'] !== one?.values['vpc_endpoint_id']);
    const swapped = JSON.parse(
      JSON.stringify(stack).replaceAll(
        JSON.stringify(one?.values['vpc_endpoint_id']),
        JSON.stringify(other?.values['vpc_endpoint_id']),
      ),
    ) as JsonObject;
    expect(await apply(example, swapped)).toMatchObject([{ status: 'fail' }]);
  },
);
