import { createHash } from 'node:crypto';
import { isToken, type Problem } from '@inspected-egress/problem';
import * as errors from '../../errors';
import type { EgressPolicy } from '../../model';
import { isExpired, type EvaluateOptions } from '../../evaluate';
import { resolveDestinations } from '../../resolve-destinations';
import { VARIABLE_NAME_LENGTH } from './limits';

type PrefixLists = Readonly<Record<string, readonly string[]>>;

const LONGEST_BLOCK_TEXT = 43; // an IPv6 block; stands for a token

/**
 * Variable that holds the blocks of a prefix list, for example `PL_0123456789abcdef0` for `pl-0123456789abcdef0`. An id
 * that is no part of a variable's name is in it by its digest, so that no two lists share one.
 */
export function prefixListVariable(id: string): string {
  const plain = /^pl-([0-9a-f]+)$/.exec(id)?.[1];
  if (plain !== undefined && plain.length + 3 <= VARIABLE_NAME_LENGTH) return `PL_${plain}`;
  return `LIST_${createHash('sha256').update(id).digest('hex')}`.slice(0, VARIABLE_NAME_LENGTH);
}

/** Rule groups know a prefix list by its blocks: without them a rule that names it has no text. */
export function findPrefixListProblems(
  policy: EgressPolicy,
  { prefixLists = {}, today }: EvaluateOptions & { readonly prefixLists?: PrefixLists },
): readonly Problem[] {
  const ids = policy.rules
    .filter((rule) => !isExpired(rule, today))
    .flatMap(({ destinations }) =>
      resolveDestinations(destinations, policy.sets).flatMap((one) =>
        'prefixList' in one ? [one.prefixList] : [],
      ),
    );
  return [...new Set(ids)]
    .filter((id) => (Object.hasOwn(prefixLists, id) ? (prefixLists[id]?.length ?? 0) : 0) === 0)
    .map((id) => errors.prefixListUnknown(`prefixLists.${id}`, id));
}

/** Characters of a rule with its variables written out, as AWS counts them. */
export function expandedLength(
  line: string,
  { homeNet, prefixLists = {} }: { readonly homeNet: readonly string[]; readonly prefixLists?: PrefixLists },
): number {
  const variables = new Map([
    ['HOME_NET', homeNet],
    ...Object.entries(prefixLists).map(([id, blocks]) => [prefixListVariable(id), blocks] as const),
  ]);
  return line.replace(/\$([A-Za-z0-9_]+)/g, (name, key: string) => {
    const blocks = variables.get(key);
    if (blocks === undefined) return name;
    return `[${blocks.map((block) => (isToken(block) ? '0'.repeat(LONGEST_BLOCK_TEXT) : block)).join(',')}]`;
  }).length;
}
