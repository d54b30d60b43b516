import { throwProblems } from '@inspected-egress/problem';
import { readGraph } from '@inspected-egress/verify';
import { inSeveralPlaces } from '../errors';
import { findSource } from '../explain-query/find-source';
import { relocated } from '../inputs/in-file';
import type { GivenEndpoint } from './given-endpoint';
import type { GraphInput } from './read-graph-input';

/**
 * An input with firewall endpoints, which it knows by their ids alone, where they are said to stand; its notes repeat what was
 * taken as given.
 * @throws PlanError CLI118 for an endpoint in two subnets, VFY477 and VFY478 for what means nothing in the input
 */
export function placeEndpoints(told: GraphInput, endpoints: readonly GivenEndpoint[]): GraphInput {
  if (endpoints.length === 0) return told;
  const { input, estate } = told;
  refuseContradictions(told, endpoints);
  const endpointSubnets = Object.fromEntries(endpoints.map((one) => [one.id, subnetIn(told, one)]));
  const graph = relocated(
    (problem) => ({ ...problem, file: input, path: '--endpoint' }),
    () => readGraph(estate, { endpointSubnets }),
  );
  const given = Object.entries(endpointSubnets).map(
    ([id, subnet]) => `the call says that \`${id}\` stands in \`${subnet}\``,
  );
  return { input, estate: { ...estate, notes: [...estate.notes, ...given] }, graph };
}

/**
 * The same of two inputs that are compared, which may be of different forms: each endpoint is placed in every input that knows
 * it, and the subnet, by the names given.
 * @throws PlanError CLI118 for an endpoint in two subnets of one, VFY477 and VFY478 for what means nothing in either
 */
export function placeInEither(
  [before, after]: readonly [GraphInput, GraphInput],
  endpoints: readonly GivenEndpoint[],
): [GraphInput, GraphInput] {
  const meansNothing = (one: GivenEndpoint) => !isMeant(before, one) && !isMeant(after, one);
  placeEndpoints(after, endpoints.filter(meansNothing));
  const placed = (side: GraphInput) =>
    placeEndpoints(
      side,
      endpoints.filter((one) => isMeant(side, one)),
    );
  return [placed(before), placed(after)];
}

function refuseContradictions(told: GraphInput, endpoints: readonly GivenEndpoint[]): void {
  const subnets = new Map<string, Set<string>>();
  for (const one of endpoints)
    subnets.set(one.id, (subnets.get(one.id) ?? new Set()).add(subnetIn(told, one)));
  throwProblems(
    'endpoints',
    [...subnets].flatMap(([id, places]) => (places.size > 1 ? [inSeveralPlaces(id, [...places])] : [])),
  );
}

function isMeant(told: GraphInput, one: GivenEndpoint): boolean {
  const endpoint = told.graph.firewallEndpoints.get(one.id);
  return endpoint?.subnet.is === 'unknown' && told.graph.subnets.has(subnetIn(told, one));
}

function subnetIn({ graph, estate }: GraphInput, { subnet }: GivenEndpoint): string {
  return findSource(graph, estate, subnet);
}
