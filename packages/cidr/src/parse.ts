/**
 * Only canonical text is read; anything else is a {@link Problem} that says what to write instead.
 *
 * Laws, each proved by name in `test/parse.test.ts`:
 * - text is read if and only if formatting what was read gives the same text;
 * - everything this package formats is read;
 * - what a remedy says to write is read.
 */
import { Address4, Address6 } from 'ip-address';
import { PlanError, problemUnder, throwProblems, type Problem } from '@inspected-egress/problem';
import { ADDRESS_BITS, formatAddress, makeAddress, type Address } from './address';
import { blockEnd, formatCidrBlock, makeBlock, type CidrBlock } from './cidr-block';
import { explainText } from './explain-text';

// Longest canonical text: eight groups of four digits, seven colons, a slash and three digits.
const LONGEST_TEXT = 43;

/**
 * @param text - canonical: `10.0.0.0/16`, `2001:db8::/56`
 * @param path - where the text stands in the caller's input, for the message
 * @throws PlanError CIDR101 to CIDR113, with the correction where there is one
 */
export function parseCidrBlock(text: string, path = ''): CidrBlock {
  return readBlock(text) ?? refuse('address block', explainText(text, 'block', path));
}

/** As {@link parseCidrBlock} for a list: one error holds the problems of all its members. */
export function parseCidrBlocks(texts: readonly string[], path = ''): CidrBlock[] {
  const blocks = texts.map(readBlock);
  throwProblems(
    'address blocks',
    texts.flatMap((text, index) =>
      blocks[index] === undefined ? [problemUnder(path, explainText(text, 'block', `[${index}]`))] : [],
    ),
  );
  return blocks.filter((block) => block !== undefined);
}

/** What keeps a text from being an address block, or undefined when {@link parseCidrBlock} reads it. */
export function findCidrBlockProblem(text: string, path: string): Problem | undefined {
  return readBlock(text) === undefined ? explainText(text, 'block', path) : undefined;
}

/**
 * @param text - canonical: `10.0.0.1`, `2001:db8::1`
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
