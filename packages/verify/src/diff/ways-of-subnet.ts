import type { Key } from '../graph/key';
import { familiesOf, traceSubnet } from '../walk/trace-subnet';
import type { Trace, Way } from '../walk/trace';
import { neutralText } from './neutral-text';
import { neutralWay } from './neutral-way';
import type { Part } from './parts';
import type { Side } from './side';

/** What becomes of packets and of their replies. */
export interface Ways {
  /** The destinations are only some of these, and the input does not tell which: those of this route or list. */
  readonly only?: string;
  /** Routes that may take some of the destinations; the input does not tell which. */
  readonly unless?: readonly string[];
  readonly out: Way;
  /** Absent when no reply comes. */
  readonly back?: Way;
}

/** Everything that a subnet sends to the public internet, by what becomes of it. */
export function traceEverything({ graph }: Side, subnet: Key): readonly Trace[] {
  return familiesOf(graph, subnet).flatMap((family) => traceSubnet(graph, subnet, family));
}

export function toParts(side: Side, traces: readonly Trace[]): readonly Part<Ways>[] {
  return traces.map((trace) => {
    const { out, back, only, except } = trace;
    return {
      ...placeOf(side, trace),
      facts: [
        neutralWay(side, trace, out),
        back === undefined
          ? { text: 'no reply', isSure: out.disposition !== 'undetermined' }
          : neutralWay(side, trace, back),
      ],
      said: {
        ...(only === undefined ? {} : { only }),
        ...(except.length === 0 ? {} : { unless: [...new Set(except)] }),
        out,
        ...(back === undefined ? {} : { back }),
      },
    };
  });
}

/** What a part of a class is about. */
export function placeOf(side: Side, { family, destinations, only, flows, out }: Trace) {
  return {
    family,
    destinations,
    ...(only === undefined ? {} : { only: neutralText(side, only) }),
    ...(flows === undefined ? {} : { flows: neutralText(side, flows.join()) }),
    isOfService: out.hops.at(-1)?.kind === 'gateway-endpoint',
  };
}
