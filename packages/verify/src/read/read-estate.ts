import { throwProblems, type Problem } from '@inspected-egress/problem';
import * as errors from '../errors';
import { readAwsCli } from './aws-cli/read-aws-cli';
import type { Estate } from './estate';
import { parseFile, type InputFile, type ParsedFile } from './input-file';
import { formOf, type FileForm } from './input-form';
import { arrayOf, isObject, objectOf, own, type JsonObject, type JsonValue } from './json';
import { readPlan } from './plan/read-plan';
import { readRawState } from './state/read-raw-state';
import { readState } from './state/read-state';
import { readSynthesized } from './synthesized/read-synthesized';
import { stacksOf } from './synthesized/stacks-of';

/**
 * Reads what an input places, whichever form it has: `cdk.tf.json` of one stack or of all stacks of a `cdktf.out`,
 * a plan file, `terraform show -json` of a plan or of a state, a state file, or answers of the AWS CLI.
 *
 * @param files - one, those of one `cdktf.out` or all answers, in any order; with a `manifest.json`, files that this does
 *   not name are left out
 * @throws PlanError VFY101 to VFY123, with all that is wrong
 */
export function readEstate(files: readonly InputFile[]): Estate {
  if (files.length === 0) throwProblems('input', [errors.noInput()]);
  const parsed = files.map(parseFile);
  const good = parsed.filter((one): one is ParsedFile => 'json' in one);
  const bad = parsed.filter((one): one is Problem => 'code' in one);
  const formed = good.map((file): FormedFile => ({ ...file, form: formOf(file.json) }));
  const hasManifest = formed.some(({ form }) => form.is === 'manifest');
  const wanted = hasManifest
    ? formed.filter(({ form }) => form.is === 'manifest' || form.is === 'synthesized')
    : formed;
  throwProblems('input', [...bad, ...wanted.flatMap(findFormProblem), ...findMixture(wanted)]);
  const estate = readForms(wanted);
  const [first] = wanted;
  // Islands are VPCs.
  const isOfAws = first?.told?.islands !== undefined || placesAws(first?.json);
  if (!isOfAws) throwProblems('input', findForeign(estate, files[0]?.name ?? ''));
  return estate;
}

interface FormedFile extends ParsedFile {
  readonly form: FileForm;
}

const FORMATS = { plan: '1.x', state: '1.x', 'raw-state': '4' } as const;

function findFormProblem({ name, form, json }: FormedFile): readonly Problem[] {
  if (form.is === 'other') return [errors.unknownForm(name, form.found)];
  if ((form.is === 'plan' || form.is === 'state') && !/^[01]\.\d+$/.test(form.version))
    return [errors.unknownFormat(name, form.is, form.version, FORMATS[form.is])];
  if (form.is === 'raw-state' && form.version !== 4)
    return [errors.unknownFormat(name, 'state file', JSON.stringify(form.version), FORMATS[form.is])];
  if (form.is === 'plan' && own(json, 'errored') === true) return [errors.failedPlan(name)];
  return PARTS[form.is].flatMap(([part, wanted]) => {
    const value = own(json, part);
    const isRight =
      value === undefined || value === null || (wanted === 'a list' ? Array.isArray(value) : isObject(value));
    return isRight ? [] : [errors.malformedPart(name, part, wanted)];
  });
}

const PARTS = {
  plan: [
    ['planned_values', 'an object'],
    ['configuration', 'an object'],
    ['resource_changes', 'a list'],
  ],
  state: [['values', 'an object']],
  'raw-state': [['resources', 'a list']],
  manifest: [],
  'aws-cli': [],
  synthesized: [],
} as const;

/** Stacks are read together, and so are answers of the AWS CLI; everything else alone. */
function findMixture(files: readonly FormedFile[]): readonly Problem[] {
  const [first, ...more] = files;
  if (first === undefined || files.every(({ form }) => form.is === 'synthesized' || form.is === 'manifest'))
    return [];
  if (files.some(({ form }) => form.is === 'aws-cli')) {
    const answer = files.find(({ form }) => form.is === 'aws-cli');
    const others = files.filter(({ form }) => form.is !== 'aws-cli' && form.is !== 'other');
    return others.map(({ name }) => errors.besideAnswers(name, answer?.name ?? ''));
  }
  return more.map(({ name }) => errors.severalInputs(name, first.name));
}

function readForms(files: readonly FormedFile[]): Estate {
  const [first] = files;
  const json: JsonObject = objectOf(first?.json);
  switch (first?.form.is) {
    case 'plan':
      return readPlan(json, first.told);
    case 'state':
      return readState(json);
    case 'raw-state':
      return readRawState(json);
    case 'aws-cli':
      return readAwsCli(files);
    default: {
      const { stacks, problems } = stacksOf(files);
      throwProblems('input', problems);
      return readSynthesized(stacks);
    }
  }
}

/** Whether the first resource of a plan is one of AWS, so that nobody has to look at all others. */
function placesAws(json: JsonValue | undefined): boolean {
  const [first] = arrayOf(own(own(own(json, 'planned_values'), 'root_module'), 'resources'));
  const [type, name] = [own(first, 'type'), own(first, 'name')];
  const isRead = typeof own(first, 'address') === 'string' && typeof name === 'string';
  return isRead && typeof type === 'string' && type.startsWith('aws_');
}

/** A module may place anything, so a stack that calls one is of interest. */
function findForeign({ form, resources }: Estate, name: string): readonly Problem[] {
  if (form === 'aws-cli') return []; // an account may be empty
  if (resources.some(({ type }) => type.startsWith('aws_') || type === 'module')) return [];
  return [errors.noAwsResource(name, [...new Set(resources.map(({ type }) => type.split('_')[0] ?? ''))])];
}
