import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

type Request =
  | { ask: 'isRead'; text: string }
  | { ask: 'facts'; block: string }
  | { ask: 'relation'; blocks: [string, string] }
  | { ask: 'split'; block: string; prefixLength: number; limit: number }
  | { ask: 'union' | 'difference'; a: string[]; b: string[] };

/** What Python's `ipaddress` says. One process answers a whole test file, one line for each request. */
export type Ask = (request: Request) => Promise<unknown>;

/**
 * Tests whose expected values Python computes. Without `python3` they are reported as skipped, or fail when
 * the environment sets `REQUIRE_ENGINES=1`.
 */
export function describeWithPython(title: string, tests: (ask: Ask) => void): void {
  const hasPython = spawnSync('python3', ['--version']).status === 0;
  if (!hasPython && process.env['REQUIRE_ENGINES'] === '1') {
    it(`${title}: needs python3`, () => {
      throw new Error('python3 is not on the PATH and REQUIRE_ENGINES=1; install Python 3.9 or newer');
    });
    return;
  }
  if (!hasPython) console.warn(`skipped: ${title}; python3 is not on the PATH`);
  (hasPython ? describe : describe.skip)(title, () => {
    let python: ChildProcess;
    const waiting: { resolve: (answer: unknown) => void; reject: (error: Error) => void }[] = [];

    beforeAll(() => {
      python = spawn('python3', [join(__dirname, 'python-oracle.py')], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      if (python.stdout === null) throw new Error('python3 has no standard output');
      createInterface(python.stdout).on('line', (line) => waiting.shift()?.resolve(JSON.parse(line)));
      python.on('exit', (code) => {
        for (const { reject } of waiting.splice(0)) reject(new Error(`python3 ended with code ${code}`));
      });
    });
    afterAll(() => python.stdin?.end());

    tests(
      (request) =>
        new Promise((resolve, reject) => {
          waiting.push({ resolve, reject });
          python.stdin?.write(`${JSON.stringify(request)}\n`);
        }),
    );
  });
}
