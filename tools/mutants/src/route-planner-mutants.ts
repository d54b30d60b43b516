import type { Mutant } from './mutant';

const breakage = (breaks: string, find: string, replace: string): Mutant => ({
  breaks,
  file: 'packages/network/src/plan/egress-routes.ts',
  find,
  replace,
});

/** Each is a mistake that somebody made in a deployed network, or could. */
export const ROUTE_PLANNER_MUTANTS: readonly Mutant[] = [
  breakage(
    'every zone goes through the endpoint of another',
    'firewallEndpoints.find((one) => one.availabilityZone === availabilityZone)',
    'firewallEndpoints.find((one) => one.availabilityZone !== availabilityZone) ?? firewallEndpoints[0]',
  ),
  breakage(
    'NAT subnets go straight to the internet gateway',
    "if (vpc.position === 'after-nat') return [{ ...out, target: endpointOf(props, zone) }];",
    "if (vpc.position === 'after-nat') return [{ ...out, target: { gatewayId: vpc.internetGatewayId } }];",
  ),
  breakage(
    'replies to NAT gateways have no gateway route',
    "if (crossing === 'translated' || crossing === 'never-translated') {",
    "if (crossing === 'never-translated') {",
  ),
  breakage(
    'replies to public workloads have no gateway route',
    "if (crossing === 'translated' || crossing === 'never-translated') {",
    "if (crossing === 'translated') {",
  ),
  breakage(
    'gateway routes lead to the block of the protected subnet although NAT translated',
    "subnetOf(zone, crossing === 'translated' ? 'nat' : 'protected')",
    "subnetOf(zone, 'protected')",
  ),
  breakage(
    'gateway routes lead to the block of the NAT subnet although nothing translates',
    "subnetOf(zone, crossing === 'translated' ? 'nat' : 'protected')",
    "zone.subnets.nat ?? subnetOf(zone, 'firewall')",
  ),
  breakage(
    'one gateway route for the whole VPC instead of each subnet',
    "routes.push(replies('ipv4', subnet, { destinationCidrBlock: subnet.cidrBlock }));",
    "routes.push(replies('ipv4', subnet, { destinationCidrBlock: vpc.cidrBlocks[0] ?? '' }));",
  ),
  breakage(
    'IPv6 replies have no gateway route',
    "routes.push(replies('ipv6', subnet, { destinationIpv6CidrBlock: known(subnet.ipv6CidrBlock) }));",
    '',
  ),
  breakage(
    'IPv6 replies are routed by the firewall subnet',
    "if (ipv6Crosses(vpc, zone)) {\n    const subnet = subnetOf(zone, 'protected');",
    "if (ipv6Crosses(vpc, zone)) {\n    const subnet = subnetOf(zone, 'firewall');",
  ),
  breakage(
    'before NAT, inspected packets leave untranslated',
    "const target = crossing === 'to-be-translated' ? natOf(zone) : internet;",
    'const target = internet;',
  ),
  breakage(
    'inspected IPv4 packets have no way on',
    'routes.push({ id: `${zone.key}-firewall-ipv4`, ...table(), ...ANYWHERE, target });',
    '',
  ),
  breakage(
    'inspected IPv6 packets have no way on',
    'routes.push({ id: `${zone.key}-firewall-ipv6`, ...table(), ...ANYWHERE_IPV6, target: internet });',
    '',
  ),
  breakage(
    'IPv6 leaves the endpoint towards NAT',
    'routes.push({ id: `${zone.key}-firewall-ipv6`, ...table(), ...ANYWHERE_IPV6, target: internet });',
    'routes.push({ id: `${zone.key}-firewall-ipv6`, ...table(), ...ANYWHERE_IPV6, target: zone.nat === undefined ? internet : natOf(zone) });',
  ),
  breakage(
    'a route is put into the table of the wrong tier',
    "const table = () => ({ routeTableId: subnetOf(zone, 'firewall').routeTableId, ...FIRST });",
    "const table = () => ({ routeTableId: subnetOf(zone, 'protected').routeTableId, ...FIRST });",
  ),
  breakage(
    'before NAT, replies take the local route past the endpoint',
    'return [...replies, ...toOthers, { ...out, target: { gatewayId: vpc.internetGatewayId } }];',
    'return [...toOthers, { ...out, target: { gatewayId: vpc.internetGatewayId } }];',
  ),
  breakage(
    'before NAT, replies to another zone return through the endpoint of the NAT gateway',
    'target: endpointOf(props, client),',
    'target: endpointOf(props, zone),',
  ),
  breakage(
    'before NAT, the return route covers the firewall subnet of the client',
    'const { cidrBlock, dependable } = client.subnets.protected;',
    "const { cidrBlock, dependable } = subnetOf(client, 'firewall');",
  ),
  breakage(
    'before NAT, translated packets loop back to the endpoint',
    'return [...replies, ...toOthers, { ...out, target: { gatewayId: vpc.internetGatewayId } }];',
    'return [...replies, ...toOthers, { ...out, target: endpointOf(props, zone) }];',
  ),
  breakage(
    'workloads without NAT go straight to the internet gateway',
    'return { target: endpointOf(props, zone), after: [`${key}-gateway-ipv4`, `${key}-firewall-ipv4`] };',
    'return { target: { gatewayId: vpc.internetGatewayId }, after: [] };',
  ),
  breakage(
    'after NAT is planned as before NAT for the workloads',
    "return vpc.position === 'after-nat'\n    ? {\n        target: natOf(zone),",
    "return vpc.position === 'after-nat'\n    ? {\n        target: endpointOf(props, zone),",
  ),
  breakage(
    'before NAT, workloads skip the endpoint',
    ': {\n        target: endpointOf(props, zone),\n        after: [\n          `${key}-firewall-ipv4`',
    ': {\n        target: natOf(zone),\n        after: [\n          `${key}-firewall-ipv4`',
  ),
  breakage(
    'replies to spokes leave the NAT gateway for the internet',
    'return [...replies, ...toOthers, {',
    'return [...replies, {',
  ),
  breakage(
    'replies to spokes return through the NAT gateway of the zone',
    'target: endpointOf(props, zone),\n      ...FIRST,',
    'target: natOf(zone),\n      ...FIRST,',
  ),
  breakage(
    'inspected packets find no way back to spokes',
    'routes.push(...toSpokes(vpc, (transit) => ({ id: `${zone.key}-firewall`, ...table(), ...transit })));',
    'toSpokes(vpc, (transit) => ({ id: `${zone.key}-firewall`, ...table(), ...transit }));',
  ),
  breakage(
    'routes to a transit gateway do not wait for the attachment',
    'dependsOn: [attachment] });',
    'dependsOn: [] });',
  ),
  breakage('workloads have no IPv6 way out', 'if (!ipv6Crosses(vpc, zone)) return [ipv4];', 'return [ipv4];'),
  breakage(
    'IPv6 of the workloads goes straight to the internet gateway',
    'const target = endpointOf(props, zone);\n  return [ipv4,',
    'const target = { gatewayId: vpc.internetGatewayId };\n  return [ipv4,',
  ),
  breakage(
    'the way out opens before the way on and back',
    'after: [`${natKey}-gateway-ipv4`, `${natKey}-firewall-ipv4`, `${natKey}-nat-ipv4`],',
    'after: [],',
  ),
  breakage(
    'a gateway route does not wait for its subnet and for the edge association',
    'dependsOn: [dependable, vpc.gatewayAssociation].filter((first) => first !== undefined),',
    'dependsOn: [],',
  ),
];
