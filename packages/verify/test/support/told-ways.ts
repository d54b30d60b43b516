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
  const hops = way.hops.map((hop) => (typeof hop === 'string' ? hop : nameOf(hop)));
  return [...withoutLaps(hops), way.disposition].join(' ');
}

/** What a NAT gateway translates once more is another flow, for which a zone is picked anew: how many such laps there are is no matter. */
function withoutLaps(hops: readonly string[]): readonly string[] {
  const start = hops.findIndex((hop, index) => hop.startsWith('nat') && hops.indexOf(hop, index + 1) >= 0);
  if (start < 0) return hops;
  return withoutLaps([...hops.slice(0, start), ...hops.slice(hops.lastIndexOf(hops[start] ?? ''))]);
}

function nameOf({ kind, key, subnet = '?' }: Hop): string {
  return kind === 'transit-gateway-attachment' ? `${key}@${subnet}` : key;
}
