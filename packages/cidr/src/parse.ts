/**
 * Only canonical text is read; anything else is a {@link Problem} that says what to write instead.
 *
 * Laws, each proved by name in `test/parse.test.ts`:
 * - text is read if and only if formatting what was read gives the same text;
 * - everything this package formats is read;
 * - what a remedy says to write is read.
 */
import { PlanError, problemUnder, throwProblems, type Problem } from '@inspected-egress/problem';
import type { Address } from './address';
import type { CidrBlock } from './cidr-block';
import { explainText } from './explain-text';
import { readAddress, readBlock } from './read-text';

/**
 * @param text - canonical: `10.0.0.0/16`, `2001:db8::/56`
 * @param path - where the text stands in the caller's input
 * @default path - none, and the message starts with what is wrong
 * @throws PlanError CIDR101 to CIDR113, with the correction where there is one
 */
export function parseCidrBlock(text: string, path = ''): CidrBlock {
  return readBlock(text) ?? refuse('address block', explainText(text, 'block', path));
}

/** As {@link parseCidrBlock} for a list; one error holds the problems of all its members. */
export function parseCidrBlocks(texts: readonly string[], path = ''): CidrBlock[] {
  const blocks: CidrBlock[] = [];
  const problems: Problem[] = [];
  for (const [index, text] of texts.entries()) {
    const block = readBlock(text);
    if (block === undefined) problems.push(problemUnder(path, explainText(text, 'block', `[${index}]`)));
    else blocks.push(block);
  }
  throwProblems('address blocks', problems);
  return blocks;
}

/** What keeps a text from being an address block, or undefined when {@link parseCidrBlock} reads it. */
export function findCidrBlockProblem(text: string, path: string): Problem | undefined {
  return readBlock(text) === undefined ? explainText(text, 'block', path) : undefined;
}

/**
 * @param text - canonical: `10.0.0.1`, `2001:db8::1`
 * @param path - where the text stands in the caller's input
 * @default path - none, and the message starts with what is wrong
 * @throws PlanError CIDR101 to CIDR114, with the correction where there is one
 */
export function parseAddress(text: string, path = ''): Address {
  return readAddress(text) ?? refuse('address', explainText(text, 'address', path));
}

/** What keeps a text from being an address, or undefined when {@link parseAddress} reads it. */
export function findAddressProblem(text: string, path: string): Problem | undefined {
  return readAddress(text) === undefined ? explainText(text, 'address', path) : undefined;
}

function refuse(subject: string, problem: Problem): never {
  throw new PlanError(subject, [problem]);
}
