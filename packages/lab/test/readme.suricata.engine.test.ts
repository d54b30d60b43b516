import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as problem from '@inspected-egress/problem';
import { ModuleKind, transpile } from 'typescript';
import * as lab from '../src/index';
import { describeWithSuricata } from './support/engine';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const EXAMPLE = /```ts fragment\n(.*?)```\n\nprints\n\n```text\n(.*?)```/gs;

/** The README's tier has no engines, so its examples are run here. */
function run(program: string): string {
  const modules: Readonly<Record<string, object>> = {
    '@inspected-egress/lab': lab,
    '@inspected-egress/problem': problem,
  };
  const lines: string[] = [];
  const code = transpile(program, { module: ModuleKind.CommonJS });
  new Function('require', 'exports', 'console', code)(
    (name: string) => modules[name],
    {},
    {
      log: (line: string) => lines.push(line),
    },
  );
  return `${lines.join('\n')}\n`;
}

describeWithSuricata('the README', () => {
  const examples = [...README.matchAll(EXAMPLE)].map(([, program = '', output = '']) => [program, output]);

  it('shows two programs', () => {
    expect(examples).toHaveLength(2);
  });

  it.each(examples)('prints what it shows (%#)', (program, output) => {
    expect(run(program ?? '')).toBe(output);
  });
});
