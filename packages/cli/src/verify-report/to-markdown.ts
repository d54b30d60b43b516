import { fitBlocks, type ReportBlock } from '../outputs/fit-blocks';
import { code, details, fenced, htmlCode, markdownTable, prose } from '../outputs/markdown';
import { count } from '../outputs/table';
import { bypassRows } from './describe-bypasses';
import { countChecks, openChecks } from './describe-checks';
import { describeSteps } from './describe-steps';
import { openQuestions } from './describe-undetermined';
import { countsText, formText, OUTCOMES } from './outcome';
import { packetText } from './tell-finding';
import type { ToldFinding, Verification } from './verification';

/** Stays the same, so that whoever posts the report finds the one before and replaces it. */
export const VERIFY_MARKER = '<!-- inspected-egress: verify -->';

/** The report as a comment on a change: what is violated first, then what is open, then all else, folded away. */
export function verifyToMarkdown(verifications: readonly Verification[], status: number): readonly string[] {
  const head = [VERIFY_MARKER, `## Egress: ${OUTCOMES[status] ?? ''}`];
  const blocksOf = (toBlocks: (one: Verification, where: Where) => readonly ReportBlock[]) =>
    verifications.flatMap((one) => toBlocks(one, verifications.length > 1 ? whereOf(one) : NOWHERE));
  return fitBlocks(
    head,
    [
      ...verifications.map(summary),
      ...blocksOf(({ findings }, where) =>
        violations(
          findings.filter(({ verdict }) => verdict === 'violated'),
          where,
        ),
      ),
      ...blocksOf(({ findings }, where) => questions(findings, where)),
      ...blocksOf(checks),
      ...blocksOf(subnets),
      ...blocksOf(bypasses),
      ...blocksOf(notes),
    ],
    (left) =>
      `**${count(left, 'part')} of this report left out: a comment can hold no more.** \`egress verify\` prints all.`,
  );
}

/** Which of several inputs something is of: in Markdown, and in HTML. */
interface Where {
  readonly markdown: string;
  readonly html: string;
}
const NOWHERE: Where = { markdown: '', html: '' };

function whereOf({ input }: Verification): Where {
  return { markdown: ` in ${code(input)}`, html: ` in ${htmlCode(input)}` };
}

function summary({ input, form, status, promises }: Verification): ReportBlock {
  const rows = promises.map((one) => [
    one.promise,
    one.verdict === 'proved' ? 'proved' : `**${one.verdict}**`,
    countsText(one),
    one.required ? '' : 'not required',
  ]);
  const title = `${code(input)} (${prose(formText(form))}): ${OUTCOMES[status] ?? ''}`;
  return {
    lines: [title, '', ...markdownTable(['promise', 'verdict', 'findings', ''], rows)],
    short: [title],
  };
}

/** Steps of one way are told once. */
function violations(findings: readonly ToldFinding[], where: Where): readonly ReportBlock[] {
  const told = new Map<string, string>();
  return findings.map((finding) => {
    const said = violation(finding, where);
    const steps = describeSteps(finding.out, finding.back).map((line) => line.replace(/^ {2}/, ''));
    if (steps.length === 0) return { lines: said };
    const before = told.get(steps.join('\n'));
    if (before !== undefined) return { lines: [...said, `- steps: as above, of ${before}`] };
    told.set(steps.join('\n'), finding.promise);
    return {
      lines: [...said, '', ...details('Steps of the packet and of its reply', fenced(steps))],
      short: said,
    };
  });
}

function violation(finding: ToldFinding, where: Where): readonly string[] {
  const { promise, code: kind, subject, constructPath, because, witness, remedy } = finding;
  const path = constructPath === undefined ? '' : `, construct ${code(constructPath)}`;
  return [
    `### Violated: ${promise} ${code(kind)}${where.markdown}`,
    '',
    `${code(subject)}${path}: ${prose(because)}`,
    '',
    ...(witness === undefined ? [] : [`- packet: ${code(packetText(witness))}`]),
    `- remedy: ${prose(remedy)}`,
  ];
}

function questions(findings: readonly ToldFinding[], where: Where): readonly ReportBlock[] {
  return openQuestions(findings.filter(({ verdict }) => verdict === 'undetermined')).map(
    ({ reason, promises, remedies }) => {
      const said = [`### Undetermined${where.markdown}`, '', prose(reason.trim())];
      const open = [
        ...promises.map((line) => `- ${prose(line)}`),
        ...remedies.map((one) => `- remedy: ${prose(one)}`),
      ];
      return { lines: [...said, '', ...details('What it leaves open', open)], short: said };
    },
  );
}

function checks({ checks: all }: Verification, where: Where): readonly ReportBlock[] {
  if (all.length === 0) return [];
  const rows = openChecks(all).map(({ verdict, checks: ids, severity, subjects: about, said }) => [
    verdict,
    ids.join(', '),
    severity,
    about.map(code).join(', ') || 'the input',
    prose(said),
  ]);
  const titleOf = (place: string) => `Checks${place}: ${countChecks(all)}`;
  const title = titleOf(where.markdown);
  const table = markdownTable(['', 'check', 'severity', 'subject', ''], rows);
  return [{ lines: rows.length === 0 ? [title] : details(titleOf(where.html), table), short: [title] }];
}

function subnets({ subnets: all }: Verification, where: Where): readonly ReportBlock[] {
  const judged = all.filter(({ isJudged }) => isJudged).length;
  const titleOf = (place: string) =>
    judged === 0
      ? `No subnet is judged${place}, so nothing is proved`
      : `${count(judged, 'subnet')} judged, ${all.length - judged} not${place}`;
  const title = titleOf(where.markdown);
  const rows = all.map(({ subnet, isJudged, because }) => [
    code(subnet),
    isJudged ? 'judged' : 'not judged',
    prose(because),
  ]);
  const lines =
    rows.length === 0
      ? [title]
      : details(titleOf(where.html), markdownTable(['subnet', '', 'because'], rows));
  return [{ lines, short: [title] }];
}

function bypasses({ bypasses: all, subnets }: Verification, where: Where): readonly ReportBlock[] {
  if (all.length === 0) return [];
  const judged = subnets.filter(({ isJudged }) => isJudged).length;
  const open = all.filter(({ limit }) => limit.is === 'open').length;
  const titleOf = (place: string) => `${count(all.length, 'way')} past inspection${place}, ${open} open`;
  const rows = bypassRows(all, judged).map(([noun, target, limit, because, of]) => [
    noun,
    code(target),
    limit === 'open' ? '**open**' : limit,
    prose(because),
    of,
  ]);
  const table = markdownTable(['', 'target', '', 'because', ''], rows);
  return [{ lines: details(titleOf(where.html), table), short: [titleOf(where.markdown)] }];
}

function notes({ acceptedBypasses, notes: all }: Verification, where: Where): readonly ReportBlock[] {
  const bypasses = acceptedBypasses.map(({ target, reason }) => `- ${code(target)}: ${prose(reason)}`);
  const told = [...new Set(all)].map((note) => `- ${prose(note)}`);
  return [
    ...(bypasses.length === 0 ? [] : [{ lines: [`Accepted bypasses${where.markdown}`, '', ...bypasses] }]),
    ...(told.length === 0 ? [] : [{ lines: details(`Notes on the input${where.html}`, told) }]),
  ];
}
