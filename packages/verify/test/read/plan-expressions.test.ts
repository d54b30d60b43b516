import { fieldOf, itemsOf } from '../../src/read/value';
import { estateOf, lineOf, resourceAt, said } from './support/said';

const refers = (...references: string[]) => ({ references });
const SUBNETS = ['a', 'b'].map((name) => ({
  type: 'aws_subnet',
  name,
  values: {},
  unknown: { id: true },
  expressions: {},
}));

interface Planned {
  readonly type: string;
  readonly name: string;
  readonly index?: number;
  readonly values: object;
  readonly unknown: object;
  readonly expressions: object;
}

function planOf(...resources: readonly Planned[]) {
  const addressOf = ({ type, name, index }: Planned) =>
    `${type}.${name}${index === undefined ? '' : `[${index}]`}`;
  return estateOf({
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: resources.map((one) => ({ ...one, address: addressOf(one), mode: 'managed' })),
      },
    },
    resource_changes: resources.map((one) => ({
      address: addressOf(one),
      change: { actions: ['create'], after_unknown: one.unknown },
    })),
    configuration: {
      root_module: {
        resources: resources.map(({ type, name, index, expressions }) => ({
          address: `${type}.${name}`,
          expressions,
          ...(index === undefined ? {} : { count_expression: {} }),
        })),
      },
    },
  });
}

/** Where the two mappings of a load balancer are, in the order of the plan. */
function mappedSubnets(first: object, second: object): readonly string[] {
  const plan = planOf(...SUBNETS, {
    type: 'aws_lb',
    name: 'l',
    values: { subnet_mapping: [{ private_ipv4_address: '10.0.0.6' }, { private_ipv4_address: '10.0.0.5' }] },
    unknown: { subnet_mapping: [{ subnet_id: true }, { subnet_id: true }] },
    expressions: {
      subnet_mapping: [
        { private_ipv4_address: first, subnet_id: refers('aws_subnet.a.id', 'aws_subnet.a') },
        { private_ipv4_address: second, subnet_id: refers('aws_subnet.b.id', 'aws_subnet.b') },
      ],
    },
  });
  const mappings = itemsOf(resourceAt(plan, 'aws_lb.l').attribute('subnet_mapping')) ?? [];
  return mappings.map((mapping) => lineOf(fieldOf(mapping, 'subnet_id')));
}

it('blocks of a set are found by what is known of them, in any order', () => {
  const constant = (text: string) => ({ constant_value: text });
  expect(mappedSubnets(constant('10.0.0.5'), constant('10.0.0.6'))).toEqual([
    '-> aws_subnet.b.id',
    '-> aws_subnet.a.id',
  ]);
});

it('blocks of a set that nothing tells apart are not guessed', () => {
  expect(mappedSubnets(refers('local.x'), refers('local.y'))).toEqual(['?', '?']);
});

it('the block of a subnet is exact as the destination of a route, and not in a rule, where a part of it is as good', () => {
  const block = refers('aws_subnet.a.ipv6_cidr_block', 'aws_subnet.a');
  const plan = planOf(
    ...SUBNETS,
    {
      type: 'aws_route',
      name: 'r',
      values: {},
      unknown: { destination_ipv6_cidr_block: true },
      expressions: { destination_ipv6_cidr_block: block },
    },
    {
      type: 'aws_network_acl_rule',
      name: 'r',
      values: {},
      unknown: { ipv6_cidr_block: true },
      expressions: { ipv6_cidr_block: block },
    },
  );
  expect(said(plan, 'aws_route.r', 'destination_ipv6_cidr_block')).toBe('-> aws_subnet.a.ipv6_cidr_block');
  expect(said(plan, 'aws_network_acl_rule.r', 'ipv6_cidr_block')).toBe('? aws_subnet.a');
});

it('an instance that there is not is left out', () => {
  const references = refers(
    'aws_subnet.s[1].id',
    'aws_subnet.s[1]',
    'aws_subnet.s',
    'aws_subnet.s[0].id',
    'aws_subnet.s[0]',
    'aws_subnet.s',
  );
  const plan = planOf(
    { type: 'aws_subnet', name: 's', index: 0, values: {}, unknown: { id: true }, expressions: {} },
    {
      type: 'aws_nat_gateway',
      name: 'n',
      values: {},
      unknown: { subnet_id: true },
      expressions: { subnet_id: references },
    },
  );
  expect(said(plan, 'aws_nat_gateway.n', 'subnet_id')).toBe('-> aws_subnet.s[0].id');
});

it('an inline route that a `dynamic` may have made does not take the target of another', () => {
  const plan = planOf(
    { type: 'aws_internet_gateway', name: 'i', values: {}, unknown: { id: true }, expressions: {} },
    {
      type: 'aws_route_table',
      name: 't',
      values: { route: [{ cidr_block: '0.0.0.0/0' }, { cidr_block: '192.0.2.0/24' }] },
      unknown: { route: [{ gateway_id: true }, { gateway_id: true }] },
      expressions: { route: refers('aws_internet_gateway.i.id', 'aws_internet_gateway.i') },
    },
  );
  const routes = itemsOf(resourceAt(plan, 'aws_route_table.t').attribute('route')) ?? [];
  expect(routes.map((route) => lineOf(fieldOf(route, 'gateway_id')))).toEqual([
    '? aws_internet_gateway.i',
    '? aws_internet_gateway.i',
  ]);
});

it('an inline route whose destination is known before apply takes the one target that is not', () => {
  const subnet = { ...SUBNETS[0], type: 'aws_subnet', name: 'a', values: { cidr_block: '192.0.2.0/24' } };
  const plan = planOf(
    { ...subnet, unknown: { id: true }, expressions: { cidr_block: { constant_value: '192.0.2.0/24' } } },
    { type: 'aws_vpc_endpoint', name: 'e', values: {}, unknown: { id: true }, expressions: {} },
    {
      type: 'aws_route_table',
      name: 't',
      values: { route: [{ cidr_block: '192.0.2.0/24' }] },
      unknown: { route: [{ vpc_endpoint_id: true }] },
      expressions: {
        route: refers(
          'aws_subnet.a.cidr_block',
          'aws_subnet.a',
          'aws_vpc_endpoint.e.id',
          'aws_vpc_endpoint.e',
        ),
      },
    },
  );
  const [route] = itemsOf(resourceAt(plan, 'aws_route_table.t').attribute('route')) ?? [];
  expect(route && lineOf(fieldOf(route, 'vpc_endpoint_id'))).toBe('-> aws_vpc_endpoint.e.id');
});

describe('a list of ids', () => {
  const tablesOf = (...references: string[]) => {
    const plan = planOf(...SUBNETS.map((one) => ({ ...one, type: 'aws_route_table' })), {
      type: 'aws_vpc_endpoint',
      name: 'e',
      values: {},
      unknown: { route_table_ids: true },
      expressions: { route_table_ids: refers(...references) },
    });
    return said(plan, 'aws_vpc_endpoint.e', 'route_table_ids');
  };
  const A = ['aws_route_table.a.id', 'aws_route_table.a'];

  it('that is computed from one id holds that id', () => {
    expect(tablesOf(...A)).toBe('[-> aws_route_table.a.id]');
  });

  it('that is computed from several may hold some of them', () => {
    expect(tablesOf(...A, 'aws_route_table.b.id', 'aws_route_table.b')).toBe(
      '? aws_route_table.a aws_route_table.b',
    );
  });

  it('that is computed from something else holds nobody knows what', () => {
    expect(tablesOf('aws_route_table.a.arn', 'aws_route_table.a', 'local.more')).toMatch(/^\?/);
  });
});

// A set of some ids that are known and one that is not is unknown as a whole: measured with Terraform 1.11.4.
describe('in a plan that changes what there is already', () => {
  const table = (name: string, index: number | undefined, vpc: object, id?: string) => ({
    type: 'aws_route_table',
    name,
    ...(index === undefined ? {} : { index }),
    values: { ...vpc, ...(id === undefined ? {} : { id }) },
    unknown: id === undefined ? { id: true } : {},
    expressions: { vpc_id: refers('aws_vpc.v.id', 'aws_vpc.v') },
  });
  const OLD_VPC = { vpc_id: 'vpc-0123456789abcdef0' };
  const NEW = ['aws_route_table.new.id', 'aws_route_table.new'];
  const OLD = ['aws_route_table.old.id', 'aws_route_table.old'];
  const read = (argument: string, references: readonly string[], ...tables: readonly Planned[]) => {
    const user = {
      type: 'aws_vpc_endpoint',
      name: 'e',
      values: {},
      unknown: { [argument]: true },
      expressions: { [argument]: refers(...references) },
    };
    return said(planOf(...tables, user), 'aws_vpc_endpoint.e', argument);
  };
  const inOldVpc = [
    table('new', undefined, OLD_VPC),
    table('old', undefined, OLD_VPC, 'rtb-0123456789abcdef0'),
  ];

  it('a list that names what there is may hold it beside what is new', () => {
    expect(read('route_table_ids', [...NEW, ...OLD], ...inOldVpc)).toBe('? aws_route_table.new');
  });

  it('a list of what is new may hold in full what there is in its VPC', () => {
    expect(read('route_table_ids', NEW, ...inOldVpc)).toBe('? aws_route_table.new');
  });

  it('a list of what is new holds nothing else in a new VPC', () => {
    const [old] = inOldVpc.slice(1);
    const fresh = { ...table('new', undefined, {}), unknown: { id: true, vpc_id: true } };
    const vpc = { type: 'aws_vpc', name: 'v', values: {}, unknown: { id: true }, expressions: {} };
    expect(read('route_table_ids', NEW, vpc, fresh, ...(old === undefined ? [] : [old]))).toBe(
      '[-> aws_route_table.new.id]',
    );
  });

  it('an id that is computed from one that is known and one that is not may be either', () => {
    expect(read('route_table_id', [...NEW, ...OLD], ...inOldVpc)).toBe('? aws_route_table.new');
    expect(read('route_table_id', NEW, ...inOldVpc)).toBe('-> aws_route_table.new.id');
  });
});
