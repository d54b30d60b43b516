import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as policy from '@inspected-egress/policy';
import { ModuleKind, transpile } from 'typescript';
import * as lab from '../src/index';
import { describeWithSquid } from './support/squid-engine';

const README = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
const [, PROGRAM = '', OUTPUT = ''] =
  /## Squid\n.*?```ts fragment\n(.*?)```\n\nsays\n\n```text\n(.*?)```/s.exec(README) ?? [];

describeWithSquid('the README', () => {
  it('says of Squid what its program prints', () => {
    const modules: Readonly<Record<string, object>> = {
      '@inspected-egress/lab': lab,
      '@inspected-egress/policy': policy,
    };
    const lines: string[] = [];
    const code = transpile(PROGRAM, { module: ModuleKind.CommonJS });
    new Function('require', 'exports', 'console', code)(
      (name: string) => modules[name],
      {},
      { log: (line: string) => lines.push(line) },
    );
    expect(OUTPUT).not.toBe('');
    expect(`${lines.join('\n')}\n`).toBe(OUTPUT);
  });
});
