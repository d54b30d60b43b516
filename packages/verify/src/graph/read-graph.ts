import { throwProblems } from '@inspected-egress/problem';
import { noSuchEndpoint, noSuchSubnet } from '../promise/errors';
import type { Estate } from '../read/estate';
import { inKeyOrder } from './compare-keys';
import type { FirewallEndpoint } from './firewall-endpoint';
import type { Key } from './key';
import { known, unknown } from './known';
import { linkEstate } from './links';
import { undeclared } from './node-of';
import { readAclAssociations } from './read-acl-associations';
import { readAssociations } from './read-associations';
import { readBlockPublicAccess } from './read-block-public-access';
import { readCoverage } from './read-coverage';
import {
  readDnsFirewallAssociations,
  readDnsFirewallConfigs,
  readDnsFirewallRuleGroups,
} from './read-dns-firewall';
import { readElasticIps } from './read-elastic-ips';
import { readEndpointServices } from './read-endpoint-services';
import { readFirewallPolicies } from './read-firewall-policies';
import { readFirewallRuleGroups } from './read-firewall-rule-groups';
import { readFirewalls, readNetworkFirewallEndpoints } from './read-firewalls';
import { readEgressOnlyGateways, readInternetGateways, readOuterGateways } from './read-gateways';
import { readInstances } from './read-instances';
import { readListeners } from './read-listeners';
import { readLoadBalancers } from './read-load-balancers';
import { readMainTables } from './read-main-tables';
import { readNatGateways } from './read-nat-gateways';
import { readNetworkAcls } from './read-network-acls';
import { readNetworkInterfaces } from './read-network-interfaces';
import { readOccupants } from './read-occupants';
import { readPlaces } from './read-places';
import { readPrefixLists } from './read-prefix-lists';
import { readRouteTables } from './read-route-tables';
import { readSecurityGroups } from './read-security-groups';
import { readSubnets } from './read-subnets';
import { readTargetGroups } from './read-target-groups';
import { readTransitGatewayTables } from './read-transit-gateway-tables';
import { readDrifters } from './read-drifters';
import { readTransitGatewayAttachments } from './read-transit-gateways';
import {
  readGatewayEndpoints,
  readInterfaceEndpoints,
  readLoadBalancerEndpoints,
} from './read-vpc-endpoints';
import { readVpcs } from './read-vpcs';
import type { RouteTable } from './route-table';
import type { VpcGraph } from './vpc-graph';

export interface GraphOptions {
  /**
   * The subnet of each firewall endpoint that routes name by its id, as somebody else made it: keys of subnets by ids, as
   * `vpce-0123456789abcdef0`. Taken as given.
   * @default - where such an endpoint stands is not known
   * @throws PlanError VFY477 for an id that no route names, VFY478 for what is no subnet of the input
   */
  readonly endpointSubnets?: Readonly<Record<string, Key>>;
}

/**
 * What an estate places in its VPCs.
 *
 * Laws, each proved by name in `test/graph/graph-laws.test.ts`:
 * - the graph does not depend on the order of resources;
 * - every resource of the estate is described, harmless or not understood, and one of these only;
 * - every node is at its own key, and the keys of a map are in order.
 */
export function readGraph(estate: Estate, options: GraphOptions = {}): VpcGraph {
  const links = linkEstate(estate);
  const places = readPlaces(links);
  const mains = readMainTables(links, places.vpcOf);
  const associations = readAssociations(links, places);
  const acls = readAclAssociations(links, places, estate.form);
  const prefixLists = readPrefixLists(links);
  const gatewayEndpoints = readGatewayEndpoints(links);
  const around = { places, mains, associations, acls, prefixLists, gatewayEndpoints };
  const routeTables = readRouteTables(links, around);
  const addresses = readElasticIps(links);
  const instances = readInstances(links, places, addresses);
  const coverage = readCoverage(links, estate);
  const nodes = {
    natGateways: readNatGateways(links, places),
    firewallEndpoints: placeGiven(
      withLiteralEndpoints(routeTables, [
        ...readNetworkFirewallEndpoints(links, places),
        ...readLoadBalancerEndpoints(links, places),
      ]),
      options.endpointSubnets ?? {},
      new Set(links.ofNoun('subnet').map((subnet) => links.keyOfResource(subnet))),
    ),
    interfaceEndpoints: readInterfaceEndpoints(links),
    instances,
    networkInterfaces: readNetworkInterfaces(links, { places, addresses, instances }),
    loadBalancers: readLoadBalancers(links),
    transitGatewayAttachments: readTransitGatewayAttachments(links),
  };
  const targetGroups = readTargetGroups(links, nodes);
  const occupants = readOccupants(nodes, coverage.occupants);
  const blockPublicAccess = readBlockPublicAccess(links, estate);
  const vpcs = readVpcs(links, mains);
  const subnets = readSubnets(links, { ...around, occupants });
  return {
    vpcs,
    subnets,
    drifters: readDrifters(nodes, coverage.drifters, (key) => subnets.has(key)),
    routeTables,
    internetGateways: readInternetGateways(links, associations),
    egressOnlyGateways: readEgressOnlyGateways(links),
    ...nodes,
    transitGatewayRouteTables: readTransitGatewayTables(links, { vpcs, prefixLists }),
    listeners: readListeners(links),
    targetGroups,
    endpointServices: readEndpointServices(links),
    firewalls: readFirewalls(links),
    firewallPolicies: readFirewallPolicies(links),
    firewallRuleGroups: readFirewallRuleGroups(links),
    gatewayEndpoints,
    networkAcls: readNetworkAcls(links, places, acls.acls),
    securityGroups: readSecurityGroups(links, places, prefixLists),
    elasticIps: addresses.all,
    outerGateways: readOuterGateways(links, associations),
    prefixLists,
    dnsFirewallAssociations: readDnsFirewallAssociations(links),
    dnsFirewallRuleGroups: readDnsFirewallRuleGroups(links),
    dnsFirewallConfigs: readDnsFirewallConfigs(links),
    ...(blockPublicAccess !== undefined && { blockPublicAccess }),
    unmodelled: coverage.unmodelled,
    described: coverage.described,
    harmless: coverage.harmless,
  };
}

/** An endpoint that routes name by its id and no resource describes: it inspects, and its subnet is not known. */
function withLiteralEndpoints(
  tables: ReadonlyMap<Key, RouteTable>,
  declared: readonly FirewallEndpoint[],
): ReadonlyMap<Key, FirewallEndpoint> {
  const endpoints = new Map(declared.map((endpoint) => [endpoint.key, endpoint]));
  for (const { vpc, routes } of tables.values()) {
    for (const { target } of routes) {
      if (target.kind !== 'firewall-endpoint' || endpoints.has(target.key)) continue;
      const missing = unknown(`\`${target.key}\` is not in the input`);
      endpoints.set(target.key, {
        ...undeclared(target.key),
        product: missing,
        // A route can name endpoints of its own VPC alone.
        vpc: vpc.is === 'known' ? known(vpc.value) : missing,
        subnet: missing,
        ipAddressType: missing,
      });
    }
  }
  return inKeyOrder(endpoints);
}

/** Puts endpoints that are known by their ids alone into the subnets that they are said to stand in. */
function placeGiven(
  endpoints: ReadonlyMap<Key, FirewallEndpoint>,
  given: Readonly<Record<string, Key>>,
  subnets: ReadonlySet<Key>,
): ReadonlyMap<Key, FirewallEndpoint> {
  const entries = Object.entries(given);
  throwProblems(
    'endpoints',
    entries.flatMap(([id, subnet]) => [
      ...(endpoints.get(id)?.subnet.is === 'unknown' ? [] : [noSuchEndpoint(`endpointSubnets.${id}`, id)]),
      ...(subnets.has(subnet) ? [] : [noSuchSubnet(`endpointSubnets.${id}`, subnet)]),
    ]),
  );
  const placed = new Map(endpoints);
  for (const [id, subnet] of entries) {
    const endpoint = endpoints.get(id);
    if (endpoint !== undefined) placed.set(id, { ...endpoint, subnet: known(subnet) });
  }
  return placed;
}
