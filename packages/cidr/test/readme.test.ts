import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
const examples = [...readme.matchAll(/```ts\n(.*?)```\n\nprints\n\n```text\n(.*?)```/gs)].map(
  ([, program = '', output = '']) => [program, output] as const,
);

it('each program of the README is followed by its output', () => {
  expect(examples).toHaveLength(readme.match(/```ts/g)?.length ?? 0);
});

it.each(examples)('program %# of the README prints what the README says', (program, output) => {
  const printed: string[] = [];
  const console = { log: (...values: unknown[]) => printed.push(`${values.join(' ')}\n`) };
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  runInNewContext(transpileModule(program, { compilerOptions }).outputText, {
    exports: {},
    require,
    console,
  });
  expect(printed.join('')).toBe(output);
});
