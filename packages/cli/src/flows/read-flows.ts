import { readStrictText } from '@inspected-egress/policy';
import { PlanError, throwProblems, type Problem } from '@inspected-egress/problem';
import * as errors from '../errors';
import { readForm } from '../inputs/form';
import { inFile } from '../inputs/in-file';
import type { ReadInput } from '../inputs/open-inputs';
import { completeFlow, type NamedFlow } from './complete-flow';
import { flowEntries, flowEntry } from './flow-entry';

/** The options of a call that describe one flow, by the field that each is. */
export const FLOW_FLAGS = {
  source: '--from',
  destination: '--to',
  protocol: '--protocol',
  port: '--port',
  icmpType: '--icmp-type',
  application: '--application',
  sni: '--sni',
  host: '--host',
  queryName: '--query',
  country: '--country',
  prefixLists: '--prefix-list',
  groups: '--group',
  tier: '--tier',
  expect: '--expect',
} as const;

export interface FlowsCall {
  /** File of flows. */
  readonly file: string | undefined;
  /** One flow, as the options say it. */
  readonly described: Readonly<
    Partial<Record<keyof typeof FLOW_FLAGS, string | readonly string[] | undefined>>
  >;
}

/**
 * The flows of a file, or the one of the options.
 * @throws PlanError CLI10x, CLI11x, CLI12x, CLI13x and POL14x, with every problem
 */
export async function readFlows(
  { file, described }: FlowsCall,
  read: ReadInput,
): Promise<{ readonly flows: readonly NamedFlow[]; readonly file?: string }> {
  const given = Object.entries(described).filter(([, value]) => value !== undefined);
  const flags = given.map(([field]) => FLOW_FLAGS[field as keyof typeof FLOW_FLAGS]);
  if (file === undefined) {
    throwProblems('flow', flags.length === 0 ? [errors.noFlow()] : []);
    return { flows: [describedFlow(Object.fromEntries(given))] };
  }
  throwProblems('flow', flags.length > 0 ? [errors.flowsTwice(flags)] : []);
  const input = await read(file, 'a list of flows');
  const flows = inFile(input.file, () => {
    return flowsOf(readStrictText(input.text, { format: 'yaml', noun: 'file of flows' }));
  });
  return { file: input.file, flows };
}

function flowsOf(value: unknown): readonly NamedFlow[] {
  const { value: entries, problems } = readForm(flowEntries, value);
  throwProblems('flows', problems);
  const completed = entries.map((entry, index) => completeFlow(entry, (field) => `[${index}].${field}`));
  const misfits = completed.flatMap((one) => (isFlow(one) ? [] : one));
  throwProblems('flows', [...misfits, ...findRepeatedNames(entries.map(({ name }) => name))]);
  return completed.filter(isFlow);
}

function describedFlow(fields: Readonly<Record<string, string | readonly string[] | undefined>>): NamedFlow {
  const entry = { ...fields, ...numbered(fields, 'port'), ...numbered(fields, 'icmpType') };
  const { value, problems } = readForm(flowEntry, entry);
  throwProblems(
    'flow',
    problems.map((problem) => ({ ...problem, path: flagOf(problem.path) })),
  );
  const completed = completeFlow(value, flagOf);
  if (isFlow(completed)) return completed;
  throw new PlanError('flow', completed);
}

/** What is no number stays a text, so that the form refuses it. */
function numbered(
  fields: Readonly<Record<string, unknown>>,
  field: string,
): Readonly<Record<string, unknown>> {
  const said = fields[field];
  return typeof said === 'string' && /^\d{1,5}$/.test(said) ? { [field]: Number(said) } : {};
}

function flagOf(field: string): string {
  return Object.hasOwn(FLOW_FLAGS, field) ? FLOW_FLAGS[field as keyof typeof FLOW_FLAGS] : field;
}

function findRepeatedNames(names: readonly (string | undefined)[]): Problem[] {
  const seen = new Set<string>();
  return names.flatMap((name, index) => {
    if (name === undefined) return [];
    if (seen.has(name)) return [errors.repeatedFlowName(`[${index}].name`, name)];
    seen.add(name);
    return [];
  });
}

function isFlow(one: NamedFlow | readonly Problem[]): one is NamedFlow {
  return 'flow' in one;
}
