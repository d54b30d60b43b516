import type { Diagnostic } from './diagnostics';
import type { Terraform } from './find-terraform';
import { offlinePlan, warningsOf, type World } from './offline-plan';
import { offlineOverride, OVERRIDE_FILE } from './offline-override';
import { moduleJson, planGroups, rootJson, type PlanGroup } from './plan-groups';
import { configurationOf, resourceChangesOf, totalsOf, type PlannedWorld } from './planned-world';
import { withProvider } from './provider/running-provider';
import { init, plan, validate } from './run-terraform';
import { inScratch } from './scratch';

const AT_ONCE = 2;

/**
 * Validates and plans many worlds, in the order given, as fast as the machine can: worlds that share workspace and
 * provider become child modules of one root, and two roots run at once. Addresses and configurations are given back
 * as if each world had been planned alone. For exactly what a user of one stack sees, call `offlinePlan`.
 *
 * @throws TerraformError with the diagnostics of every world of a failing root; each names its world
 */
export async function offlinePlans(
  terraform: Terraform,
  worlds: readonly World[],
): Promise<readonly PlannedWorld[]> {
  const waiting = [...planGroups(worlds)];
  const planned = new Map<string, PlannedWorld>();
  const worker = async () => {
    for (let group = waiting.shift(); group !== undefined; group = waiting.shift()) {
      for (const world of await planGroup(terraform, group)) planned.set(world.name, world);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return worlds.flatMap(({ name }) => planned.get(name) ?? []);
}

async function planGroup(terraform: Terraform, group: PlanGroup): Promise<readonly PlannedWorld[]> {
  const [only, another] = group.worlds;
  if (only !== undefined && another === undefined) return [await offlinePlan(terraform, only)];
  const subject = group.worlds.map(({ name }) => name).join(', ');
  return inScratch(terraform, group.workspace, async (scratch) => {
    const root = rootJson(group);
    scratch.write('root.tf.json', root);
    scratch.write(OVERRIDE_FILE, offlineOverride(root));
    for (const { name, json } of group.worlds) scratch.write(`${name}/cdk.tf.json`, moduleJson(json));
    await init(terraform, scratch, subject);
    const { validated, planned } = await withProvider(scratch, async (ready) => ({
      validated: await validate(terraform, ready, subject),
      planned: await plan(terraform, ready, subject),
    }));
    const warnings = warningsOf([...validated, ...planned.diagnostics]);
    return group.worlds.map(({ name, workspace }) => {
      const resourceChanges = resourceChangesOf(planned.json, name);
      return {
        name,
        workspace,
        totals: totalsOf(resourceChanges),
        resourceChanges,
        configuration: configurationOf(planned.json, name),
        warnings: warnings.filter((warning) => concerns(warning, name)),
      };
    });
  });
}

/** Whether a diagnostic is about a world's own files; one without a place concerns every world. */
function concerns({ address, place }: Diagnostic, name: string): boolean {
  if (address === undefined && place === undefined) return true;
  return (address?.startsWith(`module.${name}.`) ?? false) || (place?.startsWith(`${name}/`) ?? false);
}
