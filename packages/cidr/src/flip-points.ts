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
function combine(a: FlipPoints, b: FlipPoints, keeps: (inA: boolean, inB: boolean) => boolean): FlipPoints {
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

/** Numbers in both lists, without a pass over them where one look tells. */
export function intersect(a: FlipPoints, b: FlipPoints): FlipPoints {
  if (areApart(a, b)) return NOTHING;
  if (isOneSpanOver(b, a)) return a;
  return isOneSpanOver(a, b) ? b : combine(a, b, (inA, inB) => inA && inB);
}

/** Numbers of the first list that are not in the second, likewise. */
export function subtract(a: FlipPoints, b: FlipPoints): FlipPoints {
  if (areApart(a, b)) return a;
  return isOneSpanOver(b, a) ? NOTHING : combine(a, b, (inA, inB) => inA && !inB);
}

/** Numbers of either list, likewise. */
export function unite(a: FlipPoints, b: FlipPoints): FlipPoints {
  if (b.length === 0 || isOneSpanOver(a, b)) return a;
  return a.length === 0 || isOneSpanOver(b, a) ? b : combine(a, b, (inA, inB) => inA || inB);
}

const NOTHING: FlipPoints = [];

/** Whether it is plain that they share nothing: one ends before the other, or has one span in a gap of the other. */
function areApart(a: FlipPoints, b: FlipPoints): boolean {
  const [a0, a1, b0, b1] = [a[0], a[a.length - 1], b[0], b[b.length - 1]];
  if (a0 === undefined || a1 === undefined || b0 === undefined || b1 === undefined) return true;
  if (a1 <= b0 || b1 <= a0) return true;
  return (b.length === 2 && isInGap(a, b0, b1)) || (a.length === 2 && isInGap(b, a0, a1));
}

function isInGap(points: FlipPoints, first: bigint, end: bigint): boolean {
  const after = firstPointAfter(points, first);
  const next = points[after];
  return after % 2 === 0 && (next === undefined || end <= next);
}

/** Whether a list is one span that holds all of another, which is not empty. */
function isOneSpanOver(outer: FlipPoints, inner: FlipPoints): boolean {
  if (outer.length !== 2) return false;
  const [o0, o1, i0, i1] = [outer[0], outer[1], inner[0], inner[inner.length - 1]];
  return o0 !== undefined && o1 !== undefined && i0 !== undefined && i1 !== undefined && o0 <= i0 && i1 <= o1;
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
  const after = firstPointAfter(points, first);
  const leaves = points[after];
  return after % 2 === 1 && leaves !== undefined && end <= leaves;
}

/** Place of the first point that is greater than a number. */
function firstPointAfter(points: FlipPoints, number: bigint): number {
  let low = 0;
  let high = points.length; // it is in low..high
  while (low < high) {
    const middle = (low + high) >>> 1;
    const point = points[middle];
    if (point === undefined || point > number) high = middle;
    else low = middle + 1;
  }
  return low;
}

function lesser(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined) return b;
  return b === undefined || a < b ? a : b;
}
