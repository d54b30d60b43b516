import type { Resource } from '../estate';
import type { Expression } from '../expression/expression';
import type { JsonObject, JsonValue } from '../json';
import type { InstanceKey, ModuleInstance } from './module-instance';

/** What holds for a whole plan. */
export interface PlanContext {
  /** Of the root module, as the plan was made with. */
  readonly variables: JsonObject;
  readonly byAddress: ReadonlyMap<string, Resource>;
  /** References by their text. */
  readonly parsed: Map<string, Expression>;
}

/** Where an expression stands: its names mean what they mean in this module, for this instance. */
export interface Place {
  readonly context: PlanContext;
  readonly module: ModuleInstance;
  readonly key: InstanceKey;
  /** The `for_each_expression` of the resource or call that the expression is an argument of. */
  readonly forEach: JsonValue | undefined;
  /** Of the resource that is read: its type, and its values that are known. */
  readonly type: string;
  readonly values: JsonObject;
  /** How many names may still be followed for it. */
  readonly work: { left: number };
  /** How often names were followed out of modules and into them. */
  readonly depth: number;
}

// Modules within modules are a handful deep; a circle would have no end.
export const DEEPEST_PLACE = 40;
