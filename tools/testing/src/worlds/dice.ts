/** Numbers from a seed, the same in every run. Mulberry32, public domain. */
export class Dice {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** @throws Error when there is nothing to pick from */
  pick<T>(from: readonly T[]): T {
    if (from.length === 0) throw new Error('nothing to pick from');
    return from[this.below(from.length)] as T;
  }

  /** Some of a list, each at most once. */
  some<T>(from: readonly T[], most: number): T[] {
    const rest = [...from];
    return Array.from({ length: Math.min(this.below(most + 1), rest.length) }, () =>
      rest.splice(this.below(rest.length), 1),
    ).flat();
  }
}
