import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

function runTiers(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync(process.execPath, [join(__dirname, '..', 'run-tiers.mjs'), ...args], {
    env: { ...process.env, REQUIRE_ENGINES: '', ...env },
    encoding: 'utf8',
  });
}

describe('a tier whose engine is absent', () => {
  const absent = { CDKTF_CLI: '/not/there/cdktf' };

  it('is skipped, with the way to enable it', () => {
    const { status, stdout } = runTiers(['--tier', 'cdktf synth'], absent);
    expect(stdout).toContain('skip  cdktf synth');
    expect(stdout).toMatch(/^cdktf synth +skipped .*npm install -g cdktf-cli@0\.21\.0/m);
    expect(stdout.trimEnd()).toMatch(/\n0 passed, 0 failed, 1 skipped$/);
    expect(status).toBe(0);
  });

  it('fails with REQUIRE_ENGINES=1', () => {
    const { status, stdout } = runTiers(['--tier', 'cdktf synth'], { ...absent, REQUIRE_ENGINES: '1' });
    expect(stdout).toContain('REQUIRE_ENGINES=1 allows no skip');
    expect(stdout.trimEnd()).toMatch(/\n0 passed, 1 failed, 0 skipped$/);
    expect(status).toBe(1);
  });
});

it('a tier that does not exist is refused with those that do', () => {
  const { status, stderr } = runTiers(['--tier', 'rust']);
  expect(stderr).toMatch(/^no tier is named rust; there are:\n {2}workspace in sync\n/);
  expect(status).toBe(2);
});

it('a command that does not end in time has failed', () => {
  const run = `import { runCommand } from ${JSON.stringify(join(__dirname, '..', 'run-command.mjs'))};
    const hangs = ['node', '--eval', 'console.log("started"); setInterval(() => {}, 1000)'];
    console.log(JSON.stringify(await runCommand(hangs, { seconds: 1 })));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', run], {
    encoding: 'utf8',
  });
  expect(JSON.parse(stdout)).toEqual({
    status: 1,
    output: expect.stringMatching(/^started\nended after 1 seconds: node --eval /),
  });
});
