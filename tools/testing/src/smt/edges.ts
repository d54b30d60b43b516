import type { Places } from './places';
import type { Question } from './question';
import { and, not, type Term } from './term';

/** One step from a place to another. */
export interface Step {
  readonly from: Term;
  readonly to: Term;
  readonly happens: Term;
  readonly isIpv6: Term;
  /** Whose address the packet has on our side. */
  readonly owner: Term;
}

/** The subnets that a step may leave or enter, and when it does. */
export function edgesOf(
  places: Places,
  { subnet }: Question,
  { from, to }: Step,
  direction: 'in' | 'out',
): readonly (readonly [subnet: string, is: Term])[] {
  const [end, other] = direction === 'out' ? [from, to] : [to, from];
  const nodes = ['workload', ...places.movers];
  const placeOf = (key: string) => (key === 'workload' ? subnet : places.world.subnetOf(key));
  const isEndpoint = (key: string) => places.world.nounOf(key) === 'endpoint';
  return nodes.flatMap((node) => {
    const place = placeOf(node);
    if (place === undefined) return [];
    const neighbours = nodes.filter((one) => placeOf(one) === place && !isEndpoint(one) && !isEndpoint(node));
    return [[place, and(places.is(end, node), not(places.isOneOf(other, neighbours)))] as const];
  });
}
