import type { Resource } from './estate';
import { fieldOf, isAbsent, itemsOf, known, listOf, objectOfFields, textOf, type Value } from './value';

/**
 * Type of a resource that stands for the commands that Terraform runs when it makes another. Its attributes: `of`, the address of
 * the other; `kinds`, as `local-exec`; and `says`, the arguments of all of them, and for what else they are run.
 */
export const PROVISIONER_TYPE = 'provisioner';

/** Those that run commands; `file` copies one. */
const KINDS = ['local-exec', 'remote-exec'];

/** Commands that wait or print, whatever they print: nothing of it is a command to a shell. */
const IDLE = /^\s*(?:sleep\s+[\d.]+[smhd]?|true|:|echo(?:\s[^;&|`$()\n]*)?)\s*$/u;

/** Arguments whose change runs the commands again: they name what the commands are about. */
const CAUSES = ['triggers', 'triggers_replace', 'input'];

/**
 * The commands that are run when a resource is made; `undefined` where none are, or none that do anything.
 *
 * @param said - the blocks as Terraform JSON writes them: objects of arguments by kind
 */
export function provisionerOf(resource: Resource, said: Value): Resource | undefined {
  const kinds = kindsOf(said);
  if (kinds.length === 0) return undefined;
  const blocks = kinds.flatMap((kind) => commandsOf(said, kind));
  const causes = () => CAUSES.map((name) => resource.attribute(name));
  const read: Readonly<Record<string, () => Value>> = {
    of: () => known(resource.address),
    kinds: () => known(kinds),
    says: () => listOf([...blocks, ...(isNothing(resource) ? causes() : [])]),
  };
  return {
    address: `${resource.address}/provisioner`,
    type: PROVISIONER_TYPE,
    mode: 'managed',
    attribute: (name) => (Object.hasOwn(read, name) ? read[name]?.() : undefined) ?? { kind: 'absent' },
  };
}

/** The kinds among blocks that run a command which does something. */
export function kindsOf(said: Value): string[] {
  return KINDS.filter((kind) => commandsOf(said, kind).length > 0);
}

/** Of how many blocks there are nobody may know, and then there may be one. */
function commandsOf(said: Value, kind: string): readonly Value[] {
  const blocks = itemsOf(said) ?? [said];
  return blocks
    .flatMap((block) => itemsOf(fieldOf(block, kind)) ?? [fieldOf(block, kind)])
    .filter((block) => !isIdle(block))
    .map(withoutConnection);
}

/** An interpreter of its own may make anything of the text. */
function isIdle(block: Value): boolean {
  const command = textOf(fieldOf(block, 'command'));
  return command !== undefined && IDLE.test(command) && isAbsent(fieldOf(block, 'interpreter'));
}

/** What the reader of a report should know of commands that nobody can follow. */
export function noteOnCommands(address: string, kinds: readonly string[]): string {
  const named = kinds.map((kind) => `\`${kind}\``).join(' and ');
  return `\`${address}\` runs commands by ${named}: what they change is not in the input`;
}

/** A data source that asks a program; `kinds` of a note on it. */
export const PROGRAM = 'external';

/** Where commands are run is not what they are about. */
function withoutConnection(block: Value): Value {
  if (block.kind !== 'object') return block;
  return objectOfFields(new Map([...block.fields].filter(([name]) => name !== 'connection')));
}

/** What is made for the sake of its provisioners alone. */
export function isNothing({ type }: Resource): boolean {
  return type === 'null_resource' || type === 'terraform_data';
}
