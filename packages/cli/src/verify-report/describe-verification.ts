import { count, table } from '../outputs/table';
import { isRemark } from '@inspected-egress/verify';
import { describeRemarks } from './describe-remarks';
import { describeBypasses } from './describe-bypasses';
import { describeChecks } from './describe-checks';
import { describeUndetermined } from './describe-undetermined';
import { describeViolations } from './describe-violations';
import { countsText, formText, OUTCOMES } from './outcome';
import type { PromiseSummary, Verification } from './verification';

/** For a reviewer: what holds, what does not and why, what nobody knows, and what all of this is about. */
export function describeVerification(verification: Verification): readonly string[] {
  const { input, form, notes, promises, findings, subnets, acceptedBypasses, checks } = verification;
  const judged = subnets.filter(({ isJudged }) => isJudged);
  const others = subnets.filter(({ isJudged }) => !isJudged);
  return [
    `=== ${input} (${formText(form)}): ${OUTCOMES[verification.status]}`,
    ...table(promises.map(promiseRow)),
    ...describeViolations(findings.filter(({ verdict }) => verdict === 'violated')),
    ...describeUndetermined(findings.filter(({ verdict }) => verdict === 'undetermined')),
    ...describeRemarks(findings.filter(isRemark)),
    ...describeChecks(checks),
    '',
    judged.length === 0
      ? 'no subnet is judged, so nothing is proved'
      : `${count(judged.length, 'subnet')} judged`,
    ...table(judged.map(({ subnet, because }) => [`  \`${subnet}\``, because])),
    ...(others.length === 0 ? [] : [`${count(others.length, 'subnet')} not judged`]),
    ...table(others.map(({ subnet, because }) => [`  \`${subnet}\``, because])),
    ...(acceptedBypasses.length === 0 ? [] : ['accepted bypasses']),
    ...table(acceptedBypasses.map(({ target, reason }) => [`  \`${target}\``, reason])),
    ...describeBypasses(verification.bypasses, judged.length),
    ...(notes.length === 0 ? [] : ['notes on the input']),
    ...[...new Set(notes)].map((note) => `  ${note}`),
  ];
}

function promiseRow(summary: PromiseSummary): readonly string[] {
  const { promise, verdict, required } = summary;
  return [promise, verdict, countsText(summary), required ? '' : 'not required'];
}
