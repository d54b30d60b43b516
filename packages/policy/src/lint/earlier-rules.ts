import type { Reach, Target } from './reach';

/** Rules in their order, found by a destination without a look at each. */
export class EarlierRules {
  private readonly byKey = new Map<string, Reach[]>();
  private readonly addressed: Reach[] = [];
  private readonly order = new Map<Reach, number>();

  add(reach: Reach): void {
    this.order.set(reach, this.order.size);
    if (reach.hasAddresses) this.addressed.push(reach);
    for (const key of new Set(reach.targets.map((target) => target.key))) {
      const known = this.byKey.get(key);
      if (known === undefined) this.byKey.set(key, [reach]);
      else known.push(reach);
    }
  }

  /** The rules that have a destination, by itself or within another, first rule first. */
  findHolders(target: Target): Reach[] {
    const named = [target.key, ...target.parentKeys].flatMap((key) => this.byKey.get(key) ?? []);
    const place = (reach: Reach) => this.order.get(reach) ?? 0;
    return [...new Set([...named, ...this.addressed])]
      .filter((reach) => reach.hasTarget(target))
      .sort((a, b) => place(a) - place(b));
  }
}
