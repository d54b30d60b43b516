import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostic } from './diagnostics';
import type { Terraform } from './find-terraform';
import { objectOf, type JsonObject, type JsonValue } from './json';
import { offlineOverride, OVERRIDE_FILE } from './offline-override';
import { configurationOf, resourceChangesOf, totalsOf, type PlannedWorld } from './planned-world';
import { withProvider } from './provider/running-provider';
import { init, plan, validate } from './run-terraform';
import { inScratch } from './scratch';

/** A synthesized stack, and the workspace in which it is to be planned. */
export interface World {
  /** How messages call it, for example `prod-network-firewall-before-nat`. */
  readonly name: string;
  readonly workspace: string;
  /** What cdktf wrote to `cdk.tf.json`. */
  readonly json: JsonObject;
}

/** Reads `cdk.tf.json` from the folder of a synthesized stack, for example `cdktf.out/stacks/dev`. */
export function readStack(folder: string): JsonObject {
  return objectOf(JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as JsonValue);
}

/**
 * `terraform init`, `validate`, and `plan` of one stack, without credentials and, where a plugin mirror is found,
 * without network. The stack itself is not touched: a copy is planned under an override of backend and provider.
 *
 * @throws TerraformError with Terraform's own diagnostics at the first step that fails
 */
export function offlinePlan(terraform: Terraform, world: World): Promise<PlannedWorld> {
  const { name, workspace, json } = world;
  return inScratch(terraform, workspace, async (scratch) => {
    scratch.write('cdk.tf.json', json);
    scratch.write(OVERRIDE_FILE, offlineOverride(json));
    await init(terraform, scratch, name);
    const { validated, planned } = await withProvider(scratch, async (ready) => ({
      validated: await validate(terraform, ready, name),
      planned: await plan(terraform, ready, name),
    }));
    const resourceChanges = resourceChangesOf(planned.json);
    return {
      name,
      workspace,
      totals: totalsOf(resourceChanges),
      resourceChanges,
      configuration: configurationOf(planned.json),
      warnings: warningsOf([...validated, ...planned.diagnostics]),
    };
  });
}

/** Every warning once. */
export function warningsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()];
}
