import type { EgressPolicy } from '../../model';
import { conditionsOf, type AclTable, type Conditions, type Sight } from './conditions';
import type { PlannedRule } from './planned-rule';

/** Directives that decide, each with its word for yes and its word for no. */
const WORDS = {
  http_access: ['allow', 'deny'],
  ssl_bump: ['splice', 'terminate'],
} as const;

export type Directive = keyof typeof WORDS;

/** Lines of squid.conf with what they are about. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

export interface Decision {
  readonly directive: Directive;
  /** What must be besides. */
  readonly when: Conditions;
  readonly sight: Sight;
  /** What comes after the conditions of a rule that permits: a last question, or something to write down. */
  readonly then?: Conditions;
}

/**
 * The lines of one rule. The last ACL of each writes the rule into the log; that of an alert is followed by one that never
 * matches, so the search goes on. In `monitor` every line permits.
 */
export function decide(
  rule: PlannedRule,
  { directive, when, sight, then = [] }: Decision,
  mode: EgressPolicy['mode'],
  acls: AclTable,
): readonly string[] {
  const [yes, no] = WORDS[directive];
  const word = rule.action === 'pass' || mode === 'monitor' ? yes : no;
  const marks =
    rule.action === 'alert'
      ? [acls.define(`alert_${rule.label}`, 'annotate_transaction', [`alert+=${rule.id}`]), '!all']
      : [
          ...(word === yes ? then : []),
          acls.define(`by_${rule.label}`, 'annotate_transaction', [
            `rule=${rule.id}`,
            `verdict=${rule.action}`,
          ]),
        ];
  return conditionsOf(rule, sight, acls).map((conditions) =>
    [directive, rule.action === 'alert' ? no : word, ...when, ...conditions, ...marks].join(' '),
  );
}

/**
 * The same, but what is found is only written down, under `key`, and the search goes on to other questions: `note` ACLs
 * read it later. Asked in order, so the first that matches holds.
 */
export function writeDown(
  rule: PlannedRule,
  key: 'tls' | 'bytes',
  when: Conditions,
  sight: Sight,
  acls: AclTable,
): readonly string[] {
  const isJudged = acls.define(`${key}_judged`, 'note', [key]);
  const verdict = rule.action === 'pass' ? 'pass' : 'drop';
  const marks =
    rule.action === 'alert'
      ? [acls.define(`alert_${rule.label}`, 'annotate_transaction', [`alert+=${rule.id}`])]
      : [acls.define(`${key}_${verdict}`, 'annotate_transaction', [`${key}=${verdict}`])];
  return conditionsOf(rule, sight, acls).map((conditions) =>
    ['http_access deny', ...when, `!${isJudged}`, ...conditions, ...marks, '!all'].join(' '),
  );
}
