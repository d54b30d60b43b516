import fc from 'fast-check';
import { readGraph } from '../../src/graph/read-graph';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import type { Estate, InputForm } from '../../src/read/estate';
import { runs } from '../read/support/properties';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const TYPES = [
  'aws_vpc',
  'aws_default_vpc',
  'aws_subnet',
  'aws_default_subnet',
  'data.aws_subnet',
  'aws_route_table',
  'data.aws_route_table',
  'aws_default_route_table',
  'aws_main_route_table_association',
  'aws_route_table_association',
  'aws_route',
  'aws_internet_gateway',
  'aws_internet_gateway_attachment',
  'aws_nat_gateway',
  'aws_vpc_endpoint',
  'aws_vpc_endpoint_route_table_association',
  'aws_networkfirewall_firewall',
  'aws_network_acl',
  'aws_network_acl_rule',
  'aws_network_acl_association',
  'aws_default_network_acl',
  'aws_security_group',
  'aws_security_group_rule',
  'aws_instance',
  'aws_network_interface',
  'aws_eip',
  'aws_eip_association',
  'aws_vpn_gateway',
  'aws_vpn_gateway_route_propagation',
  'aws_ec2_managed_prefix_list',
  'aws_ec2_managed_prefix_list_entry',
  'aws_autoscaling_group',
  'aws_autoscaling_attachment',
  'aws_lb_target_group',
  'aws_lb_target_group_attachment',
  'aws_lb_listener',
  'aws_vpc_endpoint_service',
  'aws_vpc_endpoint_connection_accepter',
  'aws_something_new',
  'aws_lambda_function',
  'aws_s3_bucket',
];
const NAMES = ['a', 'b', '__proto__', 'constructor', 'toString'];
const LINKS = [
  'vpc_id',
  'subnet_id',
  'route_table_id',
  'default_route_table_id',
  'default_network_acl_id',
  'gateway_id',
  'nat_gateway_id',
  'vpc_endpoint_id',
  'instance_id',
  'network_interface_id',
  'network_acl_id',
  'security_group_id',
  'vpn_gateway_id',
  'allocation_id',
  'prefix_list_id',
  'destination_prefix_list_id',
  'internet_gateway_id',
  'target_group_arn',
  'target_id',
  'lb_target_group_arn',
  'autoscaling_group_name',
];
const LISTS = ['subnet_ids', 'route_table_ids', 'vpc_security_group_ids', 'propagating_vgws'];

const address = fc
  .tuple(fc.constantFrom(...TYPES), fc.constantFrom(...NAMES))
  .map(([type, name]) => `${type}.${name}`);
const ATTRIBUTES = [
  'id',
  'vpc_id',
  'route_table_id',
  'default_route_table_id',
  'main_route_table_id',
  'cidr_block',
];
const link: fc.Arbitrary<Said> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(address, fc.constantFrom(...ATTRIBUTES)).map(([one, name]) => ref(one, name)),
  },
  fc.constantFrom<Said>('vpc-1', 'subnet-1', 'rtb-1', 'igw-1', 'nat-1', 'vpce-1', 'local', '', '__proto__'),
  fc.array(address, { maxLength: 2 }).map((references) => notKnown('not known', ...references)),
);
const text = fc.constantFrom<Said>(
  '10.0.0.0/16',
  '10.0.1.0/24',
  '::/0',
  '0.0.0.0/0',
  notKnown('later'),
  'tcp',
  'Gateway',
);
const attributes = fc
  .tuple(
    fc.dictionary(fc.constantFrom(...LINKS), link, { maxKeys: 5 }),
    fc.dictionary(fc.constantFrom(...LISTS), fc.array(link, { maxLength: 3 }), { maxKeys: 2 }),
    fc.dictionary(
      fc.constantFrom('cidr_block', 'destination_cidr_block', 'protocol', 'vpc_endpoint_type', 'cidr'),
      text,
    ),
    fc.array(fc.record({ subnet_id: link, cidr_block: text, gateway_id: link, cidr: text }), {
      maxLength: 2,
    }),
    fc.constantFrom('route', 'subnet_mapping', 'ingress', 'entry', 'network_interface', 'vpc_config'),
    fc.option(fc.constantFrom('vpc-1', 'subnet-1', 'rtb-1', 'igw-1', '__proto__'), { nil: undefined }),
  )
  .map(([links, lists, texts, blocks, block, id]) => ({
    ...links,
    ...lists,
    ...texts,
    [block]: blocks,
    ...(id !== undefined && { id }),
  }));
const estate = fc
  .tuple(
    fc.uniqueArray(fc.tuple(address, attributes), { maxLength: 25, selector: ([one]) => one }),
    fc.constantFrom<InputForm>('synthesized', 'plan', 'state', 'aws-cli'),
  )
  .map(([entries, form]) => estateOf(Object.fromEntries(entries), form));

const shuffled = (one: Estate) =>
  fc
    .shuffledSubarray([...one.resources], { minLength: one.resources.length })
    .map((resources): Estate => ({ ...one, resources }));

function nodeMaps(graph: VpcGraph): ReadonlyMap<string, { readonly key: string }>[] {
  return Object.values(graph).filter((part): part is Map<string, { key: string }> => part instanceof Map);
}

it('does not depend on the order of resources', () => {
  fc.assert(
    fc.property(
      estate.chain((one) => fc.tuple(fc.constant(one), shuffled(one))),
      ([one, other]) => {
        const entries = (graph: VpcGraph) =>
          Object.entries(graph).map(([name, part]) => [
            name,
            part instanceof Map ? [...part] : (part as unknown),
          ]);
        expect(entries(readGraph(other))).toEqual(entries(readGraph(one)));
      },
    ),
    runs(300),
  );
});

it('has every resource once: described, harmless or not understood', () => {
  fc.assert(
    fc.property(estate, (one) => {
      const graph = readGraph(one);
      const found = [...graph.described, ...graph.harmless, ...graph.unmodelled.map(({ key }) => key)];
      expect(found.sort()).toEqual(one.resources.map((resource) => resource.address).sort());
    }),
    runs(300),
  );
});

it('has every node at its own key, and the keys of every map in order', () => {
  fc.assert(
    fc.property(estate, (one) => {
      for (const nodes of nodeMaps(readGraph(one))) {
        for (const [key, node] of nodes) expect(node.key).toBe(key);
        expect([...nodes.keys()]).toEqual([...nodes.keys()].sort());
      }
    }),
    runs(300),
  );
});

it('has a node for every table, ACL and group that it says is known', () => {
  fc.assert(
    fc.property(estate, (one) => {
      const graph = readGraph(one);
      for (const { mainRouteTable, defaultNetworkAcl, defaultSecurityGroup } of graph.vpcs.values()) {
        if (mainRouteTable.is === 'known') expect(graph.routeTables.has(mainRouteTable.value)).toBe(true);
        if (defaultNetworkAcl.is === 'known')
          expect(graph.networkAcls.has(defaultNetworkAcl.value)).toBe(true);
        if (defaultSecurityGroup.is === 'known')
          expect(graph.securityGroups.has(defaultSecurityGroup.value)).toBe(true);
      }
      for (const { vpc, routeTable, networkAcl } of graph.subnets.values()) {
        if (routeTable.is === 'known') expect(graph.routeTables.has(routeTable.value)).toBe(true);
        if (networkAcl.is === 'known') expect(graph.networkAcls.has(networkAcl.value)).toBe(true);
        if (vpc.is === 'known') expect(graph.vpcs.has(vpc.value)).toBe(true);
      }
    }),
    runs(300),
  );
});
