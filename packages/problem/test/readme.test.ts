import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

it('the first program of the README prints what the README says', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const program = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '';
  const output = /```text\n(.*?)```/s.exec(readme)?.[1];
  const printed: string[] = [];
  const console = { log: (line: unknown) => printed.push(`${String(line)}\n`) };
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  runInNewContext(transpileModule(program, { compilerOptions }).outputText, {
    exports: {},
    require,
    console,
  });
  expect(printed.join('')).toBe(output);
});
