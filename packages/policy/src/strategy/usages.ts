import type { Usage } from './monthly-cost';
import type { EgressRequirements } from './requirements';
import type { EgressStrategy } from './strategies';

/** What a strategy uses in a month, and what it costs beside that. */
export interface Bill {
  readonly usages: readonly Usage[];
  readonly excluded: readonly string[];
  /** That run all month; whoever asks may know what one costs. */
  readonly instances: number;
}

const NO_INSTANCES = { excluded: [], instances: 0 } as const;

/** Traffic out of AWS and between zones costs the same whatever inspects it, and is in none of them. */
export function billOf(strategy: EgressStrategy, requirements: EgressRequirements): Bill {
  const { vpcs, zones, gigabytesPerMonth: gigabytes } = requirements;
  const places = vpcs * zones;
  switch (strategy) {
    case 'network-firewall':
      return {
        usages: [...firewallEndpoints(places, gigabytes), ...addresses(places)],
        ...NO_INSTANCES,
      };
    case 'centralized-network-firewall':
      return {
        usages: [
          ...firewallEndpoints(zones, gigabytes),
          ...addresses(zones),
          // The inspection VPC is attached too.
          { what: 'transit gateway attachments', item: 'transit-attachment-hour', quantity: vpcs + 1 },
          { what: 'GB through the transit gateway', item: 'transit-gigabyte', quantity: gigabytes },
        ],
        ...NO_INSTANCES,
      };
    case 'appliance-fleet':
      return {
        usages: [
          ...loadBalancerEndpoints(places, gigabytes),
          ...natGateways(places, gigabytes),
          { what: 'zones of the Gateway Load Balancer', item: 'load-balancer-hour', quantity: zones },
          { what: 'GB through the load balancer', item: 'load-balancer-gigabyte', quantity: gigabytes },
        ],
        excluded: [],
        instances: zones,
      };
    case 'partner-managed-firewall':
      return {
        usages: [...loadBalancerEndpoints(places, gigabytes), ...natGateways(places, gigabytes)],
        excluded: ["the partner's service"],
        instances: 0,
      };
    case 'explicit-proxy':
      return {
        usages: addresses(places),
        excluded: ['the Network Load Balancer in front of the proxies'],
        instances: places,
      };
    case 'transparent-proxy':
      return { usages: addresses(places), excluded: [], instances: places };
    case 'private-endpoints':
      return { usages: interfaceEndpoints(requirements), ...NO_INSTANCES };
    case 'dns-firewall':
      return { usages: [...natGateways(places, gigabytes), ...dnsQueries(requirements)], ...NO_INSTANCES };
    case 'security-groups-and-acls':
      return { usages: natGateways(places, gigabytes), ...NO_INSTANCES };
    case 'egress-only-gateway':
      return { usages: [], ...NO_INSTANCES };
  }
}

/** NAT gateways beside Network Firewall are waived, hours and GB, one for one; AWS whitepaper on multi-VPC infrastructure. */
function firewallEndpoints(endpoints: number, gigabytes: number): readonly Usage[] {
  return [
    { what: 'firewall endpoints', item: 'firewall-endpoint-hour', quantity: endpoints },
    { what: 'GB through the firewall', item: 'firewall-gigabyte', quantity: gigabytes },
  ];
}

function loadBalancerEndpoints(endpoints: number, gigabytes: number): readonly Usage[] {
  return [
    { what: 'Gateway Load Balancer endpoints', item: 'load-balancer-endpoint-hour', quantity: endpoints },
    { what: 'GB through the endpoints', item: 'load-balancer-endpoint-gigabyte', quantity: gigabytes },
  ];
}

function natGateways(gateways: number, gigabytes: number): readonly Usage[] {
  return [
    { what: 'NAT gateways', item: 'nat-gateway-hour', quantity: gateways },
    { what: 'GB through NAT gateways', item: 'nat-gateway-gigabyte', quantity: gigabytes },
    ...addresses(gateways),
  ];
}

function addresses(count: number): readonly Usage[] {
  return [{ what: 'public IPv4 addresses', item: 'public-address-hour', quantity: count }];
}

/** Where workloads call nothing but AWS, all of their traffic passes them; elsewhere how much does is not known. */
export function interfaceEndpoints(requirements: EgressRequirements): readonly Usage[] {
  const { vpcs, zones, destinations, gigabytesPerMonth } = requirements;
  const isAll = destinations === 'aws-services';
  const services = requirements.interfaceEndpoints ?? (isAll ? 1 : 0);
  return [
    { what: 'interface endpoints', item: 'interface-endpoint-hour', quantity: services * vpcs * zones },
    {
      what: 'GB through interface endpoints',
      item: 'interface-endpoint-gigabyte',
      quantity: isAll ? gigabytesPerMonth : 0,
    },
  ];
}

export function dnsQueries({ millionQueriesPerMonth = 0 }: EgressRequirements): readonly Usage[] {
  return [{ what: 'million queries', item: 'dns-firewall-queries', quantity: millionQueriesPerMonth }];
}
