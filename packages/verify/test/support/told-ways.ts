import type { SimulatedFlow, SimulatedWay } from '@inspected-egress/testing/worlds';
import type { Hop, Trace, Way } from '../../src/walk/trace';

/** What becomes of a class, in the same words as {@link tellFlow}. */
export function tellTrace({ out, back }: Trace): string {
  return `${tell(out)}, ${tell(back)}`;
}

export function tellFlow({ out, back }: SimulatedFlow): string {
  return `${tell(out)}, ${tell(back)}`;
}

function tell(way: Way | SimulatedWay | undefined): string {
  if (way === undefined) return 'no reply';
  // A circle is told by that it is one: where the telling stops is no matter.
  if (way.disposition === 'loop') return 'loop';
  return [...way.hops.map((hop) => (typeof hop === 'string' ? hop : nameOf(hop))), way.disposition].join(' ');
}

function nameOf({ kind, key, subnet = '?' }: Hop): string {
  return kind === 'transit-gateway-attachment' ? `${key}@${subnet}` : key;
}
