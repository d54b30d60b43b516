import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

it('the extensions answer boto3 as AWS would', () => {
  const args = ['-B', '-m', 'unittest', 'discover', '-t', '.', '-s', 'tests'];
  const { status, stderr } = spawnSync('python3', args, {
    cwd: join(__dirname, '..', 'server'),
    encoding: 'utf8',
  });
  const ran = Number(/^Ran (\d+) tests? in/m.exec(stderr)?.[1] ?? 0);
  expect({ status, output: status === 0 ? '' : stderr }).toEqual({ status: 0, output: '' });
  expect(ran).toBeGreaterThan(0);
});
