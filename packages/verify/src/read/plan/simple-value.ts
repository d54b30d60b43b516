import { FIREWALL_TYPE } from '../expression/firewall-endpoints';
import { isArray, own, type JsonValue } from '../json';
import { ABSENT, known, reference, type Value } from '../value';
import { takesIdentity } from './decide';
import type { ModuleInstance } from './module-instance';
import type { PlannedResource } from './read-attribute';

/**
 * What nearly all attributes are: a text that is known, nothing, or the id of a resource that is there once. It is found
 * here by looks alone, and is the same as `readAttribute` finds by following the configuration.
 *
 * @returns `undefined` for anything else
 */
export function simpleValue(planned: PlannedResource, name: string): Value | undefined {
  const { values, mask, isRead, config, module, type } = planned;
  if (mask === undefined && !isRead) return undefined;
  const hidden = own(mask, name);
  if (hidden === undefined || hidden === false) {
    const value = own(values, name);
    if (value === undefined || value === null) return ABSENT;
    return typeof value === 'object' ? undefined : { kind: 'known', value };
  }
  if (hidden !== true || config === undefined) return undefined;
  const expression = own(own(config, 'expressions'), name);
  if (expression !== undefined) return idOfAnother(expression, name, module);
  return type === FIREWALL_TYPE ? undefined : ABSENT;
}

/** `aws_subnet.a.id`, as a plan shows it: in full when the configuration is JSON, otherwise by what it refers to. */
function idOfAnother(expression: JsonValue, argument: string, module: ModuleInstance): Value | undefined {
  const references = own(expression, 'references');
  if (!isArray(references) || references.length !== 2) return undefined;
  const full = references[0];
  const home = references[1];
  if (typeof full !== 'string' || typeof home !== 'string') return undefined;
  if (full.length !== home.length + 3 || !full.startsWith(home) || !full.endsWith('.id')) return undefined;
  const text = own(expression, 'constant_value');
  const isInFull =
    typeof text === 'string' &&
    text.length === full.length + 3 &&
    text.startsWith('${') &&
    text.startsWith(full, 2) &&
    text.endsWith('}');
  if (!isInFull && (text !== undefined || !takesIdentity(argument))) return undefined;
  const instances = module.resources.get(home);
  const only = instances?.length === 1 ? instances[0] : undefined;
  if (only === undefined || only.key !== undefined) return undefined;
  const { address, id } = only.resource;
  if (id === undefined) return reference(address, 'id');
  // Of what is known already, nothing comes that only apply knows: another reference must be meant.
  return isInFull ? known(id) : undefined;
}
