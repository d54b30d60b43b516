import type { FirewallRuleGroup } from '../../graph/firewall-rule-group';
import { known, unknown } from '../../graph/known';
import { ruleLines } from '../../firewall/rule/rule-lines';
import type { Side } from '../side';
import { canonical, type Canonical } from './canonical';

/** What names or sizes a group, and has no say in what its rules do. */
const BESIDE = new Set(['key', 'constructPath', 'id', 'isDeclared', 'type', 'capacity', 'ruleOrder']);

/** A group holds rules of one of these. */
const KINDS = new Set(['rulesText', 'domainList', 'statefulRules', 'statelessRules']);

/** The rules of a group, one statement each; then all else that it says, whatever that is. */
export function ruleStatements(side: Side, group: FirewallRuleGroup): readonly Canonical[] {
  const fields = Object.entries(group).filter(([name]) => !BESIDE.has(name));
  const hasRules = fields.some(([name]) => KINDS.has(name));
  const missing = hasRules
    ? []
    : [canonical(side, unknown(`the rules of \`${group.key}\` are not in the input`))];
  const said = fields.flatMap(([name, fact]) => {
    const value = isKnownFact(fact) ? fact.value : undefined;
    if (name === 'rulesText' && typeof value === 'string')
      return rulesOf(value).map((rule) => canonical(side, rule));
    if (name === 'domainList' && value !== undefined)
      return domainsOf(value as Domains).map((one) => canonical(side, one));
    if (Array.isArray(value)) return inPriorityOrder(value).map((one) => canonical(side, one));
    if (value instanceof Map)
      return [...value].sort().map(([set, members]) => canonical(side, new Map([[set, members]])));
    return [canonical(side, fact)];
  });
  return [...missing, ...said];
}

type Domains = Extract<NonNullable<FirewallRuleGroup['domainList']>, { is: 'known' }>['value'];

function isKnownFact(fact: unknown): fact is { value: unknown } {
  return typeof fact === 'object' && fact !== null && 'is' in fact && fact.is === 'known' && 'value' in fact;
}

/** Options that name a rule, or tell people of it. Suricata user guide 7.0, "Meta Keywords". */
const NAMING = new Set(['msg', 'sid', 'rev', 'gid', 'reference', 'metadata', 'target']);

/** The rules of a text, without what has no say in what they do: comments, names, white space. */
export function rulesOf(text: string): readonly string[] {
  return ruleLines(text).map(({ text: line }) => {
    const [, head = line, body] = /^([^(]*)\((.*)\)\s*;?\s*$/u.exec(line) ?? [];
    const words = head.trim().replace(/\s+/g, ' ');
    if (body === undefined) return words;
    const options = splitOptions(body).filter((option) => !NAMING.has(option.split(':')[0]?.trim() ?? ''));
    return options.length === 0 ? words : `${words} (${options.join('; ')})`;
  });
}

/** Options end with a semicolon, except within quotes or after a backslash. */
function splitOptions(body: string): readonly string[] {
  const options = body.match(/(?:"(?:[^"\\]|\\.)*"|\\.|[^;"]|")+/gu) ?? [];
  return options
    .map((option) => option.trim().replace(/^(\w[\w.]*)\s*:\s*/u, '$1:'))
    .filter((option) => option !== '');
}

function domainsOf({ generatedRulesType, targets, targetTypes }: Domains): readonly string[] {
  const types = [...targetTypes].sort().join(' and ');
  return [...new Set(targets)].sort().map((target) => `${generatedRulesType} ${target} of ${types}`);
}

/** Rules with a number of their own are asked from the lowest; the number itself says nothing more. */
function inPriorityOrder(rules: readonly unknown[]): readonly unknown[] {
  const numbers = rules.map(priorityOf);
  if (numbers.includes(undefined)) return rules;
  return rules
    .map((rule, index) => ({ rule, number: numbers[index] ?? 0 }))
    .sort((a, b) => a.number - b.number)
    .map(({ rule }) => ({ ...(rule as object), priority: known('in order') }));
}

function priorityOf(rule: unknown): number | undefined {
  const priority =
    typeof rule === 'object' && rule !== null && 'priority' in rule ? rule.priority : undefined;
  return isKnownFact(priority) && typeof priority.value === 'number' ? priority.value : undefined;
}
