import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runEgress } from '../../src/index';

export const TODAY = '2026-11-22';

export interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** What was told of work that may take long. */
  readonly progress: readonly string[];
}

/** Runs the command in process; what stands in `folder` is shown by its name alone. */
export async function egress(
  argv: readonly string[],
  stdin: string | Uint8Array = '',
  folder = '',
): Promise<Answer> {
  const texts = { out: '', err: '' };
  const progress: string[] = [];
  const sink = (name: 'out' | 'err') => ({ write: (text: string) => (texts[name] += text) });
  const status = await runEgress(argv, {
    stdin: chunks(stdin),
    stdout: sink('out'),
    stderr: sink('err'),
    today: TODAY,
    startProgress: (text) => {
      progress.push(text);
      return () => progress.push('done');
    },
  });
  const named = (text: string) => (folder === '' ? text : text.replaceAll(`${folder}/`, ''));
  return { status, out: named(texts.out), err: named(texts.err), progress };
}

async function* chunks(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield Buffer.from(input as string);
}

/** A folder for the files of each test. */
export function useFolder() {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'egress-cli-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    path: (name: string) => join(folder, name),
    write: (name: string, content: string | Uint8Array): string => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    /** Words of the call that name a file of the folder begin with `@`. */
    egress: (line: string, stdin: string | Uint8Array = '') =>
      egress(
        line.split(' ').map((word) => (word.startsWith('@') ? join(folder, word.slice(1)) : word)),
        stdin,
        folder,
      ),
  };
}

/** A policy of one rule that passes HTTPS to a name, with other rules after it. */
export function policyText({ name = 'pypi.org', more = '' } = {}): string {
  return `version: 1
name: package-index
mode: enforce
rules:
  - id: package-index
    destinations: [{ name: '${name}' }]
    applications: [https]
    action: pass
${more}`;
}

export const PLACE = `position: before-nat
natCidrBlocks: [10.0.1.0/28]
workloadCidrBlocks: [10.0.0.0/24]
`;
