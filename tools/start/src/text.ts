/** How text is emphasized, if at all. */
export interface Style {
  heading(text: string): string;
  faint(text: string): string;
}

const PLAIN: Style = { heading: (text) => text, faint: (text) => text };
const ANSI: Style = {
  heading: (text) => `\u001b[1m${text}\u001b[0m`,
  faint: (text) => `\u001b[2m${text}\u001b[0m`,
};

/** Color for a terminal whose user has not set NO_COLOR (no-color.org); plain text for everything else. */
export function styleFor(output: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): Style {
  return output.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb' ? ANSI : PLAIN;
}

/** Rows as lines, two spaces between columns as wide as their longest cell; cells of `right` columns end flush. */
export function table(
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return right.includes(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** A table whose first row stands back. */
export function headedTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  style: Style,
  right: readonly number[] = [],
): readonly string[] {
  const [first = '', ...rest] = table([header, ...rows], right);
  return [style.faint(first), ...rest];
}

/** Lines under a heading of their own. */
export function indent(lines: readonly string[], by = 2): readonly string[] {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`));
}
