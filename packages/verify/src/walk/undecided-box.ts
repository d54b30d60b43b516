import type { AddressSet } from '@inspected-egress/cidr';
import type { PortSpan } from './crossing';

/** Ports and addresses that no rule has decided yet. `undefined` addresses are the whole of a subnet without numbers. */
export interface UndecidedBox {
  readonly addresses: AddressSet | undefined;
  readonly ports: PortSpan;
}

/** What a rule takes of a box, and what it leaves for the next rules. */
export function splitBox(
  box: UndecidedBox,
  span: PortSpan,
  covered: AddressSet | 'whole' | 'none',
): { taken: UndecidedBox[]; left: UndecidedBox[] } {
  const ports = { from: Math.max(box.ports.from, span.from), to: Math.min(box.ports.to, span.to) };
  if (covered === 'none' || ports.from > ports.to) return { taken: [], left: [box] };
  const { addresses } = box;
  const inside = addresses === undefined || covered === 'whole' ? addresses : addresses.intersection(covered);
  if (inside?.isEmpty === true) return { taken: [], left: [box] };
  const outside = inside === undefined || addresses === undefined ? undefined : addresses.difference(inside);
  const beside = [
    { from: box.ports.from, to: ports.from - 1 },
    { from: ports.to + 1, to: box.ports.to },
  ].filter(({ from, to }) => from <= to);
  return {
    taken: [{ addresses: inside, ports }],
    left: [
      ...beside.map((one) => ({ addresses, ports: one })),
      ...(outside === undefined || outside.isEmpty ? [] : [{ addresses: outside, ports }]),
    ],
  };
}
