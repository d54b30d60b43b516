import { closeSync, openSync, readFileSync } from 'node:fs';
import { startProgress } from '../src/outputs/start-progress';
import { useFolder } from './support/egress';

const { path } = useFolder();

/** Work that gives way to nothing, as all of the command is. */
function work(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function linesOf(after: number, milliseconds: number): string {
  const descriptor = openSync(path('terminal'), 'w+');
  const end = startProgress('checking 2 rules', descriptor, after);
  work(milliseconds);
  end();
  const said = readFileSync(path('terminal'), 'utf8');
  closeSync(descriptor);
  return said;
}

it('work that takes long is told while it lasts, and once', () => {
  expect(linesOf(50, 1500)).toBe('egress: checking 2 rules…\n');
});

it('work that ends soon is not told', async () => {
  expect(linesOf(60_000, 100)).toBe('');
});

it('nothing is told where there is no terminal', () => {
  expect(() => startProgress('checking', undefined)()).not.toThrow();
});
