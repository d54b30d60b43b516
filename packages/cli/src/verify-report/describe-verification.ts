import { count, table } from '../outputs/table';
import { describeUndetermined } from './describe-undetermined';
import { describeViolations } from './describe-violations';
import type { PromiseSummary, Verification } from './verification';

/** For a reviewer: what holds, what does not and why, what nobody knows, and what all of this is about. */
export function describeVerification(verification: Verification): readonly string[] {
  const { input, form, notes, promises, findings, subnets, acceptedBypasses } = verification;
  const judged = subnets.filter(({ isJudged }) => isJudged);
  const others = subnets.filter(({ isJudged }) => !isJudged);
  return [
    `=== ${input} (${FORMS[form] ?? form}): ${OUTCOMES[verification.status]}`,
    ...table(promises.map(promiseRow)),
    ...describeViolations(findings.filter(({ verdict }) => verdict === 'violated')),
    ...describeUndetermined(findings.filter(({ verdict }) => verdict === 'undetermined')),
    '',
    judged.length === 0
      ? 'no subnet is judged, so nothing is proved'
      : `${count(judged.length, 'subnet')} judged`,
    ...table(judged.map(({ subnet, because }) => [`  \`${subnet}\``, because])),
    ...(others.length === 0 ? [] : [`${count(others.length, 'subnet')} not judged`]),
    ...table(others.map(({ subnet, because }) => [`  \`${subnet}\``, because])),
    ...(acceptedBypasses.length === 0 ? [] : ['accepted bypasses']),
    ...table(acceptedBypasses.map(({ target, reason }) => [`  \`${target}\``, reason])),
    ...(notes.length === 0 ? [] : ['notes on the input']),
    ...[...new Set(notes)].map((note) => `  ${note}`),
  ];
}

const FORMS: Readonly<Record<string, string>> = {
  synthesized: 'synthesized',
  plan: 'plan',
  state: 'state',
  'raw-state': 'state file',
  'aws-cli': 'answers of the AWS CLI',
};

const OUTCOMES = [
  'all required promises are proved',
  'a required promise is violated',
  'a required promise is undetermined',
];

function promiseRow({ promise, verdict, counts, required }: PromiseSummary): readonly string[] {
  const numbers = (['violated', 'undetermined', 'proved'] as const)
    .filter((one) => counts[one] > 0)
    .map((one) => `${counts[one]} ${one}`);
  return [promise, verdict, numbers.join(', ') || 'nothing to judge', required ? '' : 'not required'];
}
