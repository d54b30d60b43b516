import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';
import { useFolder } from './support/egress';

const REFERENCE = resolve(__dirname, '../../../apps/reference/src');
const folder = useFolder();

it('says what to choose and why, what each costs, and what the others cannot do', async () => {
  const { status, out, err } = await folder.egress(
    'choose --needs names,no-instances,dns-queries --zones 2 --gigabytes 1000 --queries 10',
  );
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toMatchSnapshot();
});

it('as json, the same as data', async () => {
  const { status, out } = await folder.egress('choose --needs payload --format json');
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    requirements: { needs: ['payload'], vpcs: 1, zones: 2 },
    chosen: { strategy: 'network-firewall', cost: { usdPerMonth: 584, region: 'us-east-1' } },
  });
});

it('has status 1 when nothing meets every need', async () => {
  const { status, out } = await folder.egress('choose --needs one-way-out,isolated-vpcs,names');
  expect(status).toBe(1);
  expect(out.split('\n')[0]).toBe('no strategy');
});

it('tells every problem of the call at once, by its flags', async () => {
  const { status, err } = await folder.egress(
    'choose --needs nams,payload --vpcs x --zones 9 --destinations moon',
  );
  expect(status).toBe(3);
  expect(err).toMatchInlineSnapshot(`
   "egress: --destinations: \`moon\` is not where workloads may call; write \`internet\` or \`aws-services\` [POL702]
   egress: --needs: \`nams\` is no need; write \`names\` [POL701]
   egress: --vpcs: \`x\` is not a whole number from 1 to 1000; write one that is [POL703]
   egress: --zones: \`9\` is not a whole number from 1 to 6; write one that is [POL703]
   "
  `);
});

it.each([
  ['names,no-instances', "engine: { kind: 'network-firewall' }"],
  ['own-appliances,no-instances', "vendor: 'fortigate-cnf'"],
  ['own-appliances,payload,ipv6,workload-rules', "position: 'before-nat'"],
])('for %s writes a configuration that the reference architecture takes', async (needs, line) => {
  const { status } = await folder.egress(
    `choose --needs ${needs} --instance-usd 0.5 --zones 3 --out @started.ts`,
  );
  expect(status).toBe(0);
  const text = readFileSync(folder.path('started.ts'), 'utf8');
  expect(text).toContain(line);
  expect(text).toContain('us-east-1c');
  expect(problemsOf(text)).toEqual([]);
  expect(problemsOf(text.replace(/'(before|after)-nat'/u, "'inside'"))).not.toEqual([]);
});

it('writes no configuration that the reference architecture has no engine for, and no other file over', async () => {
  const proxy = await folder.egress(
    'choose --needs names,workload-rules --destinations internet --instance-usd 0.01 --out @started.ts',
  );
  expect([proxy.status, proxy.err]).toEqual([3, expect.stringContaining('[CLI143]')]);
  folder.write('started.ts', 'mine');
  const taken = await folder.egress('choose --needs payload --out @started.ts');
  expect([taken.status, taken.err]).toEqual([3, expect.stringContaining('[CLI141]')]);
  expect(readFileSync(folder.path('started.ts'), 'utf8')).toBe('mine');
});

/** What the reference architecture says of a file among its environments. */
function problemsOf(text: string): readonly unknown[] {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
  const exports: { dev?: unknown } = {};
  const run = new Function('exports', 'require', outputText) as (...args: readonly unknown[]) => void;
  run(exports, (name: string) => jest.requireActual<object>(join(REFERENCE, 'environments', name)));
  const { validateEnvironment } = jest.requireActual<{
    validateEnvironment: (config: unknown) => readonly unknown[];
  }>(join(REFERENCE, 'plan/check-environment'));
  expect(exports.dev).toMatchObject({ name: 'dev' });
  return validateEnvironment(exports.dev);
}
