import { PlanError, problemUnder, quote, type Problem } from '@inspected-egress/problem';
import * as errors from './errors';
import { findOrderRemarks } from './lint/order-remarks';
import type { Destination, EgressPolicy, WorkloadGroup } from './model';
import { findPolicyProblems } from './read/parse-policy';

export interface LayeredPolicy {
  readonly policy: EgressPolicy;
  /** What of the additions has no effect because the baseline or an earlier addition decides otherwise. */
  readonly conflicts: readonly Problem[];
}

/**
 * An organization's baseline with the additions of teams under it. All rules of the baseline come first, in its order,
 * so what it drops stays dropped and what it passes stays passed; the additions decide what it leaves open. The mode is
 * the baseline's. Groups and sets are shared: the same name may stand in several policies if it means the same.
 *
 * Law, proved by name in `test/layer-policies.test.ts`: where a rule of the baseline decides, the layered policy says
 * the same.
 * @throws PlanError POL1xx when a policy is not valid, POL151 and POL152 when rule ids or names of groups and sets clash
 */
export function layerPolicies(baseline: EgressPolicy, additions: readonly EgressPolicy[]): LayeredPolicy {
  const layers = [baseline, ...additions];
  const paths = layers.map((_, index) => (index === 0 ? 'baseline' : `additions[${index - 1}]`));
  const invalid = layers.flatMap((layer, index) =>
    findPolicyProblems(layer).map((problem) => problemUnder(paths[index] ?? '', problem)),
  );
  const clashes = invalid.length > 0 ? invalid : findClashes(layers, paths);
  if (clashes.length > 0) throw new PlanError(`layers over ${quote(baseline.name)}`, clashes);

  const groups: Record<string, WorkloadGroup> = Object.assign(
    {},
    ...layers.map((layer) => layer.groups ?? {}),
  );
  const sets: Record<string, readonly Destination[]> = Object.assign(
    {},
    ...layers.map((layer) => layer.sets ?? {}),
  );
  const policy: EgressPolicy = {
    version: 1,
    name: baseline.name,
    mode: baseline.mode,
    ...(Object.keys(groups).length === 0 ? {} : { groups }),
    ...(Object.keys(sets).length === 0 ? {} : { sets }),
    rules: layers.flatMap(({ rules }) => rules),
  };
  return { policy, conflicts: findConflicts(policy, layers, paths) };
}

function findClashes(layers: readonly EgressPolicy[], paths: readonly string[]): Problem[] {
  const ids = new Map<string, string>();
  const meanings = new Map<string, { readonly path: string; readonly meaning: string }>();
  return layers.flatMap((layer, index) => {
    const path = paths[index] ?? '';
    const named = (['groups', 'sets'] as const).flatMap((holder) =>
      Object.entries(layer[holder] ?? {}).map(
        ([name, value]) => [`${holder}.${name}`, JSON.stringify(value)] as const,
      ),
    );
    return [
      ...named.flatMap(([place, meaning]) => {
        const other = meanings.get(place);
        if (other === undefined) meanings.set(place, { path, meaning });
        return other === undefined || other.meaning === meaning
          ? []
          : [errors.differentMeaning(`${path}.${place}`, other.path)];
      }),
      ...layer.rules.flatMap(({ id }, place) => {
        const other = ids.get(id);
        if (other === undefined) ids.set(id, path);
        return other === undefined ? [] : [errors.idInLayers(`${path}.rules[${place}].id`, id, other)];
      }),
    ];
  });
}

function findConflicts(
  policy: EgressPolicy,
  layers: readonly EgressPolicy[],
  paths: readonly string[],
): Problem[] {
  const places = new Map(
    layers.flatMap(({ rules }, layer) =>
      rules.map(({ id }, place) => [id, { layer, path: `${paths[layer]}.rules[${place}]` }] as const),
    ),
  );
  const [baseline] = layers;
  const modes = layers.flatMap(({ mode }, index) =>
    mode === baseline?.mode ? [] : [errors.otherMode(`${paths[index]}.mode`, mode, baseline?.mode ?? mode)],
  );
  const rules = findOrderRemarks(policy, () => true).flatMap(({ code, message, rule = '' }) => {
    const place = places.get(rule);
    const isConflict = code === 'POL203' && place !== undefined && place.layer > 0;
    return isConflict ? [errors.layerConflict(place.path, message)] : [];
  });
  return [...modes, ...rules];
}
