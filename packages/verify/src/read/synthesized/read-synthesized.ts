import type { Estate, Resource } from '../estate';
import { own, type JsonObject } from '../json';
import { areOfSeveralRegions } from '../provider-places';
import { noteOnCommands, PROGRAM, PROVISIONER_TYPE } from '../provisioner';
import { itemsOf, textOf } from '../value';
import { remoteStacks } from './remote-state';
import { blocksIn, fieldsOf, type Stack } from './stack';
import { stackReader, type StackReader } from './stack-reader';

/** The stacks of one `cdktf.out`, which may use one another's outputs. */
export function readSynthesized(stacks: readonly Stack[]): Estate {
  const reading = { depth: 0 };
  const notes = new Set<string>();
  const readers = new Map<Stack, StackReader>();
  const remote = remoteStacks(stacks);
  for (const stack of stacks) {
    const outputOf = (state: string, output: string) => {
      const other = remote(stack, state);
      return other === undefined ? undefined : readers.get(other)?.output(output);
    };
    readers.set(stack, stackReader(stack, { reading, outputOf, note: (text) => notes.add(text) }));
  }
  // A count may depend on another stack, so resources are listed when every stack can be asked.
  const resources = [...readers.values()].flatMap((reader) => reader.resources());
  return {
    form: 'synthesized',
    resources,
    notes: [...notes, ...resources.flatMap(noteOn)],
    isOfSeveralRegions: areOfSeveralRegions(stacks.flatMap(providersOf)),
  };
}

function providersOf({ json }: Stack): readonly JsonObject[] {
  return fieldsOf(own(json, 'provider')).flatMap(([name, blocks]) =>
    name === 'aws' ? blocksIn(blocks) : [],
  );
}

function noteOn({ type, mode, address, attribute }: Resource): readonly string[] {
  if (mode === 'data' && type === PROGRAM) return [noteOnCommands(address, [PROGRAM])];
  if (type !== PROVISIONER_TYPE) return [];
  const kinds = (itemsOf(attribute('kinds')) ?? []).flatMap((kind) => textOf(kind) ?? []);
  return [noteOnCommands(textOf(attribute('of')) ?? address, kinds)];
}
