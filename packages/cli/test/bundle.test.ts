import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { egress } from './support/egress';

const project = join(__dirname, '..');
const node = (...args: readonly string[]) =>
  spawnSync(process.execPath, args, { cwd: project, encoding: 'utf8' });

it('the command as it is published is one file, and says what its modules say', async () => {
  expect(node('bundle.mjs')).toMatchObject({ status: 0, stderr: '' });
  for (const input of ['inspected', 'bypass']) {
    const call = ['verify', join('examples', input), '--format', 'json'];
    const { status, stdout } = node(join('bundle', 'egress.js'), ...call);
    const { status: expected, out } = await egress(
      ['verify', join(project, 'examples', input), ...call.slice(2)],
      '',
      project,
    );
    expect(status).toBe(expected);
    expect(stdout).toBe(out);
  }
}, 60_000);

it('the command as it is published knows its version', () => {
  expect(node(join('bundle', 'egress.js'), '--version')).toMatchObject({ status: 0, stdout: '0.1.0\n' });
});
