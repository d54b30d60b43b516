import type { PromiseSummary } from './verification';

/** By status. */
export const OUTCOMES = [
  'all required promises are proved',
  'a required promise is violated',
  'a required promise is undetermined',
];

const FORMS: Readonly<Record<string, string>> = {
  synthesized: 'synthesized',
  plan: 'plan',
  state: 'state',
  'raw-state': 'state file',
  'aws-cli': 'answers of the AWS CLI',
};

/** What an input is, for people. */
export function formText(form: string): string {
  return FORMS[form] ?? form;
}

/** `1 violated, 2 proved`. */
export function countsText({ counts }: PromiseSummary): string {
  const numbers = (['violated', 'undetermined', 'proved'] as const)
    .filter((one) => counts[one] > 0)
    .map((one) => `${counts[one]} ${one}`);
  return numbers.join(', ') || 'nothing to judge';
}
