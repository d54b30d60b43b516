import { formatProblem, showControls, type Problem } from '@inspected-egress/problem';
import type { InputProblem } from '../errors';
import type { TextSink } from '../io';

/** Lines for people. What a terminal would obey is written out, line breaks too, so that no name makes a line. */
export function printLines(sink: TextSink, lines: readonly string[]): void {
  const shown = lines.map((line) => line.replace(/[^\t]+/g, showControls));
  if (lines.length > 0) sink.write(`${shown.join('\n')}\n`);
}

/** One JSON value, exact, and pure enough for a terminal: `\u` in place of what it would obey. */
export function printJson(sink: TextSink, value: unknown): void {
  const escaped = JSON.stringify(value, undefined, 2).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character === '\n'
      ? character
      : [...Array(character.length).keys()]
          .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
          .join(''),
  );
  sink.write(`${escaped}\n`);
}

/** One line: the file if there is one, then as everywhere. */
export function describeProblem(problem: Problem): string {
  const { file } = problem as InputProblem;
  return `${file === undefined ? 'egress' : file}: ${formatProblem(problem)}`;
}
