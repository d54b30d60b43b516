import { unknown } from '../value';
import type { NamesTerm, Term } from './term';

/** Names that are looked up when asked for. */
export function names(label: string, get: (name: string) => Term): NamesTerm {
  return { kind: 'names', label, get };
}

/** A name that there is not; Terraform would refuse it. */
export function nothing(label: string): Term {
  return unknown(`there is no \`${label}\``, [label]);
}

/** Names that are computed once; what asks for itself meanwhile has gone in a circle. */
export function namesOnce(label: string, get: (name: string) => Term): NamesTerm {
  const found = new Map<string, Term>();
  return names(label, (name) => {
    const before = found.get(name);
    if (before !== undefined) return before;
    found.set(name, unknown('it refers to itself', [`${label}.${name}`]));
    const term = get(name);
    found.set(name, term);
    return term;
  });
}

/** What a run of Terraform knows, and no input tells. */
export const RUN_NAMES: ReadonlyMap<string, Term> = new Map(
  ['terraform', 'path', 'self'].map((root) => [
    root,
    names(root, (name) => unknown(`\`${root}.${name}\` is known to a run alone`, [`${root}.${name}`])),
  ]),
);
