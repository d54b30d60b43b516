import { arrayOf, own, type JsonObject } from '../../json';
import { cutModules } from './cut-modules';
import { cutPlan } from './cut-plan';
import { isOfOneModule } from './entry';
import { FEWEST, listIslands, type PlannedIsland } from './list-islands';
import { partsByKey, partsByName } from './parts';

/** A plan whose resources were looked at as text. */
export interface PlanApart {
  /** All it says beside its resources. */
  readonly rest: JsonObject;
  /** Its islands, twins together; `undefined` when it does not come apart, and its resources may be anything but JSON. */
  readonly islands: readonly (readonly PlannedIsland[])[] | undefined;
}

/**
 * Takes apart the text of a plan, of which only one of many VPCs that were made alike has to be parsed; `undefined` when it is not
 * as Terraform writes it.
 */
export function takeApart(text: string): PlanApart | undefined {
  return takeResources(text) ?? takeInstances(text);
}

function takeResources(text: string): PlanApart | undefined {
  const cut = unlessWrong(() => cutPlan(text));
  return cut && { rest: cut.rest, islands: unlessWrong(() => listIslands(partsByName(cut))) };
}

function takeInstances(text: string): PlanApart | undefined {
  const cut = unlessWrong(() => cutModules(text));
  return cut && { rest: cut.rest, islands: unlessWrong(() => listIslands(partsByKey(cut))) };
}

/** As `takeApart`, of a plan whose text was written in another way. */
export function takeJsonApart(json: JsonObject): PlanApart | undefined {
  const resources = arrayOf(own(own(own(json, 'planned_values'), 'root_module'), 'resources'));
  const vpcs = resources.filter((one) => own(one, 'type') === 'aws_vpc');
  if (vpcs.length < FEWEST || !isOfOneModule(json)) return undefined;
  const text = unlessWrong(() => JSON.stringify(json));
  return text === undefined ? undefined : takeApart(text);
}

/** What is no JSON is told by who parses all of it; what is nested deeper than anything of Terraform does not come apart. */
function unlessWrong<T>(take: () => T): T | undefined {
  try {
    return take();
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
