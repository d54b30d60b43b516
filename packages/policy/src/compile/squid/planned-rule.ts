import type { AddressSet } from '@inspected-egress/cidr';
import type { Approximation } from '../../approximation';
import { isExpired } from '../../evaluate';
import type { EgressPolicy, EgressRule, PortRange, RuleAction } from '../../model';
import { resolveDestinations } from '../../resolve-destinations';
import type { CompilationRemark } from '../compiled';
import { aclLabel } from './acl';
import { planApplications } from './applications';
import type { SquidOptions } from './compile-squid';
import { planDestinations } from './destinations';
import type { DomainList } from './domain-list';
import { planSource } from './sources';

/** A rule as far as a proxy can judge it. */
export interface PlannedRule {
  readonly id: string;
  readonly action: RuleAction;
  /** What names of its ACLs end in. */
  readonly label: string;
  /** Absent when every client is meant. */
  readonly sources?: readonly string[];
  readonly isAnywhere: boolean;
  readonly names?: DomainList;
  readonly addresses?: AddressSet;
  readonly http: boolean;
  readonly https: boolean;
  /** Ports that it permits or forbids whatever they carry. */
  readonly ports: readonly PortRange[];
  /** Ports of protocols that a tunnel may carry and nobody reads there. */
  readonly unreadPorts: readonly number[];
}

export interface PlannedRules {
  readonly rules: readonly PlannedRule[];
  readonly approximations: readonly Approximation[];
  readonly remarks: readonly CompilationRemark[];
}

/** TCP ports whose protocol a proxy does not read in a tunnel. */
const UNREAD = { http: 80, ssh: 22, dns: 53 } as const;
const UNREAD_APPLICATIONS = ['http', 'ssh', 'dns'] as const;

export function planRules(policy: EgressPolicy, options: SquidOptions): PlannedRules {
  const planned = policy.rules.map((rule) => planRule(rule, policy, options));
  const closed = closedBefore(planned.map(({ rule }) => rule));
  return {
    rules: planned.flatMap(({ rule }) => rule ?? []),
    approximations: planned.flatMap(({ rule, approximations }, index) => [
      ...approximations,
      ...(rule === undefined ? [] : closedTunnels(rule, closed[index] ?? [], options)),
    ]),
    remarks: planned.flatMap(({ remarks }) => remarks),
  };
}

interface Plan {
  readonly rule?: PlannedRule;
  readonly approximations: readonly Approximation[];
  readonly remarks: readonly CompilationRemark[];
}

function planRule(rule: EgressRule, policy: EgressPolicy, options: SquidOptions): Plan {
  const leftOut = (remark: string): Plan => ({ approximations: [], remarks: [{ rule: rule.id, remark }] });
  if (isExpired(rule, options.today)) return leftOut(`it expired on \`${rule.expires}\``);
  const destinations = resolveDestinations(rule.destinations, policy.sets);
  if (destinations.every((one) => 'service' in one))
    return leftOut('its destinations are reached through endpoints, not by the proxy');
  const { carried, ...unseen } = planApplications(rule, options);
  const unreadPorts = rule.applications.flatMap((one) =>
    typeof one === 'string' && one in UNREAD ? [UNREAD[one as keyof typeof UNREAD]] : [],
  );
  const source = planSource(rule, policy, options);
  const to = planDestinations(rule, destinations, options);
  const isJudged = carried.http || carried.https || carried.ports.length > 0;
  const reasons = [
    ...unseen.reasons,
    ...(isJudged && source.wider !== undefined ? [['wider', 'source', source.wider] as const] : []),
    ...(isJudged ? to.reasons : []),
  ];
  const planned: PlannedRule = {
    id: rule.id,
    action: rule.action,
    label: aclLabel(rule.id),
    ...(source.blocks === undefined ? {} : { sources: source.blocks }),
    ...to.planned,
    ...carried,
    unreadPorts,
  };
  return {
    ...(source.blocks?.length === 0 ? {} : { rule: planned }),
    approximations: reasons.map(([direction, kind, reason]) => ({
      layer: 'squid',
      direction,
      kind,
      rule: rule.id,
      reason,
    })),
    remarks: [
      ...unseen.remarks,
      ...(isJudged && source.remark !== undefined ? [source.remark] : []),
      ...(isJudged ? to.remarks : []),
    ].map((remark) => ({ rule: rule.id, remark })),
  };
}

/** A rule that forbids what nobody reads in a tunnel closes the port to tunnels that a later rule opens. */
function closedTunnels(
  rule: PlannedRule,
  closedPorts: readonly number[],
  { mode }: SquidOptions,
): readonly Approximation[] {
  if (mode === 'transparent' || rule.action !== 'pass') return [];
  const closed = closedPorts.filter((port) => rule.ports.some(({ from, to }) => from <= port && port <= to));
  if (closed.length === 0) return [];
  const list = closed.map((port) => `\`${port}\``).join(', ');
  const reason = `no tunnel is opened to port ${list}: rules above forbid protocols that a proxy does not read there`;
  const applications = UNREAD_APPLICATIONS.filter((one) => closed.includes(UNREAD[one]));
  return [{ layer: 'squid', direction: 'narrower', kind: 'tunnel', rule: rule.id, applications, reason }];
}

/** For each rule the ports that those before it close, ascending. */
export function closedBefore(rules: readonly (PlannedRule | undefined)[]): readonly (readonly number[])[] {
  let closed: readonly number[] = [];
  return rules.map((rule) => {
    const before = closed;
    if (rule?.action !== 'drop' && rule?.action !== 'reject') return before;
    const more = rule.unreadPorts.filter((port) => !before.includes(port));
    if (more.length > 0) closed = [...new Set([...before, ...more])].sort((one, other) => one - other);
    return before;
  });
}
