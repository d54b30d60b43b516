/** Something wrong with an input, as a value: where it is, what it is, and the way out. */
export interface Problem {
  /** Stable identifier of the kind of problem, for example `NET103`. Public API. */
  readonly code: string;
  /** Where in the input, for example `zones[1].firewallEndpoint`. */
  readonly path: string;
  /** What is wrong, naming the value in backticks; no capital first letter, no final period. */
  readonly message: string;
  /** What to do about it, same form. */
  readonly remedy: string;
}

/** One line: `path: message; remedy [CODE]`. */
export function formatProblem(problem: Problem): string {
  const { code, path, message, remedy } = problem;
  return `${path}: ${message}; ${remedy} [${code}]`;
}

/** The same problem, seen from an input that holds the one it was found in. */
export function problemUnder(prefix: string, problem: Problem): Problem {
  const joint = problem.path === '' || problem.path.startsWith('[') ? '' : '.';
  return { ...problem, path: `${prefix}${joint}${problem.path}` };
}
