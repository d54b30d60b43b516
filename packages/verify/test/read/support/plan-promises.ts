import type { Estate } from '../../../src/read/estate';
import { fieldOf, itemsOf, textOf } from '../../../src/read/value';
import { estateOf, lineOf, resourceAt, said } from './said';

/** Destination and one target field of each inline route, as lines. */
function inlineRoutes(configuration: Estate, address: string, field: string): string[] {
  const routes = itemsOf(resourceAt(configuration, address).attribute('route')) ?? [];
  return routes
    .map((route) => {
      const to = [fieldOf(route, 'cidr_block'), fieldOf(route, 'ipv6_cidr_block')].map(textOf).find(Boolean);
      return `${to ?? ''} ${lineOf(fieldOf(route, field))}`;
    })
    .sort();
}

/** What reading a plan promises, of the configurations beside this folder. `read` gives the JSON of a plan by its name, in tests. */
export function planPromises(read: (configuration: string) => string): void {
  const estates = new Map<string, Estate>();
  const given = (name: string) => (): Estate => {
    const estate = estates.get(name) ?? estateOf(read(name));
    estates.set(name, estate);
    return estate;
  };

  describe('a plan in which everything is there once', () => {
    const plan = given('single');

    it.each([
      ['aws_subnet.nat', 'vpc_id', '-> aws_vpc.v.id'],
      ['aws_subnet.nat', 'cidr_block', '"10.0.1.0/24"'],
      ['aws_subnet.firewall', 'vpc_id', '-> aws_vpc.v.id'],
      ['aws_vpc_endpoint.e', 'subnet_ids', '[-> aws_subnet.firewall.id]'],
      ['aws_route_table_association.edge', 'gateway_id', '-> aws_internet_gateway.i.id'],
      ['aws_route_table_association.edge', 'route_table_id', '-> aws_route_table.edge.id'],
      ['aws_route_table_association.edge', 'subnet_id', 'absent'],
      ['aws_route.return4', 'destination_cidr_block', '"10.0.1.0/24"'],
      ['aws_route.return4', 'vpc_endpoint_id', '-> aws_vpc_endpoint.e.id'],
      ['aws_route.return6', 'destination_ipv6_cidr_block', '-> aws_subnet.nat.ipv6_cidr_block'],
      ['aws_network_acl_rule.part', 'network_acl_id', '-> aws_vpc.v.default_network_acl_id'],
    ])('says of %s in %s %s', (address, attribute, line) => {
      expect(said(plan(), address, attribute)).toBe(line);
    });

    it('takes no part of a block for the block', () => {
      expect(said(plan(), 'aws_subnet.nat', 'ipv6_cidr_block')).toBe('? aws_vpc.v');
      expect(said(plan(), 'aws_network_acl_rule.part', 'ipv6_cidr_block')).toBe('? aws_vpc.v');
    });

    it('has no id for what is to be created', () => {
      expect(plan().resources.filter(({ id }) => id !== undefined)).toEqual([]);
    });
  });

  describe('a plan with `count` and `for_each`', () => {
    const plan = given('repeated');

    it('follows a literal index', () => {
      expect(said(plan(), 'aws_route_table_association.literal', 'subnet_id')).toBe(
        '-> aws_subnet.each["a"].id',
      );
    });

    it('follows a computed index where there is one instance', () => {
      expect(said(plan(), 'aws_route_table_association.straight[1]', 'route_table_id')).toBe(
        '-> aws_route_table.one[0].id',
      );
    });

    it('leaves out what there is none of', () => {
      expect(said(plan(), 'aws_route_table_association.swapped[0]', 'route_table_id')).toBe(
        '-> aws_route_table.one[0].id',
      );
    });

    it.each(['straight[0]', 'swapped[0]'])('does not guess the index that %s computes', (name) => {
      expect(said(plan(), `aws_route_table_association.${name}`, 'subnet_id')).toBe(
        '? aws_subnet.count[0] aws_subnet.count[1]',
      );
    });

    it.each(['key["a"]', 'other_key["a"]'])('does not guess the key that %s computes', (name) => {
      expect(said(plan(), `aws_route_table_association.${name}`, 'subnet_id')).toBe(
        '? aws_subnet.each["a"] aws_subnet.each["b"]',
      );
    });
  });

  describe('a plan with modules', () => {
    const plan = given('modules');

    it.each([
      ['module.a.aws_subnet.s', 'vpc_id', '-> aws_vpc.v.id'],
      ['module.each["b"].module.table.aws_route.default', 'gateway_id', '-> aws_internet_gateway.i.id'],
      [
        'module.each["c"].module.table.aws_route.default',
        'route_table_id',
        '-> module.each["c"].module.table.aws_route_table.t.id',
      ],
      ['aws_route_table_association.out', 'subnet_id', '-> module.a.aws_subnet.s.id'],
      ['aws_route_table_association.out', 'route_table_id', '-> module.a.module.table.aws_route_table.t.id'],
      ['aws_route_table_association.literal', 'subnet_id', '-> module.each["b"].aws_subnet.s.id'],
      ['module.each["c"].aws_subnet.s', 'cidr_block', '"10.0.3.0/24"'],
    ])('follows %s in %s: %s', (address, attribute, line) => {
      expect(said(plan(), address, attribute)).toBe(line);
    });

    it('says that a local value is not shown', () => {
      expect(
        resourceAt(plan(), 'aws_route_table_association.literal').attribute('route_table_id'),
      ).toMatchObject({
        kind: 'unknown',
        reason: expect.stringContaining('local value') as unknown,
        references: ['local.table'],
      });
    });
  });

  describe('a plan with inline routes', () => {
    const plan = given('inline');

    it('knows the target of each where a type of resource fits one field', () => {
      expect(inlineRoutes(plan(), 'aws_route_table.clear', 'gateway_id')).toEqual([
        '0.0.0.0/0 -> aws_internet_gateway.i.id',
        '192.0.2.0/24 ""',
        '::/0 -> aws_internet_gateway.i.id',
      ]);
      expect(inlineRoutes(plan(), 'aws_route_table.clear', 'nat_gateway_id')).toContain(
        '192.0.2.0/24 -> aws_nat_gateway.n.id',
      );
    });

    it('does not guess which of two gateways a route has', () => {
      expect(inlineRoutes(plan(), 'aws_route_table.ambiguous', 'nat_gateway_id')).toEqual([
        '192.0.2.0/24 ? aws_nat_gateway.m aws_nat_gateway.n',
        '198.51.100.0/24 ? aws_nat_gateway.m aws_nat_gateway.n',
      ]);
    });

    it('does not take the target of one route for that of a route in a `dynamic`', () => {
      expect(inlineRoutes(plan(), 'aws_route_table.dynamic', 'nat_gateway_id')).toContain(
        '192.0.2.0/24 ? aws_internet_gateway.i',
      );
    });

    it('has no inline route where none is written', () => {
      expect(said(plan(), 'aws_route_table.none', 'route')).toBe('absent');
    });
  });

  describe('a plan with Network Firewall', () => {
    const plan = given('firewall');

    it('knows the subnet of each mapping', () => {
      const mappings = itemsOf(
        resourceAt(plan(), 'aws_networkfirewall_firewall.two').attribute('subnet_mapping'),
      );
      expect(mappings?.map((mapping) => lineOf(fieldOf(mapping, 'subnet_id'))).sort()).toEqual([
        '-> aws_subnet.s[0].id',
        '-> aws_subnet.s[1].id',
      ]);
    });

    it('knows the endpoint of a firewall that has one', () => {
      expect(said(plan(), 'aws_route.one', 'vpc_endpoint_id')).toBe(
        '-> aws_networkfirewall_firewall.one.firewall_endpoint[aws_subnet.s[0]]',
      );
    });

    it.each(['equal', 'unequal'])('does not guess which endpoint of two a comparison picks: %s', (name) => {
      expect(said(plan(), `aws_route.${name}`, 'vpc_endpoint_id')).toMatch(/^\? .*firewall\.two/);
    });
  });

  describe('a plan of a configuration in JSON', () => {
    const plan = given('json');

    it.each([
      ['aws_route_table_association.swapped[0]', 'subnet_id', '-> aws_subnet.s[1].id'],
      ['aws_route_table_association.swapped[1]', 'subnet_id', '-> aws_subnet.s[0].id'],
      [
        'aws_route.inspected',
        'vpc_endpoint_id',
        '-> aws_networkfirewall_firewall.f.firewall_endpoint[aws_subnet.s[1]]',
      ],
      ['aws_route_table.t', 'tags', '{ text: "${aws_vpc.v.id}", vpc: -> aws_vpc.v.id }'],
    ])('is as exact as the JSON: %s in %s %s', (address, attribute, line) => {
      expect(said(plan(), address, attribute)).toBe(line);
    });
  });
}
