import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { findExamples } from './examples';
import { findFences, replaceFence } from './fences';
import { runExample } from './run-example';

/** A block of a README that does not do what the README says. */
export interface StaleExample {
  /** `README.md:12`, of the block's opening line. */
  readonly place: string;
  readonly why: string;
}

/** What a README was found to hold. */
export interface ReadmeCheck {
  readonly examples: number;
  readonly stale: readonly StaleExample[];
}

/**
 * Runs every example of a README and compares what it prints with what the README shows.
 *
 * @param write - puts the real output into the README instead of reporting the difference
 */
export function checkReadme(file: string, root: string, write: boolean): ReadmeCheck {
  let markdown = readFileSync(file, 'utf8');
  const examples = findExamples(findFences(markdown));
  const stale: StaleExample[] = [];
  // Last first: replacing an output moves only the lines below it.
  for (const example of [...examples].reverse()) {
    const place = `${relative(root, file)}:${example.line + 1}`;
    const outcome = runExample(example, dirname(file), root);
    if ('failure' in outcome) {
      stale.unshift({ place, why: outcome.failure });
    } else if (example.output !== undefined && !sameOutput(outcome.stdout, example.output.body)) {
      if (write) markdown = replaceFence(markdown, example.output, outcome.stdout);
      else stale.unshift({ place, why: firstDifference(example.output.body, outcome.stdout) });
    }
  }
  if (write) writeFileSync(file, markdown);
  return { examples: examples.length, stale };
}

// Another Terraform than the one that the README was written with prints the same.
const ENGINE_VERSION = /Terraform \d+\.\d+\.\d+/g;

function sameOutput(printed: string, shown: string): boolean {
  const [one, other] = [printed, shown].map((text) => text.replace(ENGINE_VERSION, 'Terraform').trimEnd());
  return one === other;
}

function firstDifference(shown: string, printed: string): string {
  const shownLines = shown.split('\n');
  const printedLines = printed.split('\n');
  const index = printedLines.findIndex((line, at) => line !== shownLines[at]);
  const at = index < 0 ? printedLines.length : index;
  return `line ${at + 1} of the output\n  README:  ${shownLines[at] ?? '(nothing)'}\n  printed: ${printedLines[at] ?? '(nothing)'}`;
}
