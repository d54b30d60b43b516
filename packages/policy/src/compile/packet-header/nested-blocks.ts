import { compareBlocks, lastAddress, overlaps, type CidrBlock } from '@inspected-egress/cidr';

/** Things at blocks, so that those that overlap a block are found without a look at the others. */
export class NestedBlocks<T extends { readonly destination: CidrBlock }> {
  private readonly sorted: readonly T[];
  /** Of each, the position of the one that holds it; blocks nest or are apart. */
  private readonly holders: readonly (number | undefined)[];

  constructor(all: readonly T[]) {
    this.sorted = [...all].sort((one, other) => compareBlocks(one.destination, other.destination));
    const open: number[] = [];
    this.holders = this.sorted.map(({ destination }, position) => {
      let holder = open.at(-1);
      while (holder !== undefined && !this.isAt(holder, destination)) {
        open.pop();
        holder = open.at(-1);
      }
      open.push(position);
      return holder;
    });
  }

  /** Of each, the others whose blocks overlap its own. */
  overlapping(): ReadonlyMap<T, () => readonly T[]> {
    return new Map(this.sorted.map((one, position) => [one, () => this.around(one, position)]));
  }

  private around({ destination }: T, position: number): readonly T[] {
    const found: T[] = [];
    for (let at = this.holders[position]; at !== undefined; at = this.holders[at]) {
      found.push(...this.sorted.slice(at, at + 1));
    }
    const last = lastAddress(destination);
    for (let at = position + 1; ; at += 1) {
      const next = this.sorted[at];
      const isInside = next?.destination.family === last.family && next.destination.first <= last.value;
      if (!isInside) return found;
      found.push(next);
    }
  }

  private isAt(position: number, block: CidrBlock): boolean {
    const there = this.sorted[position];
    return there !== undefined && overlaps(there.destination, block);
  }
}
