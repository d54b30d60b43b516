// Counting and the closing table. Pure.

/** Sums the `Tests:` lines, of which each jest that ran prints one. */
function countTests(output) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const [, line] of output.matchAll(/^\s*Tests:\s+(.+ total)$/gm)) {
    for (const [, number, kind] of line.matchAll(/(\d+) (passed|failed|skipped)/g))
      count[kind] += Number(number);
  }
  return count;
}

/** What a tier adds to the last line: its tests, or itself when it runs none. */
function countOf({ outcome, output }) {
  const tests = countTests(output);
  if (outcome === 'skipped') return { passed: 0, failed: 0, skipped: 1 };
  if (outcome === 'failed') return { ...tests, failed: Math.max(1, tests.failed) };
  return tests.passed + tests.skipped > 0 ? tests : { passed: 1, failed: 0, skipped: 0 };
}

/** The table and the last line. */
function closingLines(results) {
  const rows = results.map((result) => {
    const { passed } = countOf(result);
    const tests = countTests(result.output).passed > 0 ? `, ${passed} tests` : '';
    const ran =
      result.outcome === 'skipped' ? 'skipped' : `${result.outcome === 'failed' ? 'FAILED' : 'ran'}${tests}`;
    const enable = result.outcome === 'skipped' ? result.enable : '';
    return [result.name, ran, `${(result.milliseconds / 1000).toFixed(1)} s`, enable];
  });
  const total = results.map(countOf).reduce((sum, count) => ({
    passed: sum.passed + count.passed,
    failed: sum.failed + count.failed,
    skipped: sum.skipped + count.skipped,
  }));
  const last = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
  return ['', ...table(['tier', 'ran or skipped', 'time', 'how to enable'], rows), '', last];
}

function table(header, rows) {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd();
  const enabled = rows.every((row) => row[3] === '') ? 3 : 4;
  const shown = [header, widths.map((width) => '-'.repeat(width)), ...rows].map((row) =>
    row.slice(0, enabled),
  );
  return shown.map(line);
}

module.exports = { closingLines, countOf, countTests };
