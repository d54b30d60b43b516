import type { Problem } from '@inspected-egress/problem';
import { engineRefusedRule, engineStopped, engineWarned } from '../errors';
import type { EngineRun } from './engine';
import type { EngineMessage } from './engine-files';

const PARSE_ERROR = /^error parsing signature .* at line (\d+)$/s;
/** Follows every refused rule when errors are fatal, and says nothing more. */
const AFTERMATH =
  /^(Loading signatures failed|\d+ rule files? processed|no rules were loaded|Failed to|signature parsing)/i;

/** As {@link findLoadProblems}; a run that failed always has a problem, even if the engine did not log why. */
export function findRunProblems(
  { succeeded, output }: EngineRun,
  messages: readonly EngineMessage[],
  pathOf: (line: number) => string,
): Problem[] {
  const problems = findLoadProblems(messages, pathOf);
  return problems.length === 0 && !succeeded ? [engineStopped(output)] : problems;
}

/**
 * What the engine had against the rules. It says why, and in its next message which line.
 * @param pathOf - where a line of the engine's file stands in the caller's input
 */
function findLoadProblems(messages: readonly EngineMessage[], pathOf: (line: number) => string): Problem[] {
  const problems: Problem[] = [];
  const lines = new Set<number>();
  let reasons: string[] = [];
  for (const { level, text } of messages) {
    const line = PARSE_ERROR.exec(text)?.[1];
    if (line !== undefined) {
      if (!lines.has(Number(line))) {
        problems.push(
          engineRefusedRule(pathOf(Number(line)), reasons.join(': ') || 'error parsing signature'),
        );
      }
      lines.add(Number(line));
      reasons = [];
    } else if (level === 'Warning') {
      problems.push(engineWarned(text));
    } else if (level === 'Error' && !AFTERMATH.test(text)) {
      reasons.push(text);
    }
  }
  // A warning of no line, as that no rules were loaded, may follow from the lines that are already refused.
  if (lines.size > 0) return problems.filter(({ path }) => path !== '');
  return problems.length === 0 ? reasons.map(engineStopped) : problems;
}
