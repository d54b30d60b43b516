import { throwProblems } from '@inspected-egress/problem';
import { findRequirementsProblems } from './find-requirements-problems';
import { monthlyCost, type MonthlyCost, type Usage } from './monthly-cost';
import type { EgressNeed, EgressRequirements } from './requirements';
import { ABILITIES, EGRESS_STRATEGIES, type Ability, type EgressStrategy } from './strategies';
import { billOf, dnsQueries, interfaceEndpoints } from './usages';

/** What adds to a strategy what it lacks. */
export type EgressLayer = Extract<
  EgressStrategy,
  'dns-firewall' | 'private-endpoints' | 'security-groups-and-acls'
>;

/** Something that was asked for and that a candidate cannot do. */
export interface Shortcoming {
  readonly what: EgressNeed | 'inspection' | 'internet';
  /** One line; no capital first letter, no final period. */
  readonly because: string;
}

export interface EgressCandidate {
  readonly strategy: EgressStrategy;
  /** Beside it, in the order in which they are to be read. */
  readonly layers: readonly EgressLayer[];
  /** Whether it meets every need. */
  readonly isSuitable: boolean;
  /** What it takes to meet needs, and why layers are there. */
  readonly reasons: readonly string[];
  readonly cannot: readonly Shortcoming[];
  /** At list prices; with `excluded`, a lower bound. */
  readonly cost: MonthlyCost;
}

export interface EgressChoice {
  /** Absent when no candidate meets every need: then `candidates` says who lacks what. */
  readonly chosen?: EgressCandidate;
  /** Why it was chosen, or why none was. */
  readonly reasons: readonly string[];
  /** Every strategy: suitable ones first, then by how little they lack; those of known cost before lower bounds, then by cost. */
  readonly candidates: readonly EgressCandidate[];
}

/**
 * Which means of securing outbound traffic meet what is asked for, what the others cannot do, and what each costs. Laws:
 *
 * - what is chosen meets every need, and none that meets every need and whose cost is known costs less;
 * - a strategy that lacks something for some needs lacks it for more needs too;
 * - no cost falls when there are more VPCs, zones, GB or queries.
 *
 * @throws PlanError POL701 to POL703 with every problem of the requirements
 */
export function chooseEgressStrategy(requirements: EgressRequirements): EgressChoice {
  throwProblems('egress requirements', findRequirementsProblems(requirements));
  const candidates = EGRESS_STRATEGIES.map((strategy) => judge(strategy, requirements)).sort(
    (a, b) =>
      a.cannot.length - b.cannot.length ||
      Number(isLowerBound(a)) - Number(isLowerBound(b)) ||
      a.cost.usdPerMonth - b.cost.usdPerMonth,
  );
  const [first] = candidates;
  if (first === undefined || !first.isSuitable)
    return { reasons: ['no strategy meets every need: leave one out, or split the workloads'], candidates };
  const suitable = candidates.filter(({ isSuitable }) => isSuitable);
  const many = suitable.length === 1 ? 'it alone meets' : `${suitable.length} strategies meet`;
  const cheapest = isLowerBound(first)
    ? 'what it costs is not all known'
    : suitable.length === 1
      ? 'its cost is known'
      : 'of those whose cost is known it costs least';
  return { chosen: first, reasons: [`${many} every need`, cheapest, ...first.reasons], candidates };
}

function isLowerBound({ cost }: EgressCandidate): boolean {
  return cost.excluded.length > 0;
}

function judge(strategy: EgressStrategy, requirements: EgressRequirements): EgressCandidate {
  const layers: EgressLayer[] = [];
  const reasons: string[] = [];
  const cannot: Shortcoming[] = [...shortOfDestinations(strategy, requirements)];
  for (const need of [...new Set(requirements.needs)]) {
    const layer = layerFor(strategy, need);
    const ability: Ability = layer === undefined ? ABILITIES[strategy][need] : ABILITIES[layer][need];
    if (layer !== undefined && !layers.includes(layer)) layers.push(layer);
    if (layer !== undefined) reasons.push(`\`${need}\`: \`${layer}\` beside it does that`);
    if (ability.is === 'met-if') reasons.push(`\`${need}\`: ${ability.note}`);
    if (ability.is === 'unmet') cannot.push({ what: need, because: ability.because });
  }
  if (strategy !== 'private-endpoints' && (requirements.interfaceEndpoints ?? 0) > 0) {
    layers.push('private-endpoints');
    reasons.push('services of AWS are reached by interface endpoints, past what inspects');
  }
  const cost = costOf(strategy, layers, requirements);
  return { strategy, layers, isSuitable: cannot.length === 0, reasons, cannot, cost };
}

/** What adds to a strategy what it lacks, where something does. */
function layerFor(strategy: EgressStrategy, need: EgressNeed): EgressLayer | undefined {
  if (ABILITIES[strategy][need].is !== 'unmet') return undefined;
  const layers: readonly EgressLayer[] = ['dns-firewall', 'security-groups-and-acls'];
  const helps = (layer: EgressLayer) =>
    HELPS[layer].includes(need) && layer !== strategy && ABILITIES[layer][need].is !== 'unmet';
  return layers.find(helps);
}

/** What a layer does for the packets of another strategy too; that it is managed, say, makes no fleet managed. */
const HELPS: Readonly<Record<EgressLayer, readonly EgressNeed[]>> = {
  'dns-firewall': ['dns-queries'],
  'security-groups-and-acls': ['addresses-and-ports', 'workload-rules'],
  'private-endpoints': [],
};

function shortOfDestinations(
  strategy: EgressStrategy,
  { destinations = 'internet' }: EgressRequirements,
): readonly Shortcoming[] {
  if (strategy === 'egress-only-gateway')
    return [{ what: 'inspection', because: 'nothing is inspected, and IPv4 stays inside' }];
  if (strategy === 'private-endpoints' && destinations === 'internet')
    return [{ what: 'internet', because: 'it leads to services of AWS alone' }];
  return [];
}

function costOf(
  strategy: EgressStrategy,
  layers: readonly EgressLayer[],
  requirements: EgressRequirements,
): MonthlyCost {
  const { usages, excluded, instances } = billOf(strategy, requirements);
  const more: readonly Usage[] = layers.flatMap((layer) => {
    if (layer === 'dns-firewall') return dnsQueries(requirements);
    return layer === 'private-endpoints' ? interfaceEndpoints(requirements) : [];
  });
  const { instanceUsdPerHour: usdPerHour } = requirements;
  const isUnknown = instances > 0 && usdPerHour === undefined;
  return monthlyCost(
    [...usages, ...more],
    [...excluded, ...(isUnknown ? [`${instances} instances and their licences`] : [])],
    { instances, usdPerHour: usdPerHour ?? 0 },
  );
}
