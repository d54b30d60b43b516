import { CIDR_FUNCTIONS } from './cidr-functions';
import { COLLECTION_FUNCTIONS } from './collection-functions';
import { itemsOfTerm, unknownFrom, type Term } from './term';
import { TEXT_FUNCTIONS } from './text-functions';

/** `undefined`: not with these arguments. */
export type TerraformFunction = (...args: readonly Term[]) => Term | undefined;

const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map([
  ...COLLECTION_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...CIDR_FUNCTIONS,
]);

// Lists and texts that double one another would fill the memory.
const LARGEST_ARGUMENTS = 100_000;

function sizeOf(term: Term): number {
  if (term.kind === 'known' && typeof term.value === 'string') return term.value.length;
  return itemsOfTerm(term)?.length ?? 0;
}

/** A call of one of Terraform's functions; of another one, or one that cannot be computed, it is unknown. */
export function callFunction(name: string, args: readonly Term[]): Term {
  const size = args.reduce((sum, arg) => sum + sizeOf(arg), 0);
  if (size > LARGEST_ARGUMENTS) return unknownFrom('a list or text is too long');
  return (
    FUNCTIONS.get(name.replace(/^core::/, ''))?.(...args) ??
    unknownFrom(`\`${name}(…)\` is not computed before apply`, ...args)
  );
}
