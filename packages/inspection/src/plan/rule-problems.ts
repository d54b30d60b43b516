import { isToken, problemUnder, type Problem } from '@inspected-egress/problem';
import {
  actionUnknown,
  keywordUnsupported,
  pcreAlone,
  portVariable,
  priorityInStrictOrder,
  protocolUnknown,
  protocolUnsupported,
  ruleTooLong,
  ruleUnreadable,
  rulesToken,
  setReference,
  sidMissing,
  sidOutOfRange,
  strictDropsHandshake,
  variableUndefined,
} from '../errors';
import { LONGEST_BLOCK_TEXT, MAX_RULE_LENGTH, MAX_SID } from '../limits';
import {
  isProtocol,
  needsHandshake,
  PCRE_COMPANIONS,
  RULE_ACTIONS,
  UNSUPPORTED_KEYWORDS,
  UNSUPPORTED_PROTOCOLS,
} from './engine-surface';
import { readRule, setReferencesOf, variablesOf, type RuleLine, type SuricataRule } from './suricata-rule';

/** What a rule is checked against. */
export interface RuleSurroundings {
  /** Every variable that the rule may name, with its blocks. */
  readonly variables: ReadonlyMap<string, readonly string[]>;
  /** Names of the IP sets that the rule may refer to. */
  readonly references: readonly string[];
  /** Whether the policy drops the TCP handshake of what no rule matched. */
  readonly dropsHandshake: boolean;
}

/** Problems of one line, and its sid for the comparison with other rules. */
export interface CheckedRule {
  readonly sid?: string;
  readonly problems: readonly Problem[];
}

/**
 * What AWS would refuse at apply, and what could never match. Not a Suricata parser: keywords that the engine does not
 * know are left to the engine.
 */
export function checkRule(line: RuleLine, surroundings: RuleSurroundings): CheckedRule {
  const path = `line ${line.number}`;
  if (line.text.includes('${')) return { problems: [rulesToken(path, line.text)] };
  const rule = readRule(line.text);
  if ('unreadable' in rule) return { problems: [ruleUnreadable(path, line.text, rule.unreadable)] };
  const sid = rule.options.find(({ keyword }) => keyword === 'sid')?.value;
  const numbered = sid !== undefined && /^\d+$/.test(sid);
  const problems = [
    ...(RULE_ACTIONS.includes(rule.action) ? [] : [actionUnknown(path, rule.action)]),
    ...(numbered ? findSidProblems(path, sid) : [sidMissing(path)]),
    ...findSurfaceProblems(path, rule),
    ...findVariableProblems(path, rule, surroundings),
    ...findLengthProblems(path, line.text, surroundings),
    ...findHandshakeProblems(path, rule, surroundings),
  ];
  return numbered ? { sid, problems } : { problems };
}

function findSidProblems(path: string, sid: string): readonly Problem[] {
  return Number(sid) >= 1 && Number(sid) <= MAX_SID ? [] : [sidOutOfRange(path, sid)];
}

/** The same problems, seen from the group's text. */
export function underRules(path: string, problems: readonly Problem[]): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, path: `${path} ${problem.path}` }));
}

/** Keywords and protocols that Network Firewall leaves out of Suricata. */
function findSurfaceProblems(path: string, { protocol, options }: SuricataRule): readonly Problem[] {
  const keywords = options.map(({ keyword }) => keyword);
  const feature = UNSUPPORTED_PROTOCOLS.get(protocol);
  return [
    ...(feature !== undefined
      ? [protocolUnsupported(path, protocol, feature)]
      : isProtocol(protocol)
        ? []
        : [protocolUnknown(path, protocol)]),
    ...[...new Set(keywords)].flatMap((keyword) => {
      const reason = UNSUPPORTED_KEYWORDS.get(keyword);
      return reason === undefined ? [] : [keywordUnsupported(path, keyword, reason)];
    }),
    ...(keywords.includes('priority') ? [priorityInStrictOrder(path)] : []),
    ...(keywords.includes('pcre') && !keywords.some((keyword) => PCRE_COMPANIONS.includes(keyword))
      ? [pcreAlone(path, PCRE_COMPANIONS)]
      : []),
  ];
}

function findVariableProblems(
  path: string,
  rule: SuricataRule,
  { variables, references }: RuleSurroundings,
): readonly Problem[] {
  const named = variablesOf(rule);
  return [
    ...named.addresses.filter((name) => !variables.has(name)).map((name) => variableUndefined(path, name)),
    ...named.ports.map((name) => portVariable(path, name)),
    ...setReferencesOf(rule)
      .filter((name) => !references.includes(name))
      .map((name) => setReference(path, name)),
  ];
}

/** AWS counts a rule with its variables written out; a block that is a token counts as the longest there is. */
function findLengthProblems(path: string, text: string, { variables }: RuleSurroundings): readonly Problem[] {
  const expanded = text.replace(/\$([A-Za-z0-9_]+)/g, (name, key: string) => {
    const blocks = variables.get(key);
    if (blocks === undefined) return name;
    return `[${blocks.map((block) => (isToken(block) ? '0'.repeat(LONGEST_BLOCK_TEXT) : block)).join(',')}]`;
  });
  return expanded.length > MAX_RULE_LENGTH ? [ruleTooLong(path, expanded.length)] : [];
}

function findHandshakeProblems(
  path: string,
  rule: SuricataRule,
  { dropsHandshake }: RuleSurroundings,
): readonly Problem[] {
  const keywords = rule.options.map(({ keyword }) => keyword);
  if (!dropsHandshake || rule.action !== 'pass' || !needsHandshake(rule.protocol, keywords)) return [];
  return [strictDropsHandshake(path, `\`${rule.protocol}\` to be recognised`)];
}

/** Prefix for problems of a list element. */
export function underGroup(index: number, problem: Problem): Problem {
  return problemUnder(`ruleGroups[${index}]`, problem);
}
