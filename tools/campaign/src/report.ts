import type { PromiseId } from '@inspected-egress/verify';
import { PROMISES } from '@inspected-egress/verify';
import { exceptionFor } from './exceptions';
import type { Operator } from './operator';
import type { Campaign } from './run-campaign';
import { table } from './table';
import type { Fate } from './try-mutant';

/** The campaign as a page. */
export function reportOf({ inputs, fates }: Campaign, operators: readonly Operator[]): string {
  const isNeutral = (id: string) => operators.find((one) => one.id === id)?.expects === 'changes nothing';
  const mistakes = operators.filter(({ id }) => !isNeutral(id));
  const neutral = operators.filter(({ id }) => isNeutral(id));
  const of = (id: string) => fates.filter(({ operator }) => operator === id);
  const broken = fates.filter(({ operator }) => !isNeutral(operator));
  return `# Mutation campaign

Every environment of the reference architecture and every example is broken on purpose, one mistake at a time, and
\`packages/verify\` has to notice. This page is generated: \`node tools/campaign/dist/main.js --write\`; \`npm test -- --tier
campaign\` makes it anew and fails when it is stale.

- **What a mistake is** is written by hand: what it does, and which promises it has to break, or that packets go another way
  and only \`egress diff\` has to tell. A mutant that does less than was said fails the campaign.
- **Whether a mutant changes anything** is not asked of the verifier: a plain reader of the Terraform JSON and a simulator,
  which share no code with it, send a packet to every stretch of addresses that something tells apart, and its reply back,
  and ask for names; before and after.
- **Whether the verifier is right** is asked of the same packets: it may prove nothing that one of them breaks, and find
  nothing broken that none of them breaks.
- **Neutral changes** have to change nothing: no packet, no verdict, and no difference.

${String(broken.length)} mutants by ${String(mistakes.length)} operators, ${String(broken.filter(({ caughtBy }) => caughtBy.length > 0).length)} of them caught by a promise and ${String(broken.filter((fate) => fate.caughtBy.length === 0 && fate.difference !== 'none').length)} by the difference alone;
${String(fates.length - broken.length)} neutral changes by ${String(neutral.length)} operators.

## Mistakes

${table(
  [
    'operator',
    'what it does',
    'mutants',
    'caught by a promise',
    'by the difference alone',
    'promises that caught it',
  ],
  mistakes.map(({ id, does }) => [
    `\`${id}\``,
    does,
    String(of(id).length),
    String(of(id).filter(({ caughtBy }) => caughtBy.length > 0).length),
    String(
      of(id).filter(({ caughtBy, difference }) => caughtBy.length === 0 && difference !== 'none').length,
    ),
    promisesText(of(id)),
  ]),
)}

## Neutral changes

${table(
  ['operator', 'what it does', 'made', 'noticed'],
  neutral.map(({ id, does }) => [
    `\`${id}\``,
    does,
    String(of(id).length),
    String(of(id).filter(({ problems }) => problems.length > 0).length),
  ]),
)}

## Survivors and exceptions

Mutants that break less than their operator says, and neutral changes that are noticed. Every other mutant is caught.

${table(['operator', 'input', 'what is other', 'because'], exceptionRows(fates))}

## Mutants of each input

${inputs.map((name, index) => `${String(index + 1)}. \`${name}\``).join('\n')}

${table(
  ['operator', ...inputs.map((_, index) => String(index + 1))],
  operators.map(({ id }) => [
    `\`${id}\``,
    ...inputs.map((input) => countText(of(id).filter((fate) => fate.input === input).length)),
  ]),
)}

## What packets cannot show

${table(
  ['operator', 'because'],
  operators.flatMap(({ id, beyondPackets }) =>
    beyondPackets === undefined ? [] : [[`\`${id}\``, beyondPackets]],
  ),
)}
`;
}

function promisesText(fates: readonly Fate[]): string {
  const caught = PROMISES.filter((promise: PromiseId) =>
    fates.some(({ caughtBy }) => caughtBy.includes(promise)),
  );
  return caught.map((promise) => `\`${promise}\``).join(', ');
}

function countText(count: number): string {
  return count === 0 ? '' : String(count);
}

function exceptionRows(fates: readonly Fate[]): string[][] {
  const rows = fates
    .filter(({ problems }) => problems.length > 0)
    .map(({ operator, input, problems }) => [
      `\`${operator}\``,
      `\`${input}\``,
      problems.join('; '),
      exceptionFor(operator, input)?.because ?? '',
    ]);
  return [...new Map(rows.map((row) => [row.join(), row])).values()];
}
