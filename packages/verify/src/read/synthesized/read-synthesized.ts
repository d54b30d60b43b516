import type { Estate } from '../estate';
import { remoteStacks } from './remote-state';
import type { Stack } from './stack';
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
  return { form: 'synthesized', resources, notes: [...notes] };
}
