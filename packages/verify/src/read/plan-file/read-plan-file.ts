import { configurationOf } from '../hcl/configuration';
import { arrayOf, isObject, objectOf, own, type JsonObject, type JsonValue } from '../json';
import { sourcesOf } from './module-sources';
import { knownFields, readPlanMessage, type PlannedChange } from './plan-message';
import { moduleTree, partsOf } from './planned-modules';
import { readArchive, type Archive } from './zip';

/** Version of the format of the plan inside; it has been 3 since Terraform 0.12. */
export const PLAN_FILE_VERSION = 3;

export type PlanFile =
  | { readonly is: 'plan'; readonly json: JsonObject }
  /** An archive of something else, or a broken one. */
  | { readonly is: 'other' }
  | { readonly is: 'version'; readonly version: number };

/**
 * A plan as `terraform plan -out` writes it, in the form of `terraform show -json`, with one difference: the files of all
 * modules are in it, so every expression is shown in full, and it is clear which instance each of them means.
 */
export function readPlanFile(bytes: Uint8Array): PlanFile {
  try {
    const archive = readArchive(bytes);
    const plan = archive.get('tfplan');
    if (plan === undefined) return { is: 'other' };
    const message = readPlanMessage(plan());
    if (message.version !== PLAN_FILE_VERSION) return { is: 'version', version: message.version };
    const source = sourcesOf(archive);
    return {
      is: 'plan',
      json: {
        format_version: '1.2',
        errored: message.isErrored,
        ...(message.isTargeted ? { complete: false } : {}),
        variables: message.variables,
        planned_values: { root_module: moduleTree(message.changes.flatMap(plannedOf)) },
        resource_changes: message.changes
          .filter(({ isDeposed, actions }) => !isDeposed || actions.includes('forget'))
          .map(changeOf),
        prior_state: { values: { root_module: moduleTree(readData(archive)) } },
        configuration: { root_module: source === undefined ? {} : configurationOf(source) },
      },
    };
  } catch (error) {
    // A view throws it where bytes end, the readers where they make no sense, zlib has errors of its own.
    if (error instanceof RangeError || error instanceof SyntaxError || isOfZlib(error))
      return { is: 'other' };
    throw error;
  }
}

function isOfZlib(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^(Z_|ERR_)/.test(code);
}

function plannedOf({ address, after, isDeposed, actions }: PlannedChange) {
  const parts = partsOf(address);
  if (parts === undefined || after === undefined || isDeposed || actions[0] === 'forget') return [];
  const { mode, type, name, index } = parts;
  const entry: JsonObject = {
    address,
    mode,
    type,
    name,
    ...(index === undefined ? {} : { index }),
    values: knownFields(after),
  };
  return [{ parts, entry }];
}

function changeOf({ address, actions, before, after, isDeposed }: PlannedChange): JsonObject {
  const { mode, type } = partsOf(address) ?? {};
  return {
    address,
    ...(mode === undefined || type === undefined ? {} : { mode, type }),
    ...(isDeposed ? { deposed: true } : {}),
    change: { actions, before, after_unknown: after === undefined ? false : after.mask },
  };
}

/** Data sources that were read while planning, from the state that the plan keeps. */
function readData(archive: Archive) {
  const file = archive.get('tfstate');
  if (file === undefined) return [];
  const state = JSON.parse(new TextDecoder().decode(file())) as JsonValue;
  return arrayOf(own(state, 'resources')).flatMap((resource) => {
    if (own(resource, 'mode') !== 'data') return [];
    const [module, type, name] = ['module', 'type', 'name'].map((field) => own(resource, field));
    const home = `${typeof module === 'string' ? `${module}.` : ''}data.${String(type)}.${String(name)}`;
    return arrayOf(own(resource, 'instances')).flatMap((instance) => {
      const key = own(instance, 'index_key');
      const address = key === undefined ? home : `${home}[${JSON.stringify(key)}]`;
      const parts = partsOf(address);
      if (parts === undefined || !isObject(instance)) return [];
      const entry: JsonObject = {
        address,
        mode: 'data',
        type: parts.type,
        name: parts.name,
        ...(parts.index === undefined ? {} : { index: parts.index }),
        values: objectOf(own(instance, 'attributes')),
      };
      return [{ parts, entry }];
    });
  });
}
