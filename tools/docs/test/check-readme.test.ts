import { mkdtempSync, readFileSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkReadme } from '../src/check-readme';

const root = resolve(__dirname, '../../..');
const fence = (info: string, body: string) => ['```' + info, body, '```'].join('\n');

describe('a README', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'readme-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const readme = (...blocks: readonly string[]) => {
    const file = join(folder, 'README.md');
    writeFileSync(file, ['# Title', ...blocks, 'The end.'].join('\n\n'));
    return file;
  };

  it('is fresh when its program prints what it shows', () => {
    const file = readme(fence('ts', 'console.log(1 + 1);'), fence('text', '2'));
    expect(checkReadme(file, root, false)).toEqual({ examples: 1, stale: [] });
  });

  it('is fresh with another Terraform than the one it was written with', () => {
    const file = readme(fence('text from echo Terraform 1.12.0: planned', 'Terraform 1.11.4: planned'));
    expect(checkReadme(file, root, false).stale).toEqual([]);
  });

  it('is stale when its program prints something else', () => {
    const file = readme(fence('ts', 'console.log(1 + 1);'), fence('text', '3'));
    expect(checkReadme(file, root, false).stale).toEqual([
      {
        place: expect.stringMatching(/README\.md:3$/),
        why: 'line 1 of the output\n  README:  3\n  printed: 2',
      },
    ]);
  });

  it('is stale when its program does not compile', () => {
    const [stale] = checkReadme(readme(fence('ts', 'const x: number = "one";')), root, false).stale;
    expect(stale?.why).toContain("Type 'string' is not assignable to type 'number'");
  });

  it('is stale when its command fails', () => {
    const [stale] = checkReadme(readme(fence('text from echo lost >&2; exit 7', '')), root, false).stale;
    expect(stale?.why).toBe('bash ended with 7\nlost\n');
  });

  it('gets the real output of each program when told to write', () => {
    const file = readme(
      fence('ts', 'console.log("a\\nb");'),
      fence('text', 'x'),
      fence('text from echo c', 'y\nz'),
    );
    checkReadme(file, root, true);
    expect(checkReadme(file, root, false)).toEqual({ examples: 2, stale: [] });
    expect(readFileSync(file, 'utf8')).toContain('The end.');
  });

  it('promises nothing for fragments', () => {
    expect(
      checkReadme(readme(fence('ts fragment', 'type X ='), fence('sh', 'exit 1')), root, false).examples,
    ).toBe(0);
  });
});
