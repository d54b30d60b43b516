import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const HOOK = join(__dirname, 'support', 'typescript-sources.cjs');
const SOURCE = join(__dirname, '..', 'src', 'run-process.ts');

/** A command that repeats its input until it is longer than any pipe, in a process of its own. */
const PROGRAM = `require('${SOURCE}').runProcess(async (io) => {
  let text = '';
  for await (const chunk of io.stdin) text += chunk;
  io.stdout.write(text.repeat(200000));
  return 1;
})`;

function shell(command: string) {
  const { stdout, stderr } = spawnSync('bash', ['-c', command], {
    encoding: 'utf8',
    env: { ...process.env, RUN: `${process.execPath} -r ${HOOK} -e`, PROGRAM },
    maxBuffer: 1024 * 1024,
  });
  return { stdout, stderr };
}

it('a reader that leaves changes neither the status nor what is said', () => {
  expect(shell('echo yes | $RUN "$PROGRAM" | head -c 4; echo ${PIPESTATUS[1]}')).toEqual({
    stdout: 'yes\n1\n',
    stderr: '',
  });
}, 60_000);

it('output that cannot be written is no success', () => {
  expect(shell('echo yes | $RUN "$PROGRAM" > /dev/full; echo $?')).toEqual({
    stdout: '3\n',
    stderr: 'egress: output cannot be written (ENOSPC)\n',
  });
}, 60_000);

it('all of a long output is written', () => {
  expect(shell('echo yes | $RUN "$PROGRAM" | wc -c').stdout.trim()).toBe('800000');
}, 60_000);
