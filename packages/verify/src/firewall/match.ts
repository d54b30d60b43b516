/** Whether a rule, or a part of one, is about a packet. Unknown is an answer, and says why. */
export type Match =
  | { readonly is: 'match' }
  | { readonly is: 'no match' }
  | { readonly is: 'unknown'; readonly because: string };

export const MATCH: Match = { is: 'match' };
export const NO_MATCH: Match = { is: 'no match' };

/** @param because - completes "it is not known whether it matches: …"; no capital first letter, no final period */
export function unsure(because: string): Match {
  return { is: 'unknown', because };
}

export function matchIf(condition: boolean): Match {
  return condition ? MATCH : NO_MATCH;
}

/** One that does not match is enough that all do not, whatever the others are. */
export function matchAll(matches: Iterable<Match>): Match {
  let doubt: Match = MATCH;
  for (const match of matches) {
    if (match.is === 'no match') return match;
    if (match.is === 'unknown' && doubt.is === 'match') doubt = match;
  }
  return doubt;
}

export function matchAny(matches: Iterable<Match>): Match {
  let doubt: Match = NO_MATCH;
  for (const match of matches) {
    if (match.is === 'match') return match;
    if (match.is === 'unknown' && doubt.is === 'no match') doubt = match;
  }
  return doubt;
}

export function matchUnless(match: Match): Match {
  if (match.is === 'unknown') return match;
  return match.is === 'match' ? NO_MATCH : MATCH;
}
