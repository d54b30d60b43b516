import type { Change, Operator } from '../operator';
import { addressOf, refer, resourcesOf } from '../plain-reader/references';
import type { Network, PlainSubnet } from '../plain-reader/network';
import type { Stack } from '../stack';
import { ANYWHERE, to, waysOut } from './places';

/** Name of the association of a subnet or of a gateway. */
function associationOf(
  stack: Stack,
  argument: 'subnet_id' | 'gateway_id',
  address: string,
): string | undefined {
  return resourcesOf(stack, 'aws_route_table_association').find(
    ({ values }) => addressOf(values[argument]) === address,
  )?.name;
}

function associate(draft: Stack, subnet: PlainSubnet, table: string): void {
  const name = associationOf(draft, 'subnet_id', subnet.address);
  if (name === undefined) throw new Error(`${subnet.address} has no association`);
  draft.put('aws_route_table_association', name, {
    ...draft.at('aws_route_table_association', name),
    route_table_id: refer(table),
  });
}

/** Workload subnets with a table of their own that leads out. */
function sendingSubnets(network: Network): PlainSubnet[] {
  const tables = new Set(waysOut(network, 'workload').map(({ table }) => table));
  return network.subnets.filter(
    ({ role, table }) => role === 'workload' && table !== undefined && tables.has(table),
  );
}

function dissociate(draft: Stack, argument: 'subnet_id' | 'gateway_id', address: string): void {
  const name = associationOf(draft, argument, address);
  if (name !== undefined) draft.remove('aws_route_table_association', name);
}

/** One subnet of a role takes the table of a subnet of another role in its zone. */
function sharedTable(network: Network, role: PlainSubnet['role'], with_: PlainSubnet['role']): Change[] {
  return network.subnets
    .filter((subnet) => subnet.role === role)
    .flatMap((subnet) => {
      const other = network.subnets.find((one) => one.role === with_ && one.zone === subnet.zone);
      const table = other?.table;
      return table === undefined
        ? []
        : [{ place: subnet.address, make: (draft) => associate(draft, subnet, table) }];
    });
}

export const ASSOCIATIONS: readonly Operator[] = [
  {
    id: 'shuffled-associations',
    does: 'swaps the tables of the workload subnets of two zones',
    expects: { breaks: ['no-hop-leaves-its-zone'] },
    changes: (network) => {
      const [one, ...others] = sendingSubnets(network);
      const other = others.find(({ zone }) => zone !== one?.zone);
      const [first, second] = [one?.table, other?.table];
      if (one === undefined || other === undefined || first === undefined || second === undefined) return [];
      return [
        {
          place: `${one.address} and ${other.address}`,
          make: (draft) => {
            associate(draft, one, second);
            associate(draft, other, first);
          },
        },
      ];
    },
  },
  {
    id: 'forgotten-association',
    does: 'leaves a workload subnet to the main table, which leads nowhere',
    expects: 'goes another way',
    changes: (network) =>
      sendingSubnets(network).map(({ address }) => ({
        place: address,
        make: (draft) => dissociate(draft, 'subnet_id', address),
      })),
  },
  {
    id: 'open-main-table',
    does: 'leaves a workload subnet to the main table, and opens that to the internet gateway',
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) => {
      const { gateway, stack } = network;
      const [main] = stack.namesOf('aws_default_route_table');
      if (gateway === undefined || main === undefined) return [];
      return sendingSubnets(network).map(({ address }) => ({
        place: address,
        make: (draft) => {
          dissociate(draft, 'subnet_id', address);
          draft.at('aws_default_route_table', main)['route'] = [{ cidr_block: ANYWHERE, ...to(gateway) }];
        },
      }));
    },
  },
  {
    id: 'replaced-main-table',
    does: 'leaves a workload subnet to the main table, and makes that of a firewall subnet the main table',
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) => {
      const table = network.subnets.find(({ role }) => role === 'firewall')?.table;
      if (table === undefined) return [];
      return sendingSubnets(network).map(({ address }) => ({
        place: address,
        make: (draft) => {
          dissociate(draft, 'subnet_id', address);
          draft.put('aws_main_route_table_association', 'mutant', {
            vpc_id: refer(`aws_vpc.${network.vpc}`),
            route_table_id: refer(table),
          });
        },
      }));
    },
  },
  {
    id: 'nat-takes-table-of-firewall',
    does: 'associates a NAT subnet with the table of the firewall subnet of its zone',
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) => sharedTable(network, 'nat', 'firewall'),
  },
  {
    id: 'firewall-takes-table-of-nat',
    does: 'associates a firewall subnet with the table of the NAT subnet of its zone',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: (network) => sharedTable(network, 'firewall', 'nat'),
  },
  {
    id: 'gateway-loses-its-table',
    does: 'drops the association of the gateway route table with the internet gateway',
    expects: { breaks: ['replies-use-the-same-endpoint'] },
    changes: ({ gateway, edge }) =>
      gateway === undefined || edge === undefined
        ? []
        : [{ place: edge, make: (draft) => dissociate(draft, 'gateway_id', gateway) }],
  },
];
