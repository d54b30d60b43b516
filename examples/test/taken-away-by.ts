import { blocksOf, objectOf, textOf, type JsonObject, type JsonValue } from '@inspected-egress/terraform';

/** What a plan takes away: addresses, sorted, without the digest that cdktf puts at the end of a name. */
export interface TakenAway {
  /** What is made anew in its place. */
  readonly replaced: readonly string[];
  readonly deleted: readonly string[];
}

/** Reads a `terraform show -json` of a plan. */
export function takenAwayBy(plan: string): TakenAway {
  const { resource_changes: changes } = objectOf(JSON.parse(plan) as JsonValue);
  const gone = blocksOf(changes).filter((one) => actionsOf(one).includes('delete'));
  const isReplaced = (one: JsonObject) => actionsOf(one).includes('create');
  return {
    replaced: gone.filter(isReplaced).map(nameOf).sort(),
    deleted: gone
      .filter((one) => !isReplaced(one))
      .map(nameOf)
      .sort(),
  };
}

function actionsOf({ change }: JsonObject): readonly JsonValue[] {
  const { actions } = objectOf(change);
  return Array.isArray(actions) ? actions : [];
}

function nameOf({ address }: JsonObject): string {
  return (textOf(address) ?? '').replace(/_[0-9A-F]{8}$/u, '');
}
