import type { Diagnostic } from './diagnostics';
import { blocksOf, objectOf, textOf, type JsonObject } from './json';

/** A stack that was validated and planned offline. */
export interface PlannedWorld {
  readonly name: string;
  readonly workspace: string;
  readonly totals: PlanTotals;
  /** In Terraform's order: by address. Data sources are left out. */
  readonly resourceChanges: readonly ResourceChange[];
  /** The root module of the plan's `configuration`: expressions and what they refer to. */
  readonly configuration: JsonObject;
  /** Warnings of `validate` and `plan`, each once. */
  readonly warnings: readonly Diagnostic[];
}

/** What Terraform prints as `Plan: 3 to add, 0 to change, 0 to destroy`; a replacement counts as both add and destroy. */
export interface PlanTotals {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
}

export interface ResourceChange {
  /** Within the stack, for example `aws_route.a-protected_1A2B3C4D`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
  /** Values known at plan time. */
  readonly after: JsonObject;
  /** `true` where a value is known only after apply. */
  readonly afterUnknown: JsonObject;
}

/** The managed resource changes of a plan; with `module`, those of that child module, as if it were the root. */
export function resourceChangesOf(plan: JsonObject, module?: string): readonly ResourceChange[] {
  const prefix = module === undefined ? '' : `module.${module}.`;
  return blocksOf(plan['resource_changes'])
    .filter(({ mode, module_address: home }) => mode === 'managed' && home === (module && `module.${module}`))
    .map((json) => ({
      address: (textOf(json['address']) ?? '').slice(prefix.length),
      type: textOf(json['type']) ?? '',
      name: textOf(json['name']) ?? '',
      actions: actionsOf(json),
      after: objectOf(objectOf(json['change'])['after']),
      afterUnknown: objectOf(objectOf(json['change'])['after_unknown']),
    }));
}

export function totalsOf(changes: readonly ResourceChange[]): PlanTotals {
  const count = (action: string) => changes.filter(({ actions }) => actions.includes(action)).length;
  return { add: count('create'), change: count('update'), destroy: count('delete') };
}

/** The `configuration` of the root module, or of one of its child modules. */
export function configurationOf(plan: JsonObject, module?: string): JsonObject {
  const root = objectOf(objectOf(plan['configuration'])['root_module']);
  return module === undefined ? root : objectOf(objectOf(objectOf(root['module_calls'])[module])['module']);
}

function actionsOf(json: JsonObject): readonly string[] {
  const actions = objectOf(json['change'])['actions'];
  return Array.isArray(actions) ? actions.map(String) : [];
}
