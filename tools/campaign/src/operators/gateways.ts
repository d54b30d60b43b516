import type { Change, Operator } from '../operator';
import { refer } from '../plain-reader/references';
import type { Network } from '../plain-reader/network';
import { without, type Stack } from '../stack';
import { addRoute, ANYWHERE, SOME, to, waysOut, workloadTables, zoneOf } from './places';

/** A subnet with a table of its own that leads straight to the internet gateway. */
function addPublicSubnet(draft: Stack, { vpc, subnets, stack }: Network, gateway: string): string {
  const [first = '10', second = '0'] = String(stack.at('aws_vpc', vpc)['cidr_block']).split('.');
  draft.put('aws_subnet', 'mutant', {
    ...{ vpc_id: refer(`aws_vpc.${vpc}`), availability_zone: subnets[0]?.zone },
    ...{ cidr_block: `${first}.${second}.255.240/28`, map_public_ip_on_launch: false },
  });
  draft.put('aws_route_table', 'mutant', { vpc_id: refer(`aws_vpc.${vpc}`) });
  draft.put('aws_route_table_association', 'mutant', {
    subnet_id: refer('aws_subnet.mutant'),
    route_table_id: refer('aws_route_table.mutant'),
  });
  addRoute(draft, 'mutant-out', 'aws_route_table.mutant', { destination_cidr_block: ANYWHERE }, to(gateway));
  return 'aws_subnet.mutant';
}

function perWorkloadTable(
  network: Network,
  make: (draft: Stack, table: string, gateway: string) => void,
): Change[] {
  const { gateway } = network;
  if (gateway === undefined) return [];
  return workloadTables(network).map((table) => ({
    place: table,
    make: (draft) => make(draft, table, gateway),
  }));
}

export const GATEWAYS: readonly Operator[] = [
  {
    id: 'second-nat-gateway',
    does: `adds a NAT gateway in a public subnet, and sends ${SOME} from a workload subnet to it`,
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) =>
      perWorkloadTable(network, (draft, table, gateway) => {
        const subnet = addPublicSubnet(draft, network, gateway);
        draft.put('aws_eip', 'mutant', { domain: 'vpc' });
        draft.put('aws_nat_gateway', 'mutant', {
          subnet_id: refer(subnet),
          allocation_id: refer('aws_eip.mutant', 'allocation_id'),
        });
        addRoute(draft, 'mutant', table, { destination_cidr_block: SOME }, to('aws_nat_gateway.mutant'));
      }),
  },
  {
    id: 'nat-instance',
    does: `adds an interface that forwards in a public subnet, and sends ${SOME} from a workload subnet to it`,
    expects: { breaks: ['every-exit-is-inspected'] },
    changes: (network) =>
      perWorkloadTable(network, (draft, table, gateway) => {
        const subnet = addPublicSubnet(draft, network, gateway);
        draft.put('aws_network_interface', 'mutant', { subnet_id: refer(subnet), source_dest_check: false });
        addRoute(
          draft,
          'mutant',
          table,
          { destination_cidr_block: SOME },
          to('aws_network_interface.mutant'),
        );
      }),
  },
  {
    id: 'detached-internet-gateway',
    does: 'attaches the internet gateway to no VPC',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: ({ gateway, routes }) =>
      gateway === undefined || !routes.some(({ target }) => target === gateway)
        ? []
        : [
            {
              place: gateway,
              make: (draft) => delete draft.at('aws_internet_gateway', gateway.split('.')[1] ?? '')['vpc_id'],
            },
          ],
  },
  {
    id: 'private-nat-gateway',
    does: 'makes a NAT gateway private',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: ({ nats }) =>
      nats.map(({ name, address }) => ({
        place: address,
        make: (draft) => {
          const values = without(draft.at('aws_nat_gateway', name), 'allocation_id');
          draft.put('aws_nat_gateway', name, { ...values, connectivity_type: 'private' });
        },
      })),
  },
  {
    id: 'nat-beside-firewall',
    does: 'puts a NAT gateway into the firewall subnet of its zone',
    expects: { breaks: ['every-exit-is-inspected', 'endpoint-subnets-hold-only-endpoints'] },
    changes: (network) =>
      network.nats.flatMap(({ name, address, subnet }) => {
        const zone = zoneOf(network, subnet);
        const other = network.subnets.find((one) => one.role === 'firewall' && one.zone === zone);
        // Before NAT a firewall subnet leads to the NAT gateway, so this one would lead to itself.
        const isAfterNat = waysOut(network, 'firewall').some(({ target }) => target === network.gateway);
        return other === undefined || !isAfterNat
          ? []
          : [
              {
                place: address,
                make: (draft) => {
                  draft.at('aws_nat_gateway', name)['subnet_id'] = refer(other.address);
                },
              },
            ];
      }),
  },
  {
    id: 'instance-beside-firewall',
    does: 'puts an instance with a public address into a firewall subnet',
    expects: { breaks: ['endpoint-subnets-hold-only-endpoints'] },
    changes: ({ vpc, subnets }) =>
      subnets
        .filter(({ role }) => role === 'firewall')
        .map(({ address }) => ({
          place: address,
          make: (draft) => {
            draft.put('aws_security_group', 'mutant', {
              vpc_id: refer(`aws_vpc.${vpc}`),
              egress: [
                {
                  from_port: 0,
                  to_port: 0,
                  protocol: '-1',
                  cidr_blocks: [ANYWHERE],
                  ipv6_cidr_blocks: ['::/0'],
                },
              ],
            });
            draft.put('aws_instance', 'mutant', {
              ...{ ami: 'ami-0123456789abcdef0', instance_type: 't3.micro', subnet_id: refer(address) },
              ...{
                associate_public_ip_address: true,
                vpc_security_group_ids: [refer('aws_security_group.mutant')],
              },
            });
          },
        })),
  },
  {
    id: 'blocked-public-access',
    does: 'blocks public access of the account in both directions',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: ({ vpc, gateway, routes }) =>
      gateway === undefined || !routes.some(({ target }) => target === gateway)
        ? []
        : [
            {
              place: `aws_vpc.${vpc}`,
              make: (draft) =>
                draft.put('aws_vpc_block_public_access_options', 'mutant', {
                  internet_gateway_block_mode: 'block-bidirectional',
                }),
            },
          ],
  },
  {
    id: 'public-block-in-the-vpc',
    does: 'adds a block of the internet to the VPC, so that packets to it stay inside',
    expects: 'goes another way',
    changes: (network) =>
      workloadTables(network).length === 0
        ? []
        : [
            {
              place: `aws_vpc.${network.vpc}`,
              make: (draft) =>
                draft.put('aws_vpc_ipv4_cidr_block_association', 'mutant', {
                  vpc_id: refer(`aws_vpc.${network.vpc}`),
                  cidr_block: '44.1.0.0/16',
                }),
            },
          ],
  },
  {
    id: 'stranger-in-a-table',
    does: 'adds a resource that nobody knows to the table of a workload subnet',
    expects: { breaks: ['every-exit-is-inspected', 'replies-use-the-same-endpoint'] },
    beyondPackets: 'what it does is known to nobody',
    changes: (network) =>
      workloadTables(network).map((table) => ({
        place: table,
        make: (draft) => draft.put('aws_vpc_traffic_teleporter', 'mutant', { route_table_id: refer(table) }),
      })),
  },
];
