import type { Problem } from '@inspected-egress/problem';
import { malformedRule, missingSid, repeatedSid, unsupportedAction, unsupportedKeyword } from '../errors';
import { SUPPORTED_ACTIONS, UNSUPPORTED_KEYWORDS } from './limits';

export type RuleAction = (typeof SUPPORTED_ACTIONS)[number];

/** One rule, read no further than the emulation of strict order needs. */
export interface SuricataRule {
  /** In its rule group, counted from 1. */
  readonly line: number;
  readonly action: RuleAction;
  /** From the protocol to the destination port, as written. */
  readonly header: string;
  readonly options: readonly RuleOption[];
  readonly sid: number;
}

export interface RuleOption {
  readonly keyword: string;
  /** As written, without the `;`. */
  readonly text: string;
}

export interface RuleGroup {
  readonly rules: readonly SuricataRule[];
  readonly problems: readonly Problem[];
}

const RULE = /^(\w+)\s+([^(]+?)\s*\((.*)\)\s*$/;

/**
 * The rules of a group, one on each line; blank lines and lines that start with `#` are none.
 * @param path - where the group stands in the caller's input
 */
export function readRuleGroup(text: string, path = ''): RuleGroup {
  const rules: SuricataRule[] = [];
  const problems: Problem[] = [];
  const sids = new Set<number>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const rule = readRule(line.trim(), index + 1, linePath(path, index + 1), problems);
    if (rule === undefined) continue;
    if (sids.has(rule.sid)) problems.push(repeatedSid(linePath(path, rule.line), rule.sid));
    sids.add(rule.sid);
    rules.push(rule);
  }
  return { rules, problems };
}

export const linePath = (path: string, line: number): string =>
  `${path}${path === '' ? '' : ' '}line ${line}`;

function readRule(text: string, line: number, path: string, problems: Problem[]): SuricataRule | undefined {
  const [, action = '', header = '', body = ''] = RULE.exec(text) ?? [];
  if (action === '') {
    problems.push(malformedRule(path, text));
    return undefined;
  }
  const options = splitOptions(body);
  for (const { keyword } of options) {
    if (UNSUPPORTED_KEYWORDS.includes(keyword)) problems.push(unsupportedKeyword(path, keyword));
  }
  const sid = Number(options.find(({ keyword }) => keyword === 'sid')?.text.replace(/^sid\s*:\s*/, ''));
  if (!Number.isSafeInteger(sid)) problems.push(missingSid(path));
  const supported = SUPPORTED_ACTIONS.find((name) => name === action);
  if (supported === undefined) problems.push(unsupportedAction(path, action));
  return supported === undefined || !Number.isSafeInteger(sid)
    ? undefined
    : { line, action: supported, header, options, sid };
}

/** Options end at a `;` that is neither in quotes nor escaped. */
function splitOptions(body: string): RuleOption[] {
  return (body.match(/(?:\\.|"(?:\\.|[^"\\])*"|[^;"\\])+/g) ?? [])
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ keyword: (/^[^:\s]+/.exec(text)?.[0] ?? '').toLowerCase(), text }));
}
