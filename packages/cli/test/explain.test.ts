import { join } from 'node:path';
import { egress, useFolder } from './support/egress';
import { BREAKS, EXAMPLES, named, world } from './support/worlds';

const { write, egress: call } = useFolder();

interface Told {
  readonly from: string;
  readonly destination: string;
  readonly flow: object;
  readonly disposition: string;
  readonly out: readonly { key: string }[];
  readonly back?: readonly { key: string }[];
  readonly backDisposition?: string;
}

async function told(line: string): Promise<Told> {
  return JSON.parse((await call(`explain @cdk.tf.json ${line} --format json`)).out) as Told;
}

it('follows a flow out and back, step by step', async () => {
  const words = ['explain', join(EXAMPLES, 'inspected'), '--from', '10.0.0.20', '--to', 'ipinfo.io'];
  const { status, out, err } = await egress(words);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toMatchSnapshot();
});

it('passes the NAT gateway and the endpoint of its zone both ways', async () => {
  write('cdk.tf.json', world());
  const { out, back, disposition, backDisposition } = await told('--from 10.0.4.20 --to 8.8.8.8');
  const way = [
    'aws_subnet.b-protected',
    'aws_nat_gateway.b-nat',
    'aws_networkfirewall_firewall.firewall/aws_subnet.b-firewall',
    'aws_internet_gateway.internet-gateway',
  ];
  expect({ disposition, backDisposition }).toEqual({
    disposition: 'exits-internet',
    backDisposition: 'delivered',
  });
  expect(out.map(({ key }) => key)).toEqual(way);
  expect(back?.map(({ key }) => key)).toEqual([...way].reverse());
});

it.each([
  ['the address of a subnet', 'aws_subnet.a-protected'],
  ['an address in it', '10.0.0.77'],
  ['its construct path', 'example/egress/vpc/a-protected/subnet'],
  ['an instance in it', 'aws_instance.a-builder'],
  ['the construct path of an instance', 'example/app/a-builder/instance'],
])('begins at %s', async (_, from) => {
  write('cdk.tf.json', world());
  expect((await told(`--from ${from} --to 8.8.8.8`)).from).toBe('aws_subnet.a-protected');
});

it('begins at the AWS id of a subnet that a state tells', async () => {
  const values = {
    id: 'subnet-0a',
    cidr_block: '10.0.0.0/24',
    availability_zone: 'us-east-1a',
    vpc_id: 'vpc-0a',
  };
  const subnet = { address: 'aws_subnet.a', mode: 'managed', type: 'aws_subnet', name: 'a', values };
  const state = { format_version: '1.0', values: { root_module: { resources: [subnet] } } };
  write('cdk.tf.json', JSON.stringify(state));
  expect((await told('--from subnet-0a --to 8.8.8.8')).from).toBe('aws_subnet.a');
});

it('leaves what stands in two subnets to the user', async () => {
  const endpoint = {
    vpc_id: '${aws_vpc.vpc.id}',
    service_name: 'com.amazonaws.us-east-1.ssm',
    vpc_endpoint_type: 'Interface',
    subnet_ids: ['${aws_subnet.a-protected.id}', '${aws_subnet.b-protected.id}'],
  };
  write(
    'cdk.tf.json',
    world(({ resource }) => {
      resource['aws_vpc_endpoint'] = { ssm: endpoint };
    }),
  );
  const { status, err } = await call('explain @cdk.tf.json --from aws_vpc_endpoint.ssm --to 8.8.8.8');
  expect(status).toBe(3);
  expect(err).toContain('--from: `aws_vpc_endpoint.ssm` is no subnet of the input');
});

it.each([
  ['8.8.8.8', { protocol: 'tcp', port: 443 }],
  ['8.8.8.8:53', { protocol: 'tcp', port: 53 }],
  ['8.8.8.8:53/udp', { protocol: 'udp', port: 53 }],
  ['8.8.8.8/udp', { protocol: 'udp', port: 443 }],
  ['8.8.8.8/icmp', { protocol: 'icmp' }],
])('--to %s is that flow', async (to, flow) => {
  write('cdk.tf.json', world());
  expect(await told(`--from 10.0.0.20 --to ${to}`)).toMatchObject({ destination: '8.8.8.8', flow });
});

it.each([
  ['2001:4860:4860::8888', { protocol: 'tcp', port: 443 }],
  ['2001:4860:4860::8888/udp', { protocol: 'udp', port: 443 }],
  ['[2001:4860:4860::8888]:53/udp', { protocol: 'udp', port: 53 }],
  ['[2001:4860:4860::8888]/icmp', { protocol: 'icmp' }],
])('--to %s is that flow of IPv6', async (to, flow) => {
  write(
    'cdk.tf.json',
    world(({ resource }) => {
      named(resource, 'aws_subnet', 'a-protected')['ipv6_cidr_block'] = '2001:db8::/64';
    }),
  );
  const answer = await told(`--from aws_subnet.a-protected --to ${to}`);
  expect(answer).toMatchObject({ destination: '2001:4860:4860::8888', flow, disposition: 'no-route' });
});

it('what the input does not tell gives 2, and why', async () => {
  write('cdk.tf.json', world(BREAKS.endpointIsLiteral));
  const { status, out } = await call('explain @cdk.tf.json --from 10.0.0.20 --to 8.8.8.8');
  expect(status).toBe(2);
  expect(out).toMatch(/8\.8\.8\.8, TCP to port 443: undetermined/);
  expect(out).toMatch(/^ {2}because ./m);
});

it.each([
  ['--from 10.0.0.20 --to -pypi.org-!', '[CLI109]'],
  ['--from 10.0.0.20 --to 8.8.8.8/icmp --country USA', '--country: `USA` is not'],
  ['--from 10.0.0.20 --to 8.8.8.256', '--to: `8.8.8.256` is not `<address>[:port]'],
  ['--from 10.0.0.20 --to 8.8.8.8:http', '--to: `8.8.8.8:http` is not `<address>[:port]'],
  ['--from 10.0.0.20 --to 8.8.8.8:443/gre', '[CLI109]'],
  ['--from 10.0.0.20 --to 8.8.8.8:0', '--to: `0` is not a port'],
  ['--from 10.0.0.20 --to 8.8.8.8:70000', '--to: `70000` is not a port'],
  ['--from 10.0.0.20 --to 8.8.8.8:1/icmp', '--to.port: icmp has no port'],
  ['--from 10.9.0.20 --to 8.8.8.8', '--from: `10.9.0.20` is no subnet of the input'],
  ['--from aws_subnet.c --to 8.8.8.8', '--from: `aws_subnet.c` is no subnet of the input'],
  ['--from 10.0.0.20 --to 2001:4860:4860::8888', '[VFY475]'],
  ['--to 8.8.8.8', "required option '--from <source>' not specified"],
])('%s is refused in one line', async (options, said) => {
  write('cdk.tf.json', world());
  const { status, out, err } = await call(`explain @cdk.tf.json ${options}`);
  expect({ status, out }).toEqual({ status: 3, out: '' });
  expect(err).toMatch(/^[^\n]+\n$/);
  expect(err).toContain(said.replace('--to.port', '--to'));
});

it('cannot write to the terminal by names', async () => {
  write(
    'cdk.tf.json',
    world(({ resource }) => {
      const metadata = { path: 'a\u001b[2J\nto 8.8.8.8: delivered\u202e', uniqueId: 'x' };
      named(resource, 'aws_subnet', 'a-protected')['//'] = { metadata };
      named(resource, 'aws_subnet', 'a-protected')['availability_zone'] = 'zone\u001b]0;x\u0007';
    }),
  );
  for (const format of ['text', 'json']) {
    const { out } = await call(`explain @cdk.tf.json --from 10.0.0.20 --to 8.8.8.8 --format ${format}`);
    expect(out).toMatch(/\\u\{?0*1b/);
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(out).not.toMatch(/^to 8\.8\.8\.8: delivered/m);
  }
});

it('lists the routes that lose the flow to a longer prefix', async () => {
  write(
    'cdk.tf.json',
    world(({ resource }) => {
      const route = { ...named(resource, 'aws_route', 'a-protected'), destination_cidr_block: '8.8.8.0/24' };
      resource['aws_route'] = { ...resource['aws_route'], longer: route };
    }),
  );
  const { out } = await call('explain @cdk.tf.json --from aws_subnet.a-protected --to 8.8.8.8');
  expect(out).toContain(
    '  routes that do not take it\n    `aws_route_table.a-protected`  `0.0.0.0/0`  `aws_route.a-protected`  [MORE_SPECIFIC_ROUTE]\n',
  );
});

describe('the firewall', () => {
  const firewall = async (line: string) => {
    write('cdk.tf.json', world());
    const { status, out } = await call(`explain @cdk.tf.json --from 10.0.0.20 ${line} --format json`);
    const told = JSON.parse(out) as { firewall: readonly { verdict: string; rule?: string }[] };
    return [status, ...told.firewall.map(({ verdict, rule }) => `${verdict} ${rule ?? ''}`.trim())];
  };
  const PASS = 'pass `aws_networkfirewall_rule_group.rules` line 1 (ipinfo)';

  it.each([
    ['passes a name', '--to ipinfo.io', [0, PASS]],
    ['passes a name at an address', '--to 34.117.59.81 --name ipinfo.io', [0, PASS]],
    ['drops another name', '--to example.com', [0, 'drop']],
    ['drops the name over HTTP', '--to ipinfo.io:80', [0, 'drop']],
    [
      'rejects another port',
      '--to ipinfo.io:22',
      [0, 'reject `aws_networkfirewall_rule_group.rules` line 2 (no rule)'],
    ],
    ['cannot tell of a name that nobody says', '--to 34.117.59.81', [2, 'undetermined']],
  ])('%s', async (_, line, expected) => {
    expect(await firewall(line)).toEqual(expected);
  });
});
