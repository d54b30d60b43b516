import { readFileSync } from 'node:fs';
import { PROMISES, readEstate, verdictOf, verifyEstate } from '@inspected-egress/verify';

// One process of the bench: `parse` only parses the file, `verify` reads it and judges every promise. Prints milliseconds,
// counted from when the text is in memory, and the most memory that the process held, in kilobytes.

const [, , what = '', file = ''] = process.argv;
const text = readFileSync(file, 'utf8');
const started = performance.now();
if (what === 'parse') {
  JSON.parse(text);
} else {
  const report = verifyEstate(readEstate([{ name: file, text }]));
  const unproved = PROMISES.filter((promise) => verdictOf(report, promise) !== 'proved');
  if (unproved.length > 0) throw new Error(`not proved: ${unproved.join(', ')}`);
}
const milliseconds = performance.now() - started;
console.log(JSON.stringify({ milliseconds, kilobytes: process.resourceUsage().maxRSS }));
