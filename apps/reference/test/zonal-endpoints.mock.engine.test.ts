import {
  requireTerraform,
  terraformTest,
  zonalEndpointsTest,
  type JsonObject,
} from '@inspected-egress/terraform';
import { prod } from '../src/environments/prod';
import { resourcesOf, stackOf } from './stacks';

/** The order in which the mock firewall lists its zones. */
const SCRAMBLED = ['us-east-1c', 'us-east-1a', 'us-east-1b'];

/** Route by construct id, and the zone whose endpoint it must lead to. */
const AFTER_NAT = {
  'a-nat-ipv4': 'us-east-1a',
  'b-nat-ipv4': 'us-east-1b',
  'c-nat-ipv4': 'us-east-1c',
  'a-gateway-ipv4': 'us-east-1a',
  'b-gateway-ipv4': 'us-east-1b',
  'c-gateway-ipv4': 'us-east-1c',
};
const BEFORE_NAT = {
  'a-protected-ipv4': 'us-east-1a',
  'b-protected-ipv4': 'us-east-1b',
  'c-protected-ipv4': 'us-east-1c',
  'a-nat-return-a': 'us-east-1a',
  'b-nat-return-b': 'us-east-1b',
  'c-nat-return-c': 'us-east-1c',
};
const IPV6 = {
  'a-protected-ipv6': 'us-east-1a',
  'b-protected-ipv6': 'us-east-1b',
  'c-protected-ipv6': 'us-east-1c',
  'a-gateway-ipv6': 'us-east-1a',
  'b-gateway-ipv6': 'us-east-1b',
  'c-gateway-ipv6': 'us-east-1c',
};

async function apply(stack: JsonObject, expected: Readonly<Record<string, string>>): Promise<unknown> {
  const files = {
    'cdk.tf.json': stack,
    'prod.tftest.hcl': zonalEndpointsTest(stack, { zones: SCRAMBLED, expected }),
  };
  const runs = await terraformTest(requireTerraform(), { name: 'prod', workspace: 'prod', files });
  return runs.map(({ status, diagnostics }) => ({ status, diagnostics }));
}

const passed = [{ status: 'pass', diagnostics: [] }];

describe('prod, applied to a mock firewall that lists its zones in scrambled order', () => {
  it.each([
    ['after NAT', prod, AFTER_NAT],
    ['before NAT', { ...prod, position: 'before-nat' }, BEFORE_NAT],
    ['with IPv6', { ...prod, ipv6: 'inspected' }, { ...AFTER_NAT, ...IPV6 }],
  ] as const)('sends every route to the endpoint of its own zone: %s', async (_, config, expected) => {
    expect(await apply(stackOf(config), expected)).toEqual(passed);
  });

  it('would fail the test with endpoints taken by their place in the set', async () => {
    const stack = stackOf(prod);
    const [firewall] = Object.keys(resourcesOf(stack, 'aws_networkfirewall_firewall'));
    const states = `aws_networkfirewall_firewall.${firewall}.firewall_status[0].sync_states`;
    const keys = ['a', 'b', 'c'];
    const routes = Object.entries(resourcesOf(stack, 'aws_route')).map(([name, route]) => {
      const place = keys.findIndex((key) => name.includes(`_${key}-`));
      const byPlace = `\${tolist(${states})[${place}].attachment[0].endpoint_id}`;
      return [name, 'vpc_endpoint_id' in route ? { ...route, vpc_endpoint_id: byPlace } : route];
    });
    const resource = {
      ...(stack['resource'] as JsonObject),
      aws_route: Object.fromEntries(routes) as JsonObject,
    };
    expect(await apply({ ...stack, resource }, AFTER_NAT)).toMatchObject([{ status: 'fail' }]);
  });
});
