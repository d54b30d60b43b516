/**
 * The semantics of a policy, written down a second time and as plainly as can be, for flows of which every fact is
 * known. It shares nothing with the product: addresses are compared bit by bit, names label by label.
 */
import type { Application, Destination, EgressPolicy, EgressRule, Flow, Source } from '../../src';

export function judgeNaively(policy: EgressPolicy, flow: Flow, today: string) {
  const isForResolver = ['169.254.169.253', 'fd00:ec2::253'].includes(flow.destination);
  if (isForResolver && carries('dns', flow)) return judgeQueryNaively(policy, flow, today);
  const alerts: string[] = [];
  for (const rule of policy.rules) {
    if (rule.expires !== undefined && Date.parse(rule.expires) < Date.parse(today)) continue;
    if (!matches(policy, rule, flow)) continue;
    if (rule.action === 'alert') alerts.push(rule.id);
    else return { verdict: rule.action, rule: rule.id, alerts };
  }
  return { verdict: 'drop' as const, rule: undefined, alerts };
}

// One address of each part that the blocks of `anyPolicy` cut the internet into, and one beside them.
const PLACES = ['198.51.100.7', '198.51.100.8', '203.0.113.1', '192.0.2.1', '2001:db8::1', '2001:db9::1'];

/** A query is worth an answer if any flow with its name passes: here, all of them are tried. */
function judgeQueryNaively(policy: EgressPolicy, { queryName = null, ...asking }: Flow, today: string) {
  const name = queryName?.replace(/\.$/, '') ?? null;
  const claims = { sni: name, host: name, queryName: name === null ? null : `${name}.` };
  const anywhere = PLACES.flatMap((destination) =>
    [null, 'US', 'DE', 'FR'].flatMap((country) =>
      [[], ['pl-1'], ['pl-2']].map((prefixLists) => ({ destination, country, prefixLists })),
    ),
  );
  const ways = [
    { protocol: 'tcp', port: 443, application: 'tls' },
    { protocol: 'tcp', port: 80, application: 'http' },
    { protocol: 'udp', port: 53, application: 'dns' },
    { protocol: 'tcp', port: 53, application: 'dns' },
  ] as const;
  const valid = policy.rules.filter(({ expires }) => !(Date.parse(expires ?? today) < Date.parse(today)));
  const alerts = new Set<EgressRule>();
  const passing = new Set<EgressRule>();
  const closing = new Set<EgressRule>();
  for (const way of ways) {
    let open: readonly Flow[] = anywhere.map((to) => ({ ...asking, ...claims, ...to, ...way }));
    for (const rule of valid) {
      const matched = open.filter((flow) => matches(policy, rule, flow));
      if (matched.length === 0) continue;
      if (rule.action === 'pass') {
        passing.add(rule);
        break;
      }
      if (rule.action === 'alert') {
        if (matched.length === open.length) alerts.add(rule);
        continue;
      }
      open = open.filter((flow) => !matched.includes(flow));
      if (open.length === 0) closing.add(rule);
    }
  }
  const isPassing = passing.size > 0;
  const first = valid.find((rule) => passing.has(rule)) ?? (closing.size === 1 ? [...closing][0] : undefined);
  return {
    verdict: isPassing ? ('pass' as const) : ('drop' as const),
    rule: first?.id,
    alerts: valid.filter((rule) => alerts.has(rule)).map(({ id }) => id),
  };
}

function matches(policy: EgressPolicy, rule: EgressRule, flow: Flow): boolean {
  const fromHere = (rule.sources ?? [{ vpc: 'all' as const }]).some((source) => isFrom(policy, source, flow));
  return (
    fromHere &&
    rule.destinations.some((destination) =>
      rule.applications.some((application) => isTo(policy, destination, application, flow)),
    )
  );
}

function isFrom(policy: EgressPolicy, source: Source, flow: Flow): boolean {
  if ('vpc' in source) return true;
  if ('tier' in source) return flow.tier === source.tier;
  if ('cidrBlock' in source) return holds(source.cidrBlock, flow.source);
  const blocks = policy.groups?.[source.group]?.cidrBlocks ?? [];
  return flow.groups?.includes(source.group) === true || blocks.some((block) => holds(block, flow.source));
}

function isTo(policy: EgressPolicy, to: Destination, application: Application, flow: Flow): boolean {
  if ('set' in to) return (policy.sets?.[to.set] ?? []).some((one) => isTo(policy, one, application, flow));
  if (!carries(application, flow)) return false;
  if ('anywhere' in to) return true;
  if ('cidrBlock' in to) return holds(to.cidrBlock, flow.destination);
  if ('country' in to) return flow.country === to.country;
  if ('prefixList' in to) return flow.prefixLists?.includes(to.prefixList) === true;
  if ('service' in to) return false;
  if (application === 'https') return means(to.name, flow.sni);
  if (application === 'http') return means(to.name, flow.host?.split(':')[0]);
  return application === 'dns' && means(to.name, flow.queryName?.slice(0, -1));
}

function carries(
  application: Application,
  { protocol, port = 0, application: bytes, icmpType }: Flow,
): boolean {
  if (typeof application === 'object') {
    if ('tcp' in application)
      return protocol === 'tcp' && application.tcp.from <= port && port <= application.tcp.to;
    return protocol === 'udp' && application.udp.from <= port && port <= application.udp.to;
  }
  switch (application) {
    case 'https':
      return protocol === 'tcp' && port === 443 && bytes === 'tls';
    case 'http':
      return protocol === 'tcp' && port === 80 && bytes === 'http';
    case 'dns':
      return (protocol === 'tcp' || protocol === 'udp') && port === 53 && bytes === 'dns';
    case 'ntp':
      return protocol === 'udp' && port === 123 && bytes === 'ntp';
    case 'ssh':
      return protocol === 'tcp' && port === 22 && bytes === 'ssh';
    case 'icmp-echo':
      return (protocol === 'icmp' && icmpType === 8) || (protocol === 'icmpv6' && icmpType === 128);
  }
}

function means(name: string, claimed: string | null | undefined): boolean {
  if (claimed === null || claimed === undefined) return false;
  const wanted = name.split('.').reverse();
  const found = claimed.toLowerCase().split('.').reverse();
  return (
    wanted.every((label, index) => (label === '*' ? found.length > index : found[index] === label)) &&
    (wanted.at(-1) === '*' || wanted.length === found.length)
  );
}

function holds(block: string, address: string): boolean {
  const [first = '', length = ''] = block.split('/');
  if (first.includes(':') !== address.includes(':')) return false;
  return bits(first).slice(0, Number(length)) === bits(address).slice(0, Number(length));
}

function bits(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('');
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0');
  return [...groups(head), ...zeros, ...groups(tail)]
    .map((group) => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}
