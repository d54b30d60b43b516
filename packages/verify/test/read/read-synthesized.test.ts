import { readEstate } from '../../src/read/read-estate';
import { reasonOf } from '../../src/read/value';
import { estateOf, resourceAt, said } from './support/said';

const metadata = (path: string) => ({ '//': { metadata: { path, uniqueId: 'x' } } });
const subnet = (values: object) => estateOf({ resource: { aws_subnet: { a: values } } });

const firewall = { aws_networkfirewall_firewall: { f: { name: 'f' } } };
const STATES = 'aws_networkfirewall_firewall.f.firewall_status[0].sync_states';

function endpoint(expression: string): string {
  const subnets = { a: { availability_zone: 'us-east-1a' }, b: { availability_zone: 'us-east-1b' } };
  const json = {
    resource: {
      ...firewall,
      aws_subnet: subnets,
      aws_route: { r: { vpc_endpoint_id: `\${${expression}}` } },
    },
  };
  return said(estateOf(json), 'aws_route.r', 'vpc_endpoint_id');
}

describe('a resource of a stack', () => {
  const estate = estateOf({
    variable: { bits: { default: 8 }, unset: { type: 'string' } },
    locals: { block: '${cidrsubnet(aws_vpc.v.cidr_block, var.bits, 3)}', loop: '${local.loop}' },
    resource: {
      aws_vpc: { v: { cidr_block: '10.0.0.0/16', ...metadata('dev/vpc') } },
      aws_subnet: {
        a: {
          vpc_id: '${aws_vpc.v.id}',
          cidr_block: '${local.block}',
          ipv6_cidr_block: '${cidrsubnet(aws_vpc.v.ipv6_cidr_block, 8, 1)}',
          availability_zone: 'us-east-1${element(["a", "b"], 1)}',
          customer_owned_ipv4_pool: null,
          outpost_arn: '${var.unset}',
          map_customer_owned_ip_on_launch: '${local.loop}',
        },
      },
      aws_route_table: {
        t: {
          vpc_id: '${aws_subnet.a.vpc_id}',
          route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.i.id}' }],
        },
      },
      aws_internet_gateway: { i: {} },
      aws_route: {
        r: {
          destination_ipv6_cidr_block: '${aws_subnet.a.ipv6_cidr_block}',
          vpc_endpoint_id: '${aws_vpc_endpoint.gone.id}',
        },
      },
      aws_eip: { a: { tags: '${aws_eip.b.tags}' }, b: { tags: '${aws_eip.a.tags}' } },
    },
    data: { aws_vpc: { d: { cidr_block: '10.9.0.0/16' } } },
  });

  it.each([
    ['aws_subnet.a', 'vpc_id', '-> aws_vpc.v.id'],
    ['aws_subnet.a', 'cidr_block', '"10.0.3.0/24"'],
    ['aws_subnet.a', 'availability_zone', '"us-east-1b"'],
    ['aws_subnet.a', 'customer_owned_ipv4_pool', 'absent'],
    ['aws_subnet.a', 'tags', 'absent'],
    ['aws_route_table.t', 'vpc_id', '-> aws_vpc.v.id'],
    ['aws_route_table.t', 'route', '[{ cidr_block: "0.0.0.0/0", gateway_id: -> aws_internet_gateway.i.id }]'],
    ['aws_route.r', 'destination_ipv6_cidr_block', '-> aws_subnet.a.ipv6_cidr_block'],
    ['data.aws_vpc.d', 'cidr_block', '"10.9.0.0/16"'],
  ])('%s has %s %s', (address, attribute, line) => {
    expect(said(estate, address, attribute)).toBe(line);
  });

  it.each([
    ['aws_subnet.a', 'ipv6_cidr_block', '? aws_vpc.v'],
    ['aws_subnet.a', 'outpost_arn', '? var.unset'],
    ['aws_subnet.a', 'map_customer_owned_ip_on_launch', '? local.loop'],
    ['aws_route.r', 'vpc_endpoint_id', '? aws_vpc_endpoint.gone'],
  ])('%s has %s unknown, and from where', (address, attribute, line) => {
    expect(said(estate, address, attribute)).toBe(line);
  });

  it('that refers to itself in a circle ends', () => {
    expect(said(estate, 'aws_eip.a', 'tags')).toMatch(/^(\?|->) aws_eip/);
  });

  it('says which construct made it', () => {
    expect(resourceAt(estate, 'aws_vpc.v').constructPath).toBe('dev/vpc');
  });

  it('whose variable has a default is read with it, and that is noted', () => {
    expect(estate.notes).toEqual(['variable `bits` is read as its default']);
  });
});

describe('the endpoint of a Network Firewall', () => {
  it.each([
    [
      'by its subnet',
      `one([for s in ${STATES} : s.attachment[0].endpoint_id if s.attachment[0].subnet_id == aws_subnet.a.id])`,
    ],
    [
      'by its subnet, the other way round',
      `one([for s in ${STATES} : s.attachment[0].endpoint_id if (aws_subnet.a.id) == s.attachment[0].subnet_id])`,
    ],
    [
      'by its subnet, as the first of a list',
      `[for s in tolist(${STATES}) : s.attachment[0].endpoint_id if s.attachment[0].subnet_id == aws_subnet.a.id][0]`,
    ],
    [
      'by a map of subnets',
      `{for s in ${STATES} : s.attachment[0].subnet_id => s.attachment[0].endpoint_id}[aws_subnet.a.id]`,
    ],
  ])('is picked %s', (_, expression) => {
    expect(endpoint(expression)).toBe('-> aws_networkfirewall_firewall.f.firewall_endpoint[aws_subnet.a]');
  });

  it.each([
    [
      'by its zone',
      `one([for s in ${STATES} : s.attachment[0].endpoint_id if s.availability_zone == "us-east-1b"])`,
    ],
    [
      'by the zone of a subnet',
      `one([for s in ${STATES} : s.attachment[0].endpoint_id if s.availability_zone == aws_subnet.b.availability_zone])`,
    ],
    [
      'by a map of zones',
      `lookup({for s in ${STATES} : s.availability_zone => s.attachment[0].endpoint_id}, "us-east-1b")`,
    ],
  ])('is picked %s', (_, expression) => {
    expect(endpoint(expression)).toBe('-> aws_networkfirewall_firewall.f.firewall_endpoint[zone:us-east-1b]');
  });

  it.each([
    ['by its place in a list', `tolist(${STATES})[0].attachment[0].endpoint_id`],
    [
      'by the subnet that it is not in',
      `one([for s in ${STATES} : s.attachment[0].endpoint_id if s.attachment[0].subnet_id != aws_subnet.a.id])`,
    ],
    [
      'by two conditions',
      `one([for s in ${STATES} : s.attachment[0].endpoint_id if s.attachment[0].subnet_id == aws_subnet.a.id || true])`,
    ],
    [
      'by a condition that is none',
      `one([for s in ${STATES} : s.attachment[0].endpoint_id if s.availability_zone])`,
    ],
    ['by no condition', `[for s in ${STATES} : s.attachment[0].endpoint_id][0]`],
    [
      'as something else',
      `one([for s in ${STATES} : s.availability_zone if s.attachment[0].subnet_id == aws_subnet.a.id])`,
    ],
  ])('is unknown when picked %s', (_, expression) => {
    expect(endpoint(expression)).toMatch(/^\? .*aws_networkfirewall_firewall\.f/);
  });
});

describe('a block with `count` or `for_each`', () => {
  it('is there as often as it says', () => {
    const estate = estateOf({
      resource: {
        aws_subnet: { s: { count: 2, cidr_block: '${cidrsubnet("10.0.0.0/16", 8, count.index)}' } },
        aws_route_table: { t: { for_each: '${toset(["b", "a"])}', tags: { name: '${each.key}' } } },
        aws_route_table_association: {
          a: {
            count: '${length(aws_subnet.s)}',
            subnet_id: '${aws_subnet.s[1 - count.index].id}',
            route_table_id: '${aws_route_table.t["b"].id}',
          },
        },
      },
    });
    expect(estate.resources.map(({ address }) => address)).toEqual([
      'aws_subnet.s[0]',
      'aws_subnet.s[1]',
      'aws_route_table.t["a"]',
      'aws_route_table.t["b"]',
      'aws_route_table_association.a[0]',
      'aws_route_table_association.a[1]',
    ]);
    expect(said(estate, 'aws_subnet.s[1]', 'cidr_block')).toBe('"10.0.1.0/24"');
    expect(said(estate, 'aws_route_table_association.a[0]', 'subnet_id')).toBe('-> aws_subnet.s[1].id');
    expect(said(estate, 'aws_route_table_association.a[0]', 'route_table_id')).toBe(
      '-> aws_route_table.t["b"].id',
    );
  });

  it('says nothing certain when it is not known how often it is there', () => {
    const estate = estateOf({
      variable: { zones: {} },
      resource: { aws_route: { r: { for_each: '${var.zones}', destination_cidr_block: '0.0.0.0/0' } } },
    });
    expect(said(estate, 'aws_route.r', 'destination_cidr_block')).toBe('? var.zones');
  });

  it('has the blocks that a `dynamic` makes', () => {
    const content = { cidr_block: '${route.value}', nat_gateway_id: '${aws_nat_gateway.n.id}' };
    const dynamic = { route: { for_each: ['10.1.0.0/16', '10.2.0.0/16'], content } };
    const estate = estateOf({
      resource: { aws_nat_gateway: { n: {} }, aws_route_table: { t: { dynamic } } },
    });
    expect(said(estate, 'aws_route_table.t', 'route')).toBe(
      '[{ cidr_block: "10.1.0.0/16", nat_gateway_id: -> aws_nat_gateway.n.id }, { cidr_block: "10.2.0.0/16", nat_gateway_id: -> aws_nat_gateway.n.id }]',
    );
  });
});

describe('the stacks of a `cdktf.out`', () => {
  const backend = (key: string) => ({ backend: { s3: { bucket: 'b', key, region: 'us-east-1' } } });
  const net = {
    terraform: backend('net'),
    output: { vpc: { value: '${aws_vpc.v.id}' }, block: { value: '${aws_vpc.v.cidr_block}' } },
    resource: { aws_vpc: { v: { cidr_block: '10.0.0.0/16' } } },
  };
  const work = {
    terraform: backend('work'),
    data: {
      terraform_remote_state: {
        'cross-stack-reference-input-net': {
          backend: 's3',
          config: { bucket: 'b', key: 'net' },
          workspace: '${terraform.workspace}',
        },
        renamed: { backend: 's3', config: { bucket: 'b', key: 'net', region: 'eu-west-1' } },
        other: { backend: 's3', config: { bucket: 'b', key: 'elsewhere' } },
      },
    },
    resource: {
      aws_subnet: {
        s: {
          vpc_id: '${data.terraform_remote_state.cross-stack-reference-input-net.outputs.vpc}',
          cidr_block:
            '${cidrsubnet(data.terraform_remote_state.cross-stack-reference-input-net.outputs.block, 8, 2)}',
          outpost_arn: '${data.terraform_remote_state.other.outputs.arn}',
          ipv4_ipam_pool_id: '${data.terraform_remote_state.renamed.outputs.vpc}',
        },
      },
    },
  };
  const entry = (name: string) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }];
  const file = (name: string, json: unknown) => ({ name, text: JSON.stringify(json) });
  const manifest = file('cdktf.out/manifest.json', {
    version: '0.21.0',
    stacks: Object.fromEntries([entry('work'), entry('net')]),
  });
  const files = [
    file('cdktf.out/stacks/work/cdk.tf.json', work),
    file('cdktf.out/stacks/net/cdk.tf.json', net),
  ];

  it.each([
    ['with their manifest', [...files, manifest]],
    ['without it', files],
  ])('use one another’s outputs, %s', (_, given) => {
    const estate = readEstate(given);
    expect(said(estate, 'work:aws_subnet.s', 'vpc_id')).toBe('-> net:aws_vpc.v.id');
    expect(said(estate, 'work:aws_subnet.s', 'cidr_block')).toBe('"10.0.2.0/24"');
    expect(said(estate, 'work:aws_subnet.s', 'ipv4_ipam_pool_id')).toBe('-> net:aws_vpc.v.id');
    expect(said(estate, 'work:aws_subnet.s', 'outpost_arn')).toBe('? work:data.terraform_remote_state.other');
  });

  it('that is alone has addresses without its name', () => {
    expect(readEstate(files.slice(1)).resources.map(({ address }) => address)).toEqual(['aws_vpc.v']);
  });

  it('must all be there', () => {
    expect(() => readEstate([manifest, ...files.slice(1)])).toThrow(
      /stack `work` has no `cdk.tf.json` in the input.*\[VFY111\]$/,
    );
  });

  it('must be there once', () => {
    expect(() => readEstate([...files, ...files.slice(1)])).toThrow(
      /stack `net` is in the input twice.*\[VFY114\]$/,
    );
  });
});

it('a call of a module is not forgotten', () => {
  const estate = estateOf({
    module: { vpc: { source: 'terraform-aws-modules/vpc/aws', cidr: '10.0.0.0/16' } },
    resource: { aws_subnet: { s: { vpc_id: '${module.vpc.vpc_id}' } } },
  });
  expect(said(estate, 'module.vpc', 'cidr')).toBe('"10.0.0.0/16"');
  expect(said(estate, 'aws_subnet.s', 'vpc_id')).toBe('? module.vpc');
  expect(estate.notes).toEqual([
    '`module.vpc` is a module: synthesized JSON does not show its resources, a plan does',
  ]);
});

it('a circle of names is told', () => {
  const estate = estateOf({
    locals: { a: '${local.b}', b: '${local.a}' },
    resource: { aws_subnet: { a: { vpc_id: '${local.a}' } } },
  });
  expect(reasonOf(resourceAt(estate, 'aws_subnet.a').attribute('vpc_id'))).toBe('it refers to itself');
});

it('names of every object are no values', () => {
  const text =
    '{"resource":{"aws_subnet":{"__proto__":{"vpc_id":"a"},"constructor":{"vpc_id":"b"}}},"locals":{"__proto__":"c"}}';
  const estate = estateOf(text);
  expect(said(estate, 'aws_subnet.__proto__', 'vpc_id')).toBe('"a"');
  expect(said(estate, 'aws_subnet.constructor', 'toString')).toBe('absent');
  expect(said(subnet({ vpc_id: '${local.constructor}' }), 'aws_subnet.a', 'vpc_id')).toBe(
    '? local.constructor',
  );
});

it('texts that double one another end', () => {
  const locals = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [`l${index + 1}`, `\${local.l${index}}\${local.l${index}}`]),
  );
  const lists = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `m${index + 1}`,
      [`\${local.m${index}}`, `\${local.m${index}}`],
    ]),
  );
  const estate = estateOf({
    locals: { l0: 'abc', ...locals, m0: '${aws_vpc.v.id}', ...lists },
    resource: { aws_vpc: { v: {} }, aws_subnet: { a: { vpc_id: '${local.l60}', tags: '${local.m40}' } } },
  });
  expect(resourceAt(estate, 'aws_subnet.a').attribute('vpc_id').kind).toBe('unknown');
  expect(resourceAt(estate, 'aws_subnet.a').attribute('tags').kind).not.toBe('known');
});
