import { parseCidrBlock, type CidrBlock } from '@inspected-egress/cidr';
import type { PlainDestination } from '../../resolve-destinations';

/**
 * The nearest rule that may share destinations with another. Names share flows with names alone only when one holds the
 * other, and blocks with blocks; of other kinds no such thing is known. Names and blocks are each a tree, so a step up or
 * down finds what holds, and what is held, without a look at every rule.
 */
export class NearestRules {
  readonly #nearest = new Map<string, number>();

  /** @param index - below every index before it */
  add(destinations: readonly PlainDestination[], index: number): void {
    const kind = kindOf(destinations);
    this.#nearest.set(`kind ${kind}`, index);
    if (kind === 'mixed') return;
    for (const destination of destinations) {
      const [own = '', ...holders] = pathOf(destination);
      this.#nearest.set(`at ${own}`, index);
      this.#nearest.set(`in ${own}`, index);
      for (const holder of holders) {
        // What holds it has been told by another destination of this rule.
        if (this.#nearest.get(`in ${holder}`) === index) break;
        this.#nearest.set(`in ${holder}`, index);
      }
    }
  }

  /** Infinity when there is none. */
  find(destinations: readonly PlainDestination[]): number {
    const kind = kindOf(destinations);
    const others = KINDS.filter((other) => other === 'mixed' || kind === 'mixed' || other !== kind);
    const paths = kind === 'mixed' ? [] : destinations.map(pathOf);
    const keys = [
      ...others.map((other) => `kind ${other}`),
      ...paths.flatMap((path) => [`in ${path[0]}`, ...path.map((step) => `at ${step}`)]),
    ];
    return keys.reduce((least, key) => Math.min(least, this.#nearest.get(key) ?? Infinity), Infinity);
  }
}

const KINDS = ['names', 'blocks', 'mixed'] as const;

function kindOf(destinations: readonly PlainDestination[]): (typeof KINDS)[number] {
  if (destinations.every((one) => 'name' in one)) return 'names';
  return destinations.every((one) => 'cidrBlock' in one) ? 'blocks' : 'mixed';
}

/** A name or block, and all that hold it, from the least on. */
function pathOf(destination: PlainDestination): readonly string[] {
  if ('cidrBlock' in destination) return blockPath(parseCidrBlock(destination.cidrBlock));
  if (!('name' in destination)) return [];
  const labels = destination.name.split('.').slice(1);
  return [
    destination.name,
    ...labels
      .map((_, index) => `*.${labels.slice(index).join('.')}`)
      .filter((one) => one !== destination.name),
  ];
}

function blockPath({ family, first, prefixLength }: CidrBlock): readonly string[] {
  const width = family === 4 ? 32 : 128;
  return Array.from({ length: prefixLength + 1 }, (_, up) => {
    const length = prefixLength - up;
    return `${family}/${length}/${first >> BigInt(width - length)}`;
  });
}
