import { diff, type DiffOptions } from '../../src/diff/diff';
import { changeOf, type Changes, type Difference } from '../../src/diff/difference';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import { describeDestinations } from '../../src/walk/internet';
import type { Way } from '../../src/walk/trace';
import { graphOf } from './graph-of';

/** The difference of two worlds of rows. */
export function difference(before: string, after: string, options?: DiffOptions): Difference {
  return diff(graphOf(before), graphOf(after), options);
}

/** A difference as lines: `+` gained, `-` lost, `?` undetermined. */
export function tellDifference(found: Difference): string[] {
  return [
    ...lines('-', found.lost),
    ...lines('+', found.gained),
    ...found.undetermined.map(({ subject, aspect, because }) => `? ${subject} ${aspect}: ${because}`),
  ];
}

export function toldBetween(before: VpcGraph, after: VpcGraph, options?: DiffOptions): string[] {
  const found = diff(before, after, options);
  const told = tellDifference(found);
  if ((changeOf(found) === 'none') !== (told.length === 0))
    throw new Error('an empty difference tells nothing');
  return told;
}

function lines(sign: string, { subnets, ways, flows, statements }: Changes): string[] {
  return [
    ...subnets.map((subnet) => `${sign} subnet ${subnet}`),
    ...ways.map(
      ({ subnet, only, destinations, out, back }) =>
        `${sign} ${subnet} ${only ?? describeDestinations(destinations)}: ${tellWay(out)}` +
        `${back === undefined ? '' : `; back ${tellWay(back)}`}`,
    ),
    ...flows.map(
      ({ subnet, destinations, verdict, because }) =>
        `${sign} ${subnet} ${describeDestinations(destinations)}: ${[verdict, ...because].join(', ')}`,
    ),
    ...statements.map(({ subject, aspect, statement }) => `${sign} ${subject} ${aspect}: ${statement}`),
  ];
}

function tellWay({ hops, disposition }: Way): string {
  return [...hops.map(({ key }) => key), disposition].join(' ');
}
