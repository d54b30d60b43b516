import { quote, type Problem } from '@inspected-egress/problem';
import { listAnd } from '../errors';

/** What a reviewer should know about a policy that is valid. */
export interface LintRemark extends Problem {
  /** `error`: the policy does not do what it says; `warning`: it permits or keeps more than it needs; `info`: to know. */
  readonly severity: 'error' | 'warning' | 'info';
  /** Id of the rule that is meant; absent when the policy as a whole is. */
  readonly rule?: string;
}

type At = Pick<LintRemark, 'path' | 'rule'>;

export const shadowed = (at: At, what: string, by: readonly string[]): LintRemark => ({
  ...at,
  code: 'POL201',
  severity: 'warning',
  message: `${what} never decides: ${says(by)} the same before it`,
  remedy: 'remove it, or move it forward if its place is wrong',
});

export const duplicate = (at: At, what: string, of: string): LintRemark => ({
  ...at,
  code: 'POL202',
  severity: 'warning',
  message: `${what} is the same as ${of}`,
  remedy: 'remove one of them',
});

export const contradictory = (at: At, what: string, action: string, by: readonly string[]): LintRemark => ({
  ...at,
  code: 'POL203',
  severity: 'error',
  message: `${what} says ${action} and never decides: ${by.map(quote).join(', ')} before it ${by.length === 1 ? 'says' : 'say'} otherwise`,
  remedy: 'remove it, or move it before them',
});

export const expired = (at: At, expires: string, today: string): LintRemark => ({
  ...at,
  code: 'POL204',
  severity: 'warning',
  message: `the rule expired on ${quote(expires)}, and today is ${quote(today)}: it matches nothing`,
  remedy: 'remove it, or renew it with its owner',
});

export const registryWide = (at: At, name: string, suffix: string): LintRemark => ({
  ...at,
  code: 'POL205',
  severity: 'error',
  message: `${quote(name)} is every name that anyone registers under ${quote(suffix)}`,
  remedy: 'name the domains that are needed',
});

export const providerWide = (at: At, name: string, suffix: string): LintRemark => ({
  ...at,
  code: 'POL206',
  severity: 'warning',
  message: `${quote(name)} is every customer of the provider of ${quote(suffix)}, an attacker's account included`,
  remedy: 'name the hosts that are needed, or reach the service through a VPC endpoint with a policy',
});

export const everyDestination = (at: At, what: string, applications: string): LintRemark => ({
  ...at,
  code: 'POL207',
  severity: 'warning',
  message: `${what} permits ${applications} to every address`,
  remedy: 'name the destinations that are needed',
});

export const claimedNames = (rules: readonly string[]): LintRemark => ({
  path: 'rules',
  code: 'POL208',
  severity: 'info',
  message: `${listAnd(rules)} trust the name that the client claims: it may claim a permitted name to any address`,
  remedy: 'where that matters, inspect TLS, or send clients through a proxy that resolves the name itself',
});

export const plainHttp = (at: At): LintRemark => ({
  ...at,
  code: 'POL209',
  severity: 'warning',
  message: 'the rule permits plain HTTP, which anyone on the way reads and changes',
  remedy: 'permit `https` in its place',
});

export const outsideResolver = (at: At, what: string): LintRemark => ({
  ...at,
  code: 'POL210',
  severity: 'warning',
  message: `the rule permits ${what} to resolvers outside the VPC, which DNS Firewall does not see`,
  remedy: 'let workloads ask the resolver of the VPC, and remove the rule',
});

export const quic = (at: At): LintRemark => ({
  ...at,
  code: 'POL211',
  severity: 'warning',
  message: 'the rule permits UDP 443, where QUIC hides the server name from rules on names',
  remedy: 'leave UDP 443 out: clients fall back to TLS over TCP',
});

export const monitorMode = (): LintRemark => ({
  path: 'mode',
  code: 'POL212',
  severity: 'info',
  message: '`monitor` drops nothing',
  remedy: 'change to `enforce` when the alerts show nothing that is needed',
});

export const dnsOverHttps = (at: At, names: readonly string[]): LintRemark => ({
  ...at,
  code: 'POL214',
  severity: 'warning',
  message: `the rule permits ${listAnd(names)}, where resolvers answer over HTTPS, which DNS Firewall does not see`,
  remedy: 'let workloads ask the resolver of the VPC, and drop these names before the rule',
});

export const unused = (path: string, noun: 'group' | 'set', name: string): LintRemark => ({
  path,
  code: 'POL213',
  severity: 'info',
  message: `no rule refers to ${noun} ${quote(name)}`,
  remedy: 'remove it',
});

function says(by: readonly string[]): string {
  return `${by.map(quote).join(', ')} ${by.length === 1 ? 'says' : 'say'}`;
}
