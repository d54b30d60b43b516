import { isExpired, type EvaluateOptions } from '../../evaluate';
import { isNameless, prepareNameRule } from '../../judge-name';
import type { EgressPolicy, EgressRule } from '../../model';
import { resolveDestinations } from '../../resolve-destinations';
import { NO } from '../../truth';
import type { CompilationRemark } from '../compiled';
import type { AnsweredName } from './answers';

/** What a reader of the rules would not expect of the lists. */
export function findRemarks(
  policy: EgressPolicy,
  { today }: EvaluateOptions,
  names: readonly AnsweredName[],
): readonly CompilationRemark[] {
  return policy.rules.flatMap((rule) => {
    const remarks = isExpired(rule, today)
      ? [`it expired on \`${rule.expires}\``]
      : remarksOf(rule, policy, names);
    return remarks.map((remark) => ({ rule: rule.id, remark }));
  });
}

function remarksOf(
  rule: EgressRule,
  policy: EgressPolicy,
  names: readonly AnsweredName[],
): readonly string[] {
  switch (rule.action) {
    case 'alert':
      return names.some(({ verdict }) => verdict.passes !== NO && verdict.alerts.includes(rule))
        ? []
        : ['no query is marked for it: DNS Firewall marks what it resolves, by name and for the whole VPC'];
    case 'pass': {
      const remarks = remarksOfPass(rule, policy, names);
      return remarks.length > 0 || isShown(rule, names) ? remarks : [whyNotShown(rule, names)];
    }
    default:
      return isShown(rule, names)
        ? []
        : ['no name is blocked for it: no rule passes it, or what it forbids is not every way to a name'];
  }
}

function remarksOfPass(
  rule: EgressRule,
  policy: EgressPolicy,
  names: readonly AnsweredName[],
): readonly string[] {
  const others = names.at(-1)?.verdict;
  const passesAny = others?.passing.includes(rule) === true;
  const carriesNone = isNameless(prepareNameRule(rule, policy)) && hasAddresses(rule, policy);
  const none = 'no name is resolved for it, because its flows carry none';
  return [
    ...(passesAny
      ? ['it passes by address, whatever the name: so every name is resolved but what is dropped']
      : []),
    ...(carriesNone && others?.passes === NO
      ? [`${none}: names that its clients ask go to \`alsoAllow\``]
      : carriesNone
        ? [`${none}: what its clients ask is resolved because every name is`]
        : []),
    ...servicesOf(rule, policy).map(
      (service) => `names of the endpoints of \`${service}\` are not known: they go to \`alsoAllow\``,
    ),
  ];
}

/** Whether a list is for the rule. */
function isShown(rule: EgressRule, names: readonly AnsweredName[]): boolean {
  return names.some(({ owner, isListed }) => isListed && owner === rule);
}

function whyNotShown(rule: EgressRule, names: readonly AnsweredName[]): string {
  return names.some(({ verdict }) => verdict.passing.includes(rule))
    ? 'no list is for it: what it passes is resolved by lists of other rules'
    : 'no name is resolved for it: rules before it decide all that it passes';
}

function hasAddresses(rule: EgressRule, { sets }: EgressPolicy): boolean {
  return resolveDestinations(rule.destinations, sets).some((one) => !('service' in one));
}

function servicesOf(rule: EgressRule, { sets }: EgressPolicy): readonly string[] {
  const services = resolveDestinations(rule.destinations, sets).flatMap((one) =>
    'service' in one ? [one.service] : [],
  );
  return [...new Set(services)];
}
