/** Something wrong with an input, as a value: where it is, what it is, and the way out. */
export interface Problem {
  /** Stable identifier of the kind of problem, for example `NET103`. Public API. */
  readonly code: string;
  /** Where in the input, for example `zones[1].firewallEndpoint`; empty when the input as a whole is meant. */
  readonly path: string;
  /** What is wrong, naming the value in backticks; no capital first letter, no final period. */
  readonly message: string;
  /** What to do about it, same form. */
  readonly remedy: string;
}

/**
 * One line: `path: message; remedy [CODE]`.
 *
 * A value in a message may come from anywhere, so characters that a terminal or a log obeys instead of
 * showing (line breaks, escape sequences, changes of writing direction) are written out, as in `\u{1b}`.
 */
export function formatProblem(problem: Problem): string {
  const { code, path, message, remedy } = problem;
  return showControls(`${path === '' ? '' : `${path}: `}${message}; ${remedy} [${code}]`);
}

/**
 * The same problem, seen from an input that holds the one it was found in: under `zones`, the path
 * `[1].cidrBlock` becomes `zones[1].cidrBlock`, and under `zones[1]`, `cidrBlock` becomes the same.
 */
export function problemUnder(prefix: string, problem: Problem): Problem {
  const joint = prefix === '' || problem.path === '' || problem.path.startsWith('[') ? '' : '.';
  return { ...problem, path: `${prefix}${joint}${problem.path}` };
}

/** Writes out what Unicode calls control, format, surrogate, line separator and paragraph separator. */
export function showControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
