import { writeFileSync } from 'node:fs';

// Preloaded with `node --require`: writes how many milliseconds the process has kept processors busy, with all its threads and
// from its very start, to the file that RECORD_PROCESSOR_TIME names.
process.on('exit', () => {
  const file = process.env['RECORD_PROCESSOR_TIME'];
  const { user, system } = process.cpuUsage();
  if (file !== undefined) writeFileSync(file, String((user + system) / 1000));
});
