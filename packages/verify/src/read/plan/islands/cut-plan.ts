import { isObject, objectOf, own, type JsonObject, type JsonValue } from '../../json';
import { findLists, type ResourceList } from './plan-lists';

/** The text of a plan, its resources apart from the rest. */
export interface CutPlan {
  readonly text: string;
  /** In `planned_values`, in `resource_changes` and in `configuration`. */
  readonly lists: readonly [ResourceList, ResourceList, ResourceList];
  /** The plan with none of its resources. */
  readonly rest: JsonObject;
}

/**
 * Cuts the text of a plan without parsing the resources. The text is JSON, and the resources are those of the three lists, if
 * what stands in each of these is a list of JSON without its brackets.
 *
 * @returns `undefined` when something is not as Terraform writes it
 * @throws SyntaxError when the rest is no JSON
 */
export function cutPlan(text: string): CutPlan | undefined {
  const found = findLists(text);
  if (found === undefined) return undefined;
  const [beside, ends] = [new Array<string>(), [0, ...found.map(({ end }) => end)]];
  for (const [index, { starts }] of [...found, { starts: [text.length] }].entries())
    beside.push(text.slice(ends[index], starts[0]));
  // Longer than all the rest, so that whatever is like one in what is parsed is one.
  const { length } = beside.join('');
  const marks = found.map((_, index) => '-'.repeat(length + index));
  const rest = JSON.parse(
    beside.map((before, index) => before + (index < marks.length ? `"${marks[index] ?? ''}"` : '')).join(''),
  ) as JsonValue;
  if (!isObject(rest)) return undefined;
  const listOf = (list: JsonValue | undefined): ResourceList | undefined =>
    Array.isArray(list) && list.length === 1 ? found[marks.indexOf(list[0] as string)] : undefined;
  const planned = listOf(own(own(own(rest, 'planned_values'), 'root_module'), 'resources'));
  const changed = listOf(own(rest, 'resource_changes'));
  const configured = listOf(own(own(own(rest, 'configuration'), 'root_module'), 'resources'));
  if (planned === undefined || changed === undefined || configured === undefined) return undefined;
  return { text, lists: [planned, changed, configured], rest: planWith(rest, [], [], []) };
}

/** The plan with these resources instead of its own. */
export function planWith(
  plan: JsonObject,
  planned: readonly JsonValue[],
  changed: readonly JsonValue[],
  configured: readonly JsonValue[],
): JsonObject {
  const withResources = (part: string, resources: readonly JsonValue[]): JsonObject => {
    const whole = objectOf(own(plan, part));
    return { ...whole, root_module: { ...objectOf(own(whole, 'root_module')), resources } };
  };
  return {
    ...plan,
    planned_values: withResources('planned_values', planned),
    resource_changes: changed,
    configuration: withResources('configuration', configured),
  };
}
