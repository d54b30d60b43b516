import type { EgressNeed } from './requirements';

/** Means of securing outbound traffic, each of which can stand alone. */
export const EGRESS_STRATEGIES = [
  'network-firewall',
  'centralized-network-firewall',
  'appliance-fleet',
  'partner-managed-firewall',
  'explicit-proxy',
  'transparent-proxy',
  'private-endpoints',
  'dns-firewall',
  'security-groups-and-acls',
  'egress-only-gateway',
] as const;

export type EgressStrategy = (typeof EGRESS_STRATEGIES)[number];

/** What it takes to meet a need: nothing more, something to know, or it cannot. */
export type Ability =
  | { readonly is: 'met' }
  | { readonly is: 'met-if'; readonly note: string }
  | { readonly is: 'unmet'; readonly because: string };

const MET: Ability = { is: 'met' };
const metIf = (note: string): Ability => ({ is: 'met-if', note });
const unmet = (because: string): Ability => ({ is: 'unmet', because });

type Abilities = Readonly<Record<EgressNeed, Ability>>;

const RESOLVER = 'queries to the resolver of the VPC pass no hop: add DNS Firewall';
const CLAIMED =
  'a name is what the client claims: a forged one passes, unless TLS is opened or names are bound to addresses';

const firewall: Abilities = {
  'addresses-and-ports': MET,
  names: metIf(CLAIMED),
  payload: MET,
  'decrypted-payload': metIf('clients must trust a certificate authority, and QUIC must be dropped'),
  'dns-queries': unmet(RESOLVER),
  'any-protocol': MET,
  'workload-rules': metIf(
    "stand before NAT (`position: 'before-nat'`), where workloads have their own addresses",
  ),
  'unchanged-clients': MET,
  ipv6: MET,
  'no-instances': MET,
  'own-appliances': unmet('the engine is that of AWS'),
  'one-way-out': unmet('each VPC has its own way out; a policy can be shared by all'),
  'isolated-vpcs': MET,
};

const appliances: Abilities = {
  ...firewall,
  'decrypted-payload': metIf(
    'the appliance must be able to, and clients must trust its certificate authority',
  ),
  'no-instances': unmet('appliances are instances, to patch and to scale'),
  'own-appliances': MET,
};

const proxy: Abilities = {
  'addresses-and-ports': unmet('a proxy forwards HTTP and TLS and sees nothing else'),
  names: MET,
  payload: unmet('a proxy reads requests, not what they carry'),
  'decrypted-payload': unmet('it tunnels TLS as it is'),
  'dns-queries': unmet(RESOLVER),
  'any-protocol': unmet('only what speaks HTTP or TLS passes a proxy'),
  'workload-rules': MET,
  'unchanged-clients': unmet('clients must be told to use it'),
  ipv6: unmet('the fleet here is IPv4'),
  'no-instances': unmet('proxies are instances, to patch and to scale'),
  'own-appliances': unmet('the engine is Squid'),
  'one-way-out': unmet('each VPC has its own proxies'),
  'isolated-vpcs': MET,
};

const nothing = (because: string): Abilities => ({
  'addresses-and-ports': unmet(because),
  names: unmet(because),
  payload: unmet(because),
  'decrypted-payload': unmet(because),
  'dns-queries': unmet(because),
  'any-protocol': unmet(because),
  'workload-rules': unmet(because),
  'unchanged-clients': MET,
  ipv6: MET,
  'no-instances': MET,
  'own-appliances': unmet(because),
  'one-way-out': unmet(because),
  'isolated-vpcs': MET,
});

/** What each can do for each need, as AWS and vendors document it, 2026-11. */
export const ABILITIES: Readonly<Record<EgressStrategy, Abilities>> = {
  'network-firewall': firewall,
  'centralized-network-firewall': {
    ...firewall,
    'workload-rules': MET, // NAT comes after the firewall
    'one-way-out': MET,
    'isolated-vpcs': unmet('a transit gateway connects all VPCs'),
  },
  'appliance-fleet': appliances,
  'partner-managed-firewall': {
    ...appliances,
    names: metIf('names are resolved to addresses, so what shares an address with an allowed name passes'),
    'no-instances': MET,
  },
  'explicit-proxy': proxy,
  'transparent-proxy': { ...proxy, names: metIf(CLAIMED), 'unchanged-clients': MET },
  'private-endpoints': {
    ...nothing('it leads to services of AWS, and no packet is inspected'),
    'workload-rules': metIf('endpoint policies tell principals apart, not addresses'),
    'any-protocol': MET,
  },
  'dns-firewall': {
    ...nothing('it judges queries, and no packet'),
    names: unmet('who knows the address needs no query'),
    'dns-queries': MET,
  },
  'security-groups-and-acls': {
    ...nothing('they see addresses and ports alone'),
    'addresses-and-ports': MET,
    'any-protocol': MET,
    'workload-rules': MET,
  },
  'egress-only-gateway': { ...nothing('nothing is inspected'), 'any-protocol': MET },
};
