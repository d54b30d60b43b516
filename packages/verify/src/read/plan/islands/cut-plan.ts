import { objectOf, own, type JsonObject, type JsonValue } from '../../json';
import { parseBeside } from './marked-lists';
import { findLists, type ResourceList } from './plan-lists';

/** The text of a plan of one module, its resources apart from the rest. */
export interface CutPlan {
  readonly text: string;
  /** In `planned_values`, in `resource_changes` and in `configuration`. */
  readonly lists: readonly [ResourceList, ResourceList, ResourceList];
  /** The plan with none of its resources. */
  readonly rest: JsonObject;
}

/**
 * Cuts the text of a plan without parsing the resources, which are those of the three lists.
 *
 * @returns `undefined` when something is not as Terraform writes it
 * @throws SyntaxError when the rest is no JSON
 */
export function cutPlan(text: string): CutPlan | undefined {
  const found = findLists(text);
  const beside = found && parseBeside(text, found);
  if (beside === undefined) return undefined;
  const { json, listOf } = beside;
  const planned = listOf(own(own(own(json, 'planned_values'), 'root_module'), 'resources'));
  const changed = listOf(own(json, 'resource_changes'));
  const configured = listOf(own(own(own(json, 'configuration'), 'root_module'), 'resources'));
  if (planned === undefined || changed === undefined || configured === undefined) return undefined;
  return { text, lists: [planned, changed, configured], rest: planWith(json, [], [], []) };
}

/** The plan with these resources instead of its own. */
export function planWith(
  plan: JsonObject,
  planned: readonly JsonValue[],
  changed: readonly JsonValue[],
  configured: readonly JsonValue[],
): JsonObject {
  const configuration = withRoot(plan, 'configuration', { resources: configured });
  return {
    ...plan,
    planned_values: withRoot(plan, 'planned_values', { resources: planned }),
    resource_changes: changed,
    configuration,
  };
}

/** A part of the plan with something else in its root module. */
export function withRoot(plan: JsonObject, part: string, members: JsonObject): JsonObject {
  const whole = objectOf(own(plan, part));
  return { ...whole, root_module: { ...objectOf(own(whole, 'root_module')), ...members } };
}
