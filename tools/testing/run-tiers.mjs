// `npm test`: every tier that this machine can run, then one table.
//
//   --tier <name>   only that tier; repeatable, the beginning of a name is enough
//   --verbose       print what the commands print, also when they pass
//   REQUIRE_ENGINES=1 in the environment turns a skipped tier into a failed one
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { closingLines, countTests } from './report.cjs';
import { runCommand } from './run-command.mjs';
import { tiers } from './tiers.mjs';

const values = readOptions();
const wanted = values.tier ?? [];
const unknown = wanted.filter((name) => !tiers.some((tier) => tier.name.startsWith(name)));
if (unknown.length > 0) {
  console.error(
    `no tier is named ${unknown.join(', ')}; there are:\n  ${tiers.map(({ name }) => name).join('\n  ')}`,
  );
  process.exit(2);
}
const chosen = tiers.filter(
  ({ name }) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
);

// Terraform warns about a CLI configuration that is not there, on every command.
if (!existsSync(process.env.TF_CLI_CONFIG_FILE ?? '')) delete process.env.TF_CLI_CONFIG_FILE;

const passed = new Set();
const results = [];
for (const neighbours of runsOf(chosen)) {
  const waiting = neighbours.map((tier, index) => ({ tier, place: results.length + index }));
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      results[next.place] = await timed(next.tier);
    }
  };
  await Promise.all([worker(), worker()]);
}
for (const line of closingLines(results)) console.log(line);
process.exitCode = results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;

function readOptions() {
  try {
    return parseArgs({
      options: { tier: { type: 'string', multiple: true }, verbose: { type: 'boolean', default: false } },
    }).values;
  } catch (error) {
    console.error(`${error.message}\nusage: npm test -- [--tier <name>] [--verbose]`);
    process.exit(2);
  }
}

/** Neighbouring tiers that may run at the same time: the paired ones; any other tier has the machine to itself. */
function runsOf(all) {
  return all.reduce((runs, tier) => {
    const last = runs.at(-1);
    const joins = tier.paired === true && last?.[0].paired === true;
    return joins ? [...runs.slice(0, -1), [...last, tier]] : [...runs, [tier]];
  }, []);
}

async function timed(tier) {
  const started = performance.now();
  const result = await runTier(tier);
  const milliseconds = performance.now() - started;
  const tests = countTests(result.output).passed;
  const detail =
    result.outcome === 'skipped' ? result.reason.split('\n')[0] : tests > 0 ? `${tests} tests` : '';
  const mark = { ran: 'ok  ', skipped: 'skip', failed: 'FAIL' }[result.outcome];
  console.log(`${mark}  ${tier.name}  ${(milliseconds / 1000).toFixed(1)} s  ${detail}`.trimEnd());
  if (result.outcome === 'failed' && !values.verbose) console.log(`${result.output.trimEnd()}\n`);
  return { ...tier, ...result, milliseconds };
}

async function runTier({ name, probe, commands, seconds, enable }) {
  const {
    missing,
    broken,
    env = {},
  } = (await probe?.({ named: wanted.length > 0 }).catch((error) => ({ broken: error.message }))) ?? {};
  if (broken !== undefined) return { outcome: 'failed', output: `${name}: ${broken}` };
  if (missing !== undefined && process.env.REQUIRE_ENGINES === '1') {
    return {
      outcome: 'failed',
      output: `${name}: ${missing}\nREQUIRE_ENGINES=1 allows no skip; this tier needs ${enable}`,
    };
  }
  if (missing !== undefined) return { outcome: 'skipped', reason: missing, output: '' };
  let output = '';
  for (const command of commands.filter((one) => !passed.has(one))) {
    if (values.verbose) console.log(`$ ${command.join(' ')}`);
    const answer = await runCommand(command, { env, print: values.verbose, seconds });
    output += answer.output;
    if (answer.status !== 0) return { outcome: 'failed', output };
    passed.add(command);
  }
  return { outcome: 'ran', output };
}
