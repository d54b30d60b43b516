import type { Problem } from '@inspected-egress/problem';

const SHOWN_CHARACTERS = 64; // hostile input must not fill a terminal

/** Text as a message shows it: in backticks and not too long. */
export function quote(text: string): string {
  return `\`${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}\``;
}

// VFY10x: input that cannot be read

const GIVE =
  'give `cdk.tf.json`, a plan file, `terraform show -json` of a plan or state, a state file, or answers of the AWS CLI';

export const noInput = (): Problem => ({
  code: 'VFY101',
  path: '',
  message: 'there is no input',
  remedy: GIVE,
});

export const emptyInput = (path: string): Problem => ({
  code: 'VFY102',
  path,
  message: 'the input is empty',
  remedy: 'see whether the command that wrote it failed',
});

export const binaryInput = (path: string, isArchive: boolean): Problem => ({
  code: 'VFY103',
  path,
  message: isArchive ? 'this is an archive, and no whole plan file' : 'this is not text',
  remedy: isArchive ? 'give what `terraform show -json <plan file>` writes' : GIVE,
});

export const notJson = (path: string, reason: string): Problem => ({
  code: 'VFY104',
  path,
  message: `this is not JSON: ${reason}`,
  remedy: GIVE,
});

export const truncatedJson = (path: string): Problem => ({
  code: 'VFY105',
  path,
  message: 'the JSON ends too early',
  remedy: 'see whether the command that wrote it was interrupted',
});

export const tooDeepJson = (path: string): Problem => ({
  code: 'VFY106',
  path,
  message: 'the JSON is nested deeper than anything Terraform writes',
  remedy: GIVE,
});

export const unknownForm = (path: string, found: string): Problem => ({
  code: 'VFY107',
  path,
  message: `this is ${found}, and says nothing about resources of Terraform`,
  remedy: GIVE,
});

export const unknownFormat = (path: string, noun: string, version: string, known: string): Problem => ({
  code: 'VFY108',
  path,
  message: `a ${noun} of format ${quote(version)} is not known`,
  remedy: `use a Terraform that writes format ${known}`,
});

export const noAwsResource = (path: string, found: readonly string[]): Problem => ({
  code: 'VFY109',
  path,
  message:
    found.length === 0
      ? 'there is no resource in it'
      : `none of its resources is of AWS, but of ${found.map(quote).join(', ')}`,
  remedy: 'give the plan, state or stack that holds the network',
});

export const severalInputs = (path: string, first: string): Problem => ({
  code: 'VFY110',
  path,
  message: `${quote(first)} is an input already, and only stacks of one \`cdktf.out\` are read together`,
  remedy: 'give one of them',
});

export const stackMissing = (path: string, stack: string): Problem => ({
  code: 'VFY111',
  path,
  message: `stack ${quote(stack)} has no \`cdk.tf.json\` in the input`,
  remedy: 'synthesize again, or give the whole `cdktf.out`',
});

export const failedPlan = (path: string): Problem => ({
  code: 'VFY112',
  path,
  message: 'the plan failed, and does not hold all that would be there',
  remedy: 'plan again until it succeeds',
});

export const malformedPart = (path: string, part: string, wanted: string): Problem => ({
  code: 'VFY113',
  path,
  message: `${quote(part)} is not ${wanted}`,
  remedy: 'give it as Terraform wrote it',
});

export const sameStack = (path: string, stack: string): Problem => ({
  code: 'VFY114',
  path,
  message: `stack ${quote(stack)} is in the input twice`,
  remedy: 'give each stack once',
});

export const unknownPlanFile = (path: string, version: number): Problem => ({
  code: 'VFY115',
  path,
  message: `a plan file of version ${version} is not known`,
  remedy: 'give what `terraform show -json <plan file>` writes',
});

// VFY12x: answers of the AWS CLI

export const malformedAnswer = (file: string, path: string, wanted: string): Problem => ({
  code: 'VFY121',
  path: file,
  message: `${path === '' ? 'it' : quote(path)} is not ${wanted}`,
  remedy: 'give the answer as the AWS CLI prints it, by `--output json` and without `--query`',
});

export const noAnswer = (file: string, members: readonly string[]): Problem => ({
  code: 'VFY122',
  path: file,
  message: `this is JSON with ${members.map(quote).join(', ')}, and tells of no network`,
  remedy:
    'give answers of the AWS CLI about VPCs, as `aws ec2 describe-vpcs` prints them, or what Terraform writes',
});

export const besideAnswers = (file: string, answer: string): Problem => ({
  code: 'VFY123',
  path: file,
  message: `this is of Terraform, and ${quote(answer)} is an answer of the AWS CLI`,
  remedy: 'give one of the two',
});
