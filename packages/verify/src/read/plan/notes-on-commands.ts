import { arrayOf, isObject, own, type JsonValue } from '../json';
import { kindsOf, noteOnCommands, PROGRAM } from '../provisioner';
import { known } from '../value';
import { blocksOf } from './read-provisioners';

// Modules within modules are a handful deep.
const DEEPEST = 40;

/** What the configuration of a module, and of those that it calls, runs while the plan is made or applied. */
export function notesOnCommands(module: JsonValue | undefined, prefix = '', depth = 0): readonly string[] {
  if (depth > DEEPEST) return [];
  const calls = own(module, 'module_calls');
  return [
    ...arrayOf(own(module, 'resources')).flatMap((resource) => noteOn(resource, prefix)),
    ...Object.entries(isObject(calls) ? calls : {}).flatMap(([name, call]) =>
      notesOnCommands(own(call, 'module'), `${prefix}module.${name}.`, depth + 1),
    ),
  ];
}

function noteOn(resource: JsonValue, prefix: string): readonly string[] {
  const isProgram = own(resource, 'mode') === 'data' && own(resource, 'type') === PROGRAM;
  const provisioners = own(resource, 'provisioners');
  if (!isProgram && provisioners === undefined) return [];
  const kinds = isProgram ? [PROGRAM] : kindsOf(blocksOf(provisioners, constantOf));
  return kinds.length === 0 ? [] : [noteOnCommands(`${prefix}${String(own(resource, 'address'))}`, kinds)];
}

function constantOf(expression: JsonValue) {
  return known(own(expression, 'constant_value'));
}
