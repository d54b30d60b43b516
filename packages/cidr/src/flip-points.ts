import { compareValues } from './address';

/**
 * A set of numbers as the sorted points where membership changes: the first point enters the set, the next
 * leaves it, and so on. `[10, 20]` is 10 to 19. A set has exactly one such list, so equal sets are equal lists.
 */
export type FlipPoints = readonly bigint[];

/** From a first number up to, and without, an end. */
export type Span = readonly [first: bigint, end: bigint];

/**
 * One pass over both lists.
 * @param keeps - whether a number is in the result, by whether it is in each operand; false for neither
 */
export function combine(
  a: FlipPoints,
  b: FlipPoints,
  keeps: (inA: boolean, inB: boolean) => boolean,
): FlipPoints {
  const points: bigint[] = [];
  for (let i = 0, j = 0; ; ) {
    const point = lesser(a[i], b[j]);
    if (point === undefined) return points;
    if (a[i] === point) i += 1;
    if (b[j] === point) j += 1;
    const isInside = points.length % 2 === 1;
    if (keeps(i % 2 === 1, j % 2 === 1) !== isInside) points.push(point);
  }
}

/** @param spans - in any order; they may touch, overlap and repeat, but none is empty */
export function coverSpans(spans: Iterable<Span>): FlipPoints {
  const points: bigint[] = [];
  for (const [first, end] of [...spans].sort(([a], [b]) => compareValues(a, b))) {
    const reached = points.at(-1);
    if (reached === undefined || first > reached) points.push(first, end);
    else if (end > reached) points[points.length - 1] = end;
  }
  return points;
}

export function* listSpans(points: FlipPoints): Generator<Span> {
  for (let index = 0; ; index += 2) {
    const first = points[index];
    const end = points[index + 1];
    if (first === undefined || end === undefined) return;
    yield [first, end];
  }
}

/** Whether every number of a span is in the set. Binary search. */
export function holdsSpan(points: FlipPoints, [first, end]: Span): boolean {
  let low = 0;
  let high = points.length; // the first point after `first` is in low..high
  while (low < high) {
    const middle = (low + high) >>> 1;
    const point = points[middle];
    if (point === undefined || point > first) high = middle;
    else low = middle + 1;
  }
  const leaves = points[low];
  return low % 2 === 1 && leaves !== undefined && end <= leaves;
}

function lesser(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined) return b;
  return b === undefined || a < b ? a : b;
}
