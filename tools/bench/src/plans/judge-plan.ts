import { readFileSync } from 'node:fs';
import { PROMISES, readEstate, verdictOf, verifyEstate } from '@inspected-egress/verify';

// One process of the bench: `parse` only parses the file, `verify` reads it and judges every promise. Prints how many
// milliseconds it kept processors busy, with all its threads and from when the text was in memory, and the most memory that it
// held, in kilobytes.

const [, , what = '', file = ''] = process.argv;
const text = readFileSync(file, 'utf8');
const started = process.cpuUsage();
if (what === 'parse') {
  JSON.parse(text);
} else {
  const report = verifyEstate(readEstate([{ name: file, text }]));
  const unproved = PROMISES.filter((promise) => verdictOf(report, promise) !== 'proved');
  if (unproved.length > 0) throw new Error(`not proved: ${unproved.join(', ')}`);
}
const { user, system } = process.cpuUsage(started);
console.log(
  JSON.stringify({ milliseconds: (user + system) / 1000, kilobytes: process.resourceUsage().maxRSS }),
);
