import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatCidrBlock } from '@inspected-egress/cidr';
import { readGraph } from '../../src/graph/read-graph';
import type { Route } from '../../src/graph/route';
import { readEstate } from '../../src/read/read-estate';

// One zone of a distributed deployment that is inspected after NAT, as cdktf 0.21 synthesizes it.
const name = 'one-zone.cdk.tf.json';
const graph = readGraph(
  readEstate([{ name, text: readFileSync(join(__dirname, 'fixtures', name), 'utf8') }]),
);

const routesOf = (table: string) => graph.routeTables.get(table)?.routes.map(tell);
function tell({ destination, target }: Route): string {
  const to = destination.kind === 'block' ? formatCidrBlock(destination.block) : destination.kind;
  return `${to} > ${'key' in target ? target.key : target.kind}`;
}
const ENDPOINT = 'aws_networkfirewall_firewall.firewall/aws_subnet.a-firewall_subnet';

it('is understood as a whole: no node, table or subnet is in doubt', () => {
  expect(graph.unmodelled).toEqual([]);
  expect(graph.harmless).toEqual([
    'aws_cloudwatch_log_group.flow-logs_group',
    'aws_flow_log.flow-logs_flow-log',
  ]);
  const unknown = JSON.stringify(
    [...graph.subnets, ...graph.natGateways, ...graph.firewallEndpoints],
    (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  );
  expect(unknown).not.toContain('"unknown"');
  expect([...graph.routeTables.values()].map(({ doubt }) => doubt).filter(Boolean)).toEqual([]);
});

it('places each thing in the subnet of its tier', () => {
  const occupants = [...graph.subnets.values()].map(
    (subnet) => [subnet.key, subnet.occupants.map(({ kind, key }) => `${kind} ${key}`)] as const,
  );
  expect(Object.fromEntries(occupants)).toEqual({
    'aws_subnet.a-endpoint_subnet': ['interface-endpoint aws_vpc_endpoint.services_interface_ssm'],
    'aws_subnet.a-firewall_subnet': [`firewall-endpoint ${ENDPOINT}`],
    'aws_subnet.a-nat_subnet': ['nat-gateway aws_nat_gateway.a-nat-gateway'],
    'aws_subnet.a-protected_subnet': ['instance aws_instance.app_a-instance'],
  });
});

it('sends packets to NAT, to the endpoint and to the internet, and replies to the endpoint', () => {
  expect(routesOf('aws_route_table.a-protected_table')).toEqual([
    '0.0.0.0/0 > aws_nat_gateway.a-nat-gateway',
    'prefix-list > aws_vpc_endpoint.services_gateway_s3',
  ]);
  expect(routesOf('aws_route_table.a-nat_table')).toEqual([`0.0.0.0/0 > ${ENDPOINT}`]);
  expect(routesOf('aws_route_table.a-firewall_table')).toEqual([
    '0.0.0.0/0 > aws_internet_gateway.internet-gateway',
  ]);
  expect(routesOf('aws_route_table.a-endpoint_table')).toEqual([]);
  expect(routesOf('aws_route_table.gateway_table')).toEqual([`10.1.24.0/23 > ${ENDPOINT}`]);
  expect(graph.internetGateways.get('aws_internet_gateway.internet-gateway')?.edgeRouteTable).toEqual({
    is: 'known',
    value: 'aws_route_table.gateway_table',
  });
});

it('associates every subnet, and leaves the main table without routes', () => {
  for (const subnet of graph.subnets.values()) expect(subnet.hasRouteTableAssociation).toBe(true);
  expect(graph.routeTables.get('aws_default_route_table.defaults_route-table')).toMatchObject({
    isMain: true,
    routes: [],
  });
});

it('names the construct that a node comes from', () => {
  expect(graph.subnets.get('aws_subnet.a-nat_subnet')?.constructPath).toBe('dev/egress/vpc/a-nat/subnet');
  expect(graph.firewallEndpoints.get(ENDPOINT)?.constructPath).toBe('dev/egress/firewall/firewall');
});

it('guards the NAT subnet by the rules of its own ACL', () => {
  const acl = graph.networkAcls.get('aws_network_acl.nat-acl');
  expect(graph.subnets.get('aws_subnet.a-nat_subnet')?.networkAcl).toEqual({ is: 'known', value: acl?.key });
  expect(acl?.egress).toMatchObject([
    { number: { value: 1 }, traffic: { value: { protocol: 6, ports: { from: 443, to: 443 } } } },
    { number: { value: 101 }, traffic: { value: { protocol: 1, icmp: { type: 8, code: 0 } } } },
    { number: { value: 8001 }, traffic: { value: { protocol: 6, ports: { from: 32768, to: 61000 } } } },
    { number: { value: 24001 }, traffic: { value: { protocol: 1, icmp: { type: 3, code: 4 } } } },
  ]);
});
