import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

interface Import {
  readonly says: string;
  readonly file: string;
  readonly name: string;
  readonly from: string;
  /** The rule that complains; none for an import that is allowed. */
  readonly rule?: string;
}

const boundary = (says: string, project: string, name: string, from: string): Import => ({
  ...{ says, name, from, file: `${project}/src/x.ts` },
  rule: '@nx/enforce-module-boundaries',
});
const restricted = (says: string, file: string, name: string, from: string): Import => ({
  ...{ says, file, name, from },
  rule: 'no-restricted-imports',
});

const IMPORTS: readonly Import[] = [
  boundary(
    'a value may not import a construct',
    'packages/cidr',
    'InspectedVpc',
    '@inspected-egress/network',
  ),
  boundary('a value may not import a framework', 'packages/cidr', 'Construct', 'constructs'),
  boundary(
    'network may not import inspection',
    'packages/network',
    'NetworkFirewall',
    '@inspected-egress/inspection',
  ),
  boundary(
    'app may not import inspection',
    'packages/app',
    'NetworkFirewall',
    '@inspected-egress/inspection',
  ),
  boundary('a package may not import a tool', 'packages/network', 'traceHops', '@inspected-egress/terraform'),
  restricted(
    'a plan may not import a framework',
    'packages/network/src/plan/x.ts',
    'Construct',
    'constructs',
  ),
  restricted(
    'nobody may import the root of the provider',
    'packages/network/src/x.ts',
    'vpc',
    '@cdktf/provider-aws',
  ),
  {
    says: 'inspection may import network',
    file: 'packages/inspection/src/x.ts',
    name: 'InspectedVpc',
    from: '@inspected-egress/network',
  },
];

// In a process of its own: jest cannot import the configuration of eslint.
const LINT = `
  import { ESLint } from 'eslint';
  import { text } from 'node:stream/consumers';
  const eslint = new ESLint();
  const rules = [];
  for (const { file, name, from } of JSON.parse(await text(process.stdin))) {
    const code = "import { " + name + " } from '" + from + "';\\nexport const used = " + name + ";\\n";
    const [answer] = await eslint.lintText(code, { filePath: file });
    rules.push(answer.messages.map(({ ruleId }) => ruleId));
  }
  process.stdout.write('\\n' + JSON.stringify(rules));
`;

describe('imports', () => {
  let complaints: readonly (readonly string[])[] = [];
  beforeAll(() => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', LINT], {
      cwd: resolve(__dirname, '../../..'),
      input: JSON.stringify(IMPORTS),
      encoding: 'utf8',
    });
    // Without a project graph, the rule prints a warning and lets everything pass.
    expect(stdout + stderr).not.toContain('No cached ProjectGraph');
    complaints = JSON.parse(stdout.slice(stdout.lastIndexOf('\n'))) as string[][];
  }, 60_000);

  it.each(IMPORTS.map((one, index) => [one.says, index, one] as const))('%s', (_, index, { rule }) => {
    if (rule === undefined) expect(complaints[index]).toEqual([]);
    else expect(complaints[index]).toContain(rule);
  });
});
