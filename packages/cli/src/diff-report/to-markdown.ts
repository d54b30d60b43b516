import { fitBlocks, type ReportBlock } from '../outputs/fit-blocks';
import { code, details, htmlCode, markdownTable, prose } from '../outputs/markdown';
import { count } from '../outputs/table';
import { formText } from '../verify-report/outcome';
import { groupChanges, type SubjectChanges } from './change-lines';
import type { ComparedInput, Comparison, PlainDoubt } from './comparison';
import { CHANGES } from './describe-comparison';

/** Stays the same, so that whoever posts the report finds the one before and replaces it. */
export const DIFF_MARKER = '<!-- inspected-egress: diff -->';

/** The comparison as a comment on a change: what is gained and lost first, all else folded away. */
export function diffToMarkdown(comparison: Comparison): readonly string[] {
  const { before, after, status, undetermined } = comparison;
  const head = [
    DIFF_MARKER,
    `## Egress: ${CHANGES[status] ?? ''}`,
    '',
    `Before: ${inputText(before)}`,
    '',
    `After: ${inputText(after)}`,
  ];
  return fitBlocks(
    head,
    [
      ...groupChanges(comparison).map(changes),
      ...undetermined.map(doubt),
      ...[before, after].map(subnets),
      ...[before, after].flatMap(notes),
    ],
    (left) =>
      `**${count(left, 'part')} of this report left out: a comment can hold no more.** \`egress diff\` prints all.`,
  );
}

function inputText({ input, form }: ComparedInput): string {
  return `${code(input)} (${prose(formText(form))})`;
}

function changes({ subject, constructPath, changes: all }: SubjectChanges): ReportBlock {
  const title = `### ${code(subject)}`;
  const path = constructPath === undefined ? [] : [`Construct ${code(constructPath)}`, ''];
  const lines = all.flatMap(({ sign, title: what, more }) => [
    `- **${sign}** ${prose(what)}`,
    ...more.map((line) => `  - ${prose(line)}`),
  ]);
  const counts = (['lost', 'gained'] as const).map(
    (sign) => `${all.filter((one) => one.sign === sign).length} ${sign}`,
  );
  return { lines: [title, '', ...path, ...lines], short: [title, '', counts.join(', ')] };
}

function doubt({ subject, aspect, because }: PlainDoubt): ReportBlock {
  return { lines: [`- **undetermined** ${code(subject)}, ${prose(aspect)}: ${prose(because)}`] };
}

function subnets({ input, subnets: all }: ComparedInput): ReportBlock {
  const judged = all.filter(({ isJudged }) => isJudged).length;
  const title = `${count(judged, 'subnet')} judged, ${all.length - judged} not`;
  const rows = all.map(({ subnet, isJudged, because }) => [
    code(subnet),
    isJudged ? 'judged' : 'not judged',
    prose(because),
  ]);
  return {
    lines: details(`${title}, in ${htmlCode(input)}`, markdownTable(['subnet', '', 'because'], rows)),
    short: [`${title}, in ${code(input)}`],
  };
}

function notes({ input, notes: all }: ComparedInput): readonly ReportBlock[] {
  if (all.length === 0) return [];
  const told = [...new Set(all)].map((note) => `- ${prose(note)}`);
  return [{ lines: details(`Notes on ${htmlCode(input)}`, told) }];
}
