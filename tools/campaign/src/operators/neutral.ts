import type { Operator } from '../operator';
import { blocksOf, resourcesOf } from '../plain-reader/references';
import { without, type Stack, type Values } from '../stack';
import { addRoute, ANYWHERE, SOME, to, waysOut } from './places';

const DESTINATIONS = ['destination_cidr_block', 'destination_ipv6_cidr_block'];

/** A change of the whole stack that changes nothing. */
function everywhere(id: string, does: string, make: (draft: Stack) => void): Operator {
  return {
    ...{ id, does, expects: 'changes nothing' },
    changes: ({ stack, vpc }) =>
      stack.namesOf('aws_vpc').sort().indexOf(vpc) === 0 ? [{ place: 'the stack', make }] : [],
  };
}

export const NEUTRAL: readonly Operator[] = [
  everywhere('renamed', 'gives every resource another name, and refers to it by that', (draft) => {
    const { resource = {} } = draft.json;
    const names = Object.entries(resource).flatMap(([type, all]) =>
      Object.keys(all).map((name, index) => ({ type, name, other: `r${index}_${reversed(name)}` })),
    );
    const known = new Map(names.map(({ type, name, other }) => [`${type}.${name}`, `${type}.${other}`]));
    const text = JSON.stringify(draft.json).replace(
      /\b(aws_\w+)\.([\w-]+)/g,
      (found) => known.get(found) ?? found,
    );
    Object.assign(draft.json, JSON.parse(text));
    for (const { type, name, other } of names) {
      const values = draft.at(type, name);
      draft.remove(type, name);
      draft.put(type, other, values);
    }
  }),
  everywhere(
    'reordered',
    'turns round the order of resources, of arguments, and of lists that are sets',
    (draft) => {
      draft.json.resource = turned(draft.json.resource ?? {}) as NonNullable<Stack['json']['resource']>;
    },
  ),
  everywhere('tagged', 'gives every resource other tags', (draft) => {
    for (const values of all(draft))
      if (values['tags'] !== undefined) values['tags'] = { Name: 'other', Team: 'x' };
  }),
  everywhere('described', 'gives every resource another description', (draft) => {
    for (const values of all(draft)) if (values['description'] !== undefined) values['description'] = 'other';
  }),
  everywhere('without-construct-paths', 'drops what cdktf writes about constructs', (draft) => {
    for (const values of all(draft)) delete values['//'];
  }),
  everywhere('without-order-of-creation', 'drops every depends_on', (draft) => {
    for (const values of all(draft)) delete values['depends_on'];
  }),
  everywhere('beside-a-bucket', 'adds resources that carry no packets', (draft) => {
    draft.put('aws_s3_bucket', 'mutant', { bucket: 'mutant' });
    draft.put('aws_iam_role', 'mutant', { assume_role_policy: '{}' });
  }),
  everywhere('inline-routes', 'writes the routes into their tables', (draft) => {
    for (const { name, values } of resourcesOf(draft, 'aws_route')) {
      const [, table = ''] =
        /^\$\{aws_route_table\.([\w-]+)\.id\}$/.exec(String(values['route_table_id'])) ?? [];
      const owner = draft.find('aws_route_table', table);
      if (owner === undefined) continue;
      const { destination_cidr_block: ipv4, destination_ipv6_cidr_block: ipv6 } = values;
      const target = without(values, ...DESTINATIONS, 'route_table_id', 'depends_on', '//');
      const destination = ipv6 === undefined ? { cidr_block: ipv4 } : { ipv6_cidr_block: ipv6 };
      owner['route'] = [...blocksOf(owner['route']), { ...destination, ...target }];
      draft.remove('aws_route', name);
    }
  }),
  everywhere('gateway-id-for-all', 'names NAT gateways by gateway_id', (draft) => {
    for (const { values } of resourcesOf(draft, 'aws_route')) {
      const { nat_gateway_id: nat } = values;
      if (nat === undefined) continue;
      delete values['nat_gateway_id'];
      values['gateway_id'] = nat;
    }
  }),
  everywhere('protocols-by-name', 'names the protocols of network ACLs', (draft) => {
    const names: Readonly<Record<string, string>> = { '6': 'tcp', '17': 'udp', '-1': 'all', '1': 'icmp' };
    for (const { values } of resourcesOf(draft, 'aws_network_acl_rule'))
      values['protocol'] = names[String(values['protocol'])] ?? values['protocol'];
  }),
  {
    id: 'redundant-route',
    does: `sends ${SOME} where the default route leads anyhow`,
    expects: 'changes nothing',
    changes: (network) =>
      [...waysOut(network, 'workload'), ...waysOut(network, 'nat')].map(({ name, table }) => ({
        place: table,
        make: (draft) => {
          const said = draft.at('aws_route', name) as Record<string, string>;
          const target = without(said, ...DESTINATIONS, 'route_table_id', 'depends_on', '//');
          addRoute(draft, 'mutant', table, { destination_cidr_block: SOME }, target);
        },
      })),
  },
  {
    id: 'default-route-in-halves',
    does: 'writes a default route as two routes for half of all addresses each',
    expects: 'changes nothing',
    changes: (network) =>
      waysOut(network, 'workload').map(({ name, table }) => ({
        place: table,
        make: (draft) => {
          const values = draft.at('aws_route', name);
          draft.put('aws_route', name, { ...values, destination_cidr_block: '0.0.0.0/1' });
          draft.put('aws_route', 'mutant', { ...values, destination_cidr_block: '128.0.0.0/1' });
        },
      })),
  },
  {
    id: 'transit-gateway-for-private-networks',
    does: 'sends 172.16.0.0/12 from a workload subnet to a transit gateway',
    expects: 'changes nothing',
    changes: (network) =>
      waysOut(network, 'workload').map(({ table }) => ({
        place: table,
        make: (draft) =>
          addRoute(
            draft,
            'mutant',
            table,
            { destination_cidr_block: '172.16.0.0/12' },
            to('tgw-0123456789abcdef0'),
          ),
      })),
  },
  {
    id: 'unused-table',
    does: 'adds a table that leads straight to the internet gateway, and associates it with nothing',
    expects: 'changes nothing',
    changes: ({ vpc, gateway }) =>
      gateway === undefined
        ? []
        : [
            {
              place: `aws_vpc.${vpc}`,
              make: (draft) => {
                draft.put('aws_route_table', 'mutant', { vpc_id: `\${aws_vpc.${vpc}.id}` });
                const destination = { destination_cidr_block: ANYWHERE };
                addRoute(draft, 'mutant', 'aws_route_table.mutant', destination, to(gateway));
              },
            },
          ],
  },
];

function all(draft: Stack): Values[] {
  return Object.values(draft.json.resource ?? {}).flatMap((resources) => Object.values(resources));
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

const SETS = [
  'subnet_ids',
  'route_table_ids',
  'security_group_ids',
  'subnet_mapping',
  'depends_on',
  'domains',
];

function turned(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => turned(item));
    return SETS.includes(key) ? items.reverse() : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, turned(one, name)] as const);
  return Object.fromEntries(entries.reverse());
}
