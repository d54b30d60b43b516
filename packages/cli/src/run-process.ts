import type { EgressIo } from './io';
import { startProgress } from './outputs/start-progress';

/** Runs a command with the streams of this process, which ends with the command's status. */
export async function runProcess(run: (io: EgressIo) => Promise<number>): Promise<void> {
  const { stdin, stdout, stderr } = process;
  let hasFailed = false;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // A reader that has seen enough closes the pipe: what was found stays the same.
      if (error.code === 'EPIPE') return;
      hasFailed = true;
      process.exitCode = 3;
      if (stream === stdout) stderr.write(`egress: output cannot be written (${error.code})\n`);
    });
  }
  const status = await run({
    stdin,
    stdout,
    stderr,
    today: new Date().toISOString().slice(0, 10),
    startProgress: (text) => startProgress(text, stderr.isTTY ? stderr.fd : undefined),
  });
  if (!hasFailed) process.exitCode = status;
}
