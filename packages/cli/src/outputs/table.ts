import { showControls } from '@inspected-egress/problem';

/** Rows as lines, whatever their cells hold, two spaces between columns as wide as their longest cell. */
export function table(cells: readonly (readonly string[])[]): readonly string[] {
  const rows = cells.map((row) => row.map(showControls));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** The same under a header, without the columns that say nothing; nothing when there are no rows. */
export function headedTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const filled = header.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''));
  return table([header, ...rows].map((row) => row.filter((_, column) => filled[column] === true)));
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
