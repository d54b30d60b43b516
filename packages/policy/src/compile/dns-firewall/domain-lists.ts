import { createHash } from 'node:crypto';
import type { EgressRule } from '../../model';
import type { Answer, AnsweredName } from './answers';
import { DOMAINS_PER_CALL, NAME_LENGTH } from './limits';

/** Names with one answer, for one rule of DNS Firewall. */
export interface DomainList {
  readonly name: string;
  readonly answer: Answer;
  readonly level: number;
  /** Absent for the list that holds `*` alone. */
  readonly owner?: EgressRule;
  readonly domains: readonly string[];
  /** Alert rules that want some of the names marked, in order. */
  readonly alerts: readonly EgressRule[];
}

/**
 * A list, or several, for each rule of the policy. Another rule, or another name in a rule, moves no name from list to list:
 * while a name moves it would be in neither. Only a list that outgrows what one call takes is split. The name of the policy is
 * in none: AWS renames no list, so that another name would put others in the place of all.
 */
export function planDomainLists(names: readonly AnsweredName[]): readonly DomainList[] {
  const groups = new Map<string, AnsweredName[]>();
  const others = names.at(-1);
  for (const one of names) {
    if (!one.isListed) continue;
    // At levels 0 and 1 a rule has two lists of one answer only where every name is marked; elsewhere the answer changes there.
    const isTwice = one.level === 1 && one.answer === 'alert' && others?.answer === 'alert';
    const level = one.level > 1 || isTwice ? [String(one.level)] : [];
    const parts = one.owner === undefined ? ['any-name'] : [one.owner.id, one.answer, ...level];
    const key = formatName(parts);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups].flatMap(([key, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const { answer, level, owner } = first;
    return split(group.map(({ name }) => name)).map((domains, index, parts) => ({
      name: parts.length === 1 ? key : formatName([key, `${index + 1}-of-${parts.length}`]),
      answer,
      level,
      ...(owner === undefined ? {} : { owner }),
      domains: [...domains].sort(),
      alerts: answer === 'alert' ? [...new Set(group.flatMap(({ verdict }) => verdict.alerts))] : [],
    }));
  });
}

/** Underscores, which no id has, keep different parts different names. What is too long ends in a digest of the whole. */
export function formatName(parts: readonly string[]): string {
  const text = parts.join('_');
  if (text.length <= NAME_LENGTH) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return `${text.slice(0, NAME_LENGTH - digest.length - 1)}_${digest}`;
}

/** By digests, in halves of halves. */
function split(names: readonly string[]): readonly (readonly string[])[] {
  for (let count = 1; ; count *= 2) {
    const parts = Array.from({ length: count }, (): string[] => []);
    for (const name of names) parts[count === 1 ? 0 : digestOf(name) % count]?.push(name);
    if (parts.every((part) => part.length <= DOMAINS_PER_CALL)) return parts;
  }
}

function digestOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0);
}
