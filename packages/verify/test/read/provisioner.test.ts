import { readGraph } from '../../src/graph/read-graph';
import type { Estate } from '../../src/read/estate';
import { verdictOf } from '../../src/report';
import { verify } from '../../src/verify';
import { estateOf } from './support/said';

const ROUTE = { route_table_id: '${aws_route_table.w.id}', destination_cidr_block: '0.0.0.0/0' };

/** A VPC that nothing leaves, in whose table commands could put a route. */
const ISOLATED = {
  aws_vpc: { v: { cidr_block: '10.0.0.0/16' } },
  aws_subnet: {
    w: { vpc_id: '${aws_vpc.v.id}', cidr_block: '10.0.1.0/24', availability_zone: 'us-east-1a' },
  },
  aws_route_table: { w: { vpc_id: '${aws_vpc.v.id}' } },
  aws_route_table_association: {
    w: { subnet_id: '${aws_subnet.w.id}', route_table_id: '${aws_route_table.w.id}' },
  },
  aws_nat_gateway: { elsewhere: { subnet_id: 'subnet-0123456789abcdef0' } },
  aws_security_group: { g: { vpc_id: '${aws_vpc.v.id}' } },
  aws_ec2_managed_prefix_list: { l: { max_entries: 1 } },
  aws_eip: { e: {} },
  aws_eks_cluster: { k: { vpc_config: { subnet_ids: ['${aws_subnet.w.id}'] } } },
};

type Body = Readonly<Record<string, unknown>>;

/** The VPC with a resource that runs something, as CDKTF synthesizes it. */
function synthesized(type: string, body: Body): Estate {
  const others: Readonly<Record<string, Body>> = ISOLATED;
  return estateOf({ resource: { ...ISOLATED, [type]: { ...others[type], x: body } } });
}

const exec = (command: string, more: Body = {}) => ({
  provisioner: [{ 'local-exec': { command, ...more } }],
});

const verdict = (estate: Estate) => verdictOf(verify(readGraph(estate)), 'every-exit-is-inspected');
const notes = (estate: Estate) => estate.notes.filter((note) => note.includes('runs commands'));

describe('commands that are about something on the path', () => {
  it.each<[string, string, Body]>([
    ['name the table', 'null_resource', exec('aws ec2 create-route --table ${aws_route_table.w.id}')],
    ['are given it', 'terraform_data', exec('./fix.sh', { environment: { T: '${aws_route_table.w.id}' } })],
    [
      'are run again with it',
      'null_resource',
      { triggers: { t: '${aws_route_table.w.id}' }, ...exec('./fix.sh') },
    ],
    ['have it as their input', 'terraform_data', { input: '${aws_subnet.w.id}', ...exec('./fix.sh') }],
    [
      'are run when a route of it is made',
      'aws_route',
      { ...ROUTE, gateway_id: 'local', ...exec('./fix.sh') },
    ],
    ['are run when a subnet is made', 'aws_subnet', { vpc_id: '${aws_vpc.v.id}', ...exec('./fix.sh') }],
    ['name a security group', 'null_resource', exec('./open.sh ${aws_security_group.g.id}')],
    ['name a prefix list', 'null_resource', exec('./fill.sh ${aws_ec2_managed_prefix_list.l.id}')],
    [
      'are run on a machine, and name it',
      'aws_instance',
      { provisioner: [{ 'remote-exec': { inline: ['fix ${aws_route_table.w.id}'] } }] },
    ],
    ['wait and then do more', 'null_resource', exec('sleep 5; ./fix.sh ${aws_route_table.w.id}')],
    [
      'wait, for an interpreter that does something else',
      'aws_subnet',
      { vpc_id: '${aws_vpc.v.id}', ...exec('sleep 5', { interpreter: ['./fix.sh'] }) },
    ],
    [
      'are how many, nobody knows',
      'null_resource',
      { count: '${var.some}', ...exec('./fix.sh ${aws_vpc.v.id}') },
    ],
  ])('prove nothing of it where they %s', (_, type, body) => {
    const estate = synthesized(type, body);
    expect(verdict(estate)).toBe('undetermined');
    expect(notes(estate)).toHaveLength(1);
  });
});

describe('commands that are about nothing on the path', () => {
  it.each<[string, string, Body, number]>([
    ['name nothing', 'null_resource', exec('./build.sh'), 1],
    ['name what packets do not pass', 'null_resource', exec('./tell.sh ${aws_nat_gateway.elsewhere.id}'), 1],
    ['name an address', 'null_resource', exec('./dns.sh ${aws_eip.e.public_ip}'), 1],
    ['name a service in the subnet', 'null_resource', exec('kubectl --name ${aws_eks_cluster.k.name}'), 1],
    [
      'set up a machine',
      'aws_instance',
      {
        subnet_id: '${aws_subnet.w.id}',
        connection: { host: '${self.private_ip}' },
        provisioner: [
          { file: { content: '${aws_route_table.w.id}', destination: '/etc/t' } },
          { 'remote-exec': { inline: ['apt-get install nginx'], connection: { host: '${aws_vpc.v.id}' } } },
        ],
      },
      1,
    ],
    ['wait', 'aws_subnet', { vpc_id: '${aws_vpc.v.id}', ...exec('sleep 20') }, 0],
    ['print', 'aws_subnet', { vpc_id: '${aws_vpc.v.id}', ...exec('echo made it > log.txt') }, 0],
  ])('leave it as it is where they %s', (_, type, body, count) => {
    const estate = synthesized(type, body);
    expect(verdict(estate)).toBe('proved');
    expect(notes(estate)).toHaveLength(count);
  });
});

it('a program that a data source asks is told of', () => {
  const estate = estateOf({ resource: ISOLATED, data: { external: { x: { program: ['./ask.sh'] } } } });
  expect(notes(estate)).toEqual([
    '`data.external.x` runs commands by `external`: what they change is not in the input',
  ]);
});

// Forms as `terraform show -json` has them, measured with Terraform 1.11.4: worlds `commands-…` are planned by it.
describe('a plan', () => {
  /** A plan of the VPC, applied before, and of something that runs commands now. */
  function planned(provisioner: Body, more: Body = {}): Estate {
    const made = (type: string, name: string, values: Body) => ({
      planned: { address: `${type}.${name}`, mode: 'managed', type, name, values },
      change: { address: `${type}.${name}`, change: { actions: ['no-op'], after_unknown: {} } },
      config: { address: `${type}.${name}`, mode: 'managed', type, name, expressions: {} },
    });
    const all = [
      made('aws_vpc', 'v', { id: 'vpc-0123456789abcdef0', cidr_block: '10.0.0.0/16' }),
      made('aws_subnet', 'w', {
        id: 'subnet-0123456789abcdef0',
        vpc_id: 'vpc-0123456789abcdef0',
        cidr_block: '10.0.1.0/24',
      }),
      made('aws_route_table', 'w', {
        id: 'rtb-0123456789abcdef0',
        vpc_id: 'vpc-0123456789abcdef0',
        route: [],
      }),
      made('aws_route_table_association', 'w', {
        subnet_id: 'subnet-0123456789abcdef0',
        route_table_id: 'rtb-0123456789abcdef0',
      }),
    ];
    const x = made('null_resource', 'x', { id: '1' });
    return estateOf({
      format_version: '1.2',
      terraform_version: '1.11.4',
      planned_values: { root_module: { resources: [...all, x].map((one) => one.planned) } },
      resource_changes: [...all, x].map(({ change }) => change),
      configuration: {
        root_module: {
          resources: [
            ...all.map(({ config }) => config),
            { ...x.config, provisioners: [provisioner], ...more },
          ],
        },
      },
    });
  }

  const local = (expressions: Body) => ({ type: 'local-exec', expressions });

  it.each<[string, Body]>([
    ['by a reference', { command: { references: ['aws_route_table.w.id', 'aws_route_table.w'] } }],
    ['in JSON', { command: { constant_value: './fix.sh ${aws_route_table.w.id}', references: [] } }],
    ['by its id', { command: { constant_value: './fix.sh rtb-0123456789abcdef0' } }],
    [
      'in JSON that is not all known',
      { command: { constant_value: './fix.sh ${local.x} ${aws_route_table.w.id}', references: [] } },
    ],
  ])('proves nothing of what a command names %s, known as it is', (_, expressions) => {
    const estate = planned(local(expressions));
    expect(verdict(estate)).toBe('undetermined');
    expect(notes(estate)).toEqual([
      '`null_resource.x` runs commands by `local-exec`: what they change is not in the input',
    ]);
  });

  it.each<[string, Body]>([
    ['names nothing', local({ command: { constant_value: './build.sh' } })],
    ['copies', { type: 'file', expressions: { content: { references: ['aws_route_table.w.id'] } } }],
    ['waits', local({ command: { constant_value: 'sleep 30' } })],
  ])('proves what it proved where a provisioner %s', (_, provisioner) => {
    expect(verdict(planned(provisioner))).toBe('proved');
  });
});
