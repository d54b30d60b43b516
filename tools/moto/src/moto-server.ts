import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { motoDidNotStart } from './errors';

const FOLDER = join(__dirname, '..', 'server');
const START_WITHIN_MILLISECONDS = 120_000;
const RUNNING = /Running on (http:\/\/127\.0\.0\.1:\d+)/;

/** A moto server with our extensions, on a free port of the loopback address. */
export interface MotoServer {
  /** For example `http://127.0.0.1:40123`. */
  readonly url: string;
  /** The last of what the server printed: a line for each request, and the traces of what failed. */
  log(): string;
  /** The calls that changed something, or were to, in the order in which they were done. */
  calls(): readonly MotoCall[];
}

/** A call of the AWS API. */
export interface MotoCall {
  /** As in the names of endpoints: `route53resolver`. */
  readonly service: string;
  /** `AssociateFirewallRuleGroup`. */
  readonly action: string;
  /** Of HTTP. */
  readonly status: number;
  /** What was asked, and answered; null where the service does not speak JSON. */
  readonly asked: Readonly<Record<string, unknown>> | null;
  readonly answered: Readonly<Record<string, unknown>> | null;
}

/**
 * Starts a server, runs `work` with it, and ends it, whatever became of the work.
 * @throws MotoError when the server does not start
 */
export async function withMoto<T>(work: (moto: MotoServer) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'moto-'));
  const file = join(folder, 'calls');
  const child = spawn('python3', [join(FOLDER, 'launch.py')], {
    // The server ends with its input, so that it goes with this process even when nobody ends it.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1', MOTO_CALLS: file },
  });
  const log = tail(child);
  try {
    return await work({ url: await urlOf(child, log), log, calls: () => readCalls(file) });
  } finally {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs one of the Python programs beside the server against it, and gives back the JSON that it prints. */
export function runBeside(moto: MotoServer, program: string, ...args: readonly string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [join(FOLDER, program), moto.url, ...args], {
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve(JSON.parse(Buffer.concat(out).toString()));
      else reject(new Error(`${program} failed\n${Buffer.concat(err).toString()}`));
    });
  });
}

const KEPT_CHARACTERS = 100_000;

function tail(child: ChildProcess): () => string {
  let kept = '';
  const take = (chunk: string) => (kept = (kept + chunk).slice(-KEPT_CHARACTERS));
  child.stdout?.setEncoding('utf8').on('data', take);
  child.stderr?.setEncoding('utf8').on('data', take);
  return () => kept;
}

function readCalls(file: string): readonly MotoCall[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as MotoCall);
}

function urlOf(child: ChildProcess, log: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(motoDidNotStart(log()));
    const timer = setTimeout(fail, START_WITHIN_MILLISECONDS);
    const look = () => {
      const url = RUNNING.exec(log())?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
    child.on('error', fail);
    child.on('close', fail);
  });
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve();
    child.on('close', () => resolve());
    child.kill('SIGKILL'); // nothing that it holds outlives it
  });
}
