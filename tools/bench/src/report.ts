/** Times of one thing, in milliseconds, in the order in which they were taken. */
export interface Sample {
  readonly what: string;
  readonly milliseconds: readonly number[];
}

export interface Report {
  readonly lines: readonly string[];
  readonly isWithin: boolean;
}

/** The middle value; the mean of the two middle ones when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1);
  return (low + high) / 2;
}

/**
 * One row for each sample, as a ratio to the first, and a last line that says whether the second is within the limit.
 * @param limit - how many times as long as the floor the program may take
 */
export function report(floor: Sample, program: Sample, limit: number): Report {
  const ratio = median(program.milliseconds) / median(floor.milliseconds);
  const rows = [floor, program].map(({ what, milliseconds }) => [
    what,
    `${median(milliseconds).toFixed(0)} ms`,
    `${Math.min(...milliseconds).toFixed(0)}-${Math.max(...milliseconds).toFixed(0)} ms`,
    `${(median(milliseconds) / median(floor.milliseconds)).toFixed(2)} x`,
  ]);
  const isWithin = ratio <= limit;
  const verdict = isWithin ? `within ${limit} x the floor` : `!! over ${limit} x the floor`;
  return {
    lines: [
      ...table([['what', 'median', 'range', 'ratio'], ...rows]),
      '',
      `${ratio.toFixed(2)} x: ${verdict}`,
    ],
    isWithin,
  };
}

export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(width(column)) : cell.padStart(width(column))))
      .join('  '),
  );
}
