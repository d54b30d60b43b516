import { count, table } from '../outputs/table';
import { formText } from '../verify-report/outcome';
import { groupChanges } from './change-lines';
import type { ComparedInput, Comparison } from './comparison';

/** By status. */
export const CHANGES = [
  'nothing is gained or lost',
  'something is gained or lost',
  'nothing is surely gained or lost, and something may be',
];

/** For a reviewer: what becomes otherwise of packets, then what policies say otherwise, then what nobody knows. */
export function describeComparison(comparison: Comparison): readonly string[] {
  const { before, after, status, undetermined } = comparison;
  return [
    `=== ${nameOf(before)} to ${nameOf(after)}: ${CHANGES[status]}`,
    ...groupChanges(comparison).flatMap(({ subject, constructPath, changes }) => [
      '',
      `\`${subject}\`${constructPath === undefined ? '' : `, construct \`${constructPath}\``}`,
      ...changes.flatMap(({ sign, title, more }) => [
        `  ${sign.padEnd(6)}  ${title}`,
        ...more.map((line) => `            ${line}`),
      ]),
    ]),
    ...(undetermined.length === 0 ? [] : ['', 'undetermined']),
    ...table(undetermined.map(({ subject, aspect, because }) => [`  \`${subject}\``, aspect, because])),
    ...describeSubnets(before, after),
    ...[before, after].flatMap(({ notes, input }) =>
      [...new Set(notes)].map((note) => `note on ${input}: ${note}`),
    ),
  ];
}

/** `plan.json (plan)`. */
export function nameOf({ input, form }: ComparedInput): string {
  return `${input} (${formText(form)})`;
}

/** Once where both inputs say the same. */
function describeSubnets(before: ComparedInput, after: ComparedInput): readonly string[] {
  const [then, now] = [before, after].map(({ subnets }) => [
    '',
    `${count(subnets.filter(({ isJudged }) => isJudged).length, 'subnet')} judged, ${subnets.filter(({ isJudged }) => !isJudged).length} not`,
    ...table(
      subnets.map(({ subnet, isJudged, because }) => [
        `  \`${subnet}\``,
        isJudged ? 'judged' : 'not judged',
        because,
      ]),
    ),
  ]);
  if (then?.join('\n') === now?.join('\n')) return now ?? [];
  return [before, after].flatMap(({ input }, index) => {
    const [blank = '', title = '', ...rows] = (index === 0 ? then : now) ?? [];
    return [blank, `${title} in ${input}`, ...rows];
  });
}
