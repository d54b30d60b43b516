import { formatCidrBlock } from '@inspected-egress/cidr';
import {
  findNameProblem,
  type Application,
  type Destination,
  type EgressRule,
} from '@inspected-egress/policy';
import type { PlacedBlock } from '../graph/placed-block';
import type { FirewallRule } from './firewall-rule';
import type { AddressExpression } from './rule/address-expression';
import { readClaimedNames } from './rule/name-buffer';
import type { PortExpression } from './rule/port-expression';
import type { RuleOption } from './rule/rule-option';

/** What a rule of a firewall is in the model of policies, and what the model says otherwise. */
export interface ReadBackRule {
  readonly rule: Omit<EgressRule, 'id'>;
  readonly notes: readonly string[];
}

const EVERY_PORT = { from: 1, to: 65535 } as const;
const USUAL_PORT = { tls: 443, http: 80, dns: 53, ssh: 22, ntp: 123 } as const;
const APPLICATIONS = { tls: 'https', http: 'http', dns: 'dns', ssh: 'ssh', ntp: 'ntp' } as const;
type Known = keyof typeof USUAL_PORT;

/** Options that are part of how a rule finds its flows, and say nothing about which. */
const BESIDE: ReadonlySet<string> = new Set(
  'flow msg sid rev gid classtype reference metadata priority alert noalert ssl_state'.split(' '),
);

/** @returns the reason where the model has no words for the rule */
export function readBackRule(rule: FirewallRule): ReadBackRule | string {
  const { said, unmodelled } = rule;
  const [strange] = unmodelled;
  if (strange !== undefined) return `\`${strange}\` is not modelled`;
  if (said.isBothWays) return 'it is about both directions';
  if (said.sourcePorts.kind !== 'any') return 'it asks for the port of the client';
  if (!said.options.filter(({ keyword }) => keyword === 'flow').every(isOfRequests))
    return 'it is not about what clients send';
  const sources = blocksOf(rule, said.source, 'source');
  if (typeof sources === 'string') return sources;
  const reached = reachedBy(rule);
  if (typeof reached === 'string') return reached;
  const { destinations, applications, notes } = reached;
  return {
    rule: {
      ...(sources.length === 0 ? {} : { sources: sources.map((cidrBlock) => ({ cidrBlock })) }),
      destinations,
      applications,
      action: said.action,
    },
    notes,
  };
}

function isOfRequests({ value = '' }: RuleOption): boolean {
  return value.split(',').every((word) => ['to_server', 'from_client', 'established'].includes(word.trim()));
}

/** Blocks of an expression; none when it is every workload, or everywhere. */
function blocksOf(
  { source, destination }: FirewallRule,
  expression: AddressExpression,
  side: 'source' | 'destination',
): readonly string[] | string {
  const whole = side === 'source' ? 'HOME_NET' : 'EXTERNAL_NET';
  if (expression.kind === 'any' || (expression.kind === 'named' && expression.name === whole)) return [];
  const { hasNegation, blocks } = side === 'source' ? source : destination;
  if (hasNegation) return `its ${side} is told by what it is not, or is not known`;
  const texts = blocks.map(blockText);
  return texts.every((text) => text !== undefined) && texts.length > 0
    ? [...new Set(texts)]
    : `its ${side} has blocks that are not known`;
}

function blockText(placed: PlacedBlock): string | undefined {
  return placed.kind === 'block' ? formatCidrBlock(placed.block) : undefined;
}

type Reached = Pick<EgressRule, 'destinations' | 'applications'> & { readonly notes: readonly string[] };

function reachedBy(rule: FirewallRule): Reached | string {
  const { said, names } = rule;
  const blocks = blocksOf(rule, said.destination, 'destination');
  if (typeof blocks === 'string') return blocks;
  const asking = said.options.filter(({ keyword }) => !BESIDE.has(keyword));
  const countries = asking
    .filter(({ keyword }) => keyword === 'geoip')
    .map(({ value = '' }) => value.split(','));
  if (names.length > 0) {
    if (blocks.length > 0 || countries.length > 0) return 'it is about a name and about addresses at once';
    return reachedByName(rule);
  }
  const [codes, ...others] = countries;
  const rest = asking.filter(({ keyword }) => keyword !== 'geoip' && keyword !== 'itype');
  if (rest.length > 0) return `the model has no words for \`${rest[0]?.keyword ?? ''}\``;
  if (
    codes !== undefined &&
    (others.length > 0 || codes[0] !== 'dst' || codes.some((code) => code.includes('!')))
  )
    return 'it is about countries in another way than as destinations';
  if (codes !== undefined && blocks.length > 0) return 'it is about countries and addresses at once';
  const destinations: readonly Destination[] =
    codes !== undefined
      ? codes.slice(1).map((code) => ({ country: code.trim().toUpperCase() }))
      : blocks.length > 0
        ? blocks.map((cidrBlock) => ({ cidrBlock }))
        : [{ anywhere: 'all' }];
  const carried = applicationsOf(rule);
  return typeof carried === 'string' ? carried : { destinations, ...carried };
}

function reachedByName(rule: FirewallRule): Reached | string {
  const [tests, ...others] = rule.names;
  const found = tests === undefined || others.length > 0 ? undefined : readClaimedNames(tests);
  if (found === undefined) return 'it is about something else of a name than the whole, or all below it';
  const { base, means, buffer } = found;
  const application = { 'tls.sni': 'tls', 'http.host': 'http', 'dns.query': 'dns', 'quic.sni': undefined }[
    buffer
  ];
  if (application === undefined) return 'the model has no words for QUIC';
  const texts = [...(means === 'subdomains' ? [] : [base]), ...(means === 'itself' ? [] : [`*.${base}`])];
  const problem = texts.map((text) => findNameProblem(text, '')).find((one) => one !== undefined);
  if (problem !== undefined) return problem.message;
  const carried = onUsualPort(application as Known, rule.said.destinationPorts);
  return typeof carried === 'string'
    ? carried
    : { destinations: texts.map((name) => ({ name })), ...carried };
}

type Carried = Pick<Reached, 'applications' | 'notes'>;

function applicationsOf({ said }: FirewallRule): Carried | string {
  const { protocol, destinationPorts, options } = said;
  if (protocol === 'ssl') return onUsualPort('tls', destinationPorts);
  if (Object.hasOwn(USUAL_PORT, protocol)) return onUsualPort(protocol as Known, destinationPorts);
  const types = options.filter(({ keyword }) => keyword === 'itype').map(({ value }) => value);
  if (protocol === 'icmp') {
    const isEcho = types.length === 1 && (types[0] === '8' || types[0] === '128');
    if (types.length > 0 && !isEcho) return 'it is about other ICMP than echo requests';
    return { applications: ['icmp-echo'], notes: isEcho ? [] : ['it is about other ICMP than echo too'] };
  }
  const ranges = rangesOf(destinationPorts);
  if (ranges === undefined || types.length > 0)
    return 'its ports are told by what they are not, or by a variable';
  const tcp = ranges.map((one): Application => ({ tcp: one }));
  const udp = ranges.map((one): Application => ({ udp: one }));
  if (protocol === 'tcp') return { applications: tcp, notes: [] };
  if (protocol === 'udp') return { applications: udp, notes: [] };
  if (protocol !== 'ip') return `the model has no words for \`${protocol}\``;
  const isAny = destinationPorts.kind === 'any';
  return {
    applications: [...tcp, ...udp, ...(isAny ? (['icmp-echo'] as const) : [])],
    notes: isAny ? ['it is about other ICMP than echo, and other protocols, too'] : [],
  };
}

/** An application of the model has one port. */
function onUsualPort(application: Known, ports: PortExpression): Carried | string {
  const usual = USUAL_PORT[application];
  const ranges = rangesOf(ports);
  if (ranges === undefined || !ranges.some(({ from, to }) => from <= usual && usual <= to))
    return `the model has ${application} on port ${usual} alone`;
  const isAlone = ranges.length === 1 && ranges[0]?.from === usual && ranges[0].to === usual;
  return {
    applications: [APPLICATIONS[application]],
    notes: isAlone ? [] : [`it is about ${application} on other ports than ${usual} too`],
  };
}

function rangesOf(
  ports: PortExpression,
): readonly { readonly from: number; readonly to: number }[] | undefined {
  if (ports.kind === 'any') return [EVERY_PORT];
  if (ports.kind === 'span')
    return ports.to === 0 ? undefined : [{ from: Math.max(1, ports.from), to: ports.to }];
  if (ports.kind !== 'list') return undefined;
  const all = ports.items.map(rangesOf);
  return all.every((one) => one !== undefined) ? all.flat() : undefined;
}
