import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

// Who may import whom: the arrows of ARCHITECTURE.md. A checker never imports what it checks.
const arrows = {
  problem: [],
  cidr: ['problem'],
  policy: ['problem', 'cidr'],
  lab: ['problem', 'cidr', 'policy', 'verify'],
  verify: ['problem', 'cidr', 'policy'],
  cli: ['problem', 'policy', 'lab', 'verify'],
  network: ['problem', 'cidr', 'policy'],
  inspection: ['problem', 'cidr', 'policy', 'network'],
  app: ['problem', 'network'],
  reference: ['problem', 'cidr', 'policy', 'network', 'inspection', 'app'],
  examples: ['policy', 'network', 'inspection', 'app', 'verify'],
  terraform: [],
  moto: ['terraform'],
  testing: [],
  start: ['reference', 'terraform'],
  bench: ['reference', 'policy', 'verify', 'cli'],
  docs: [],
  mutants: [],
  campaign: ['verify', 'testing'],
};
const frameworks = ['cdktf', 'cdktf/**', '@cdktf/**', 'constructs', 'constructs/**'];
const frameworkFree = [
  'problem',
  'cidr',
  'policy',
  'lab',
  'verify',
  'cli',
  'terraform',
  'moto',
  'start',
  'bench',
  'docs',
  'mutants',
  'campaign',
];

// Tests may also use the test tools, and ask the verifier; Nx itself refuses circles.
const depConstraints = (more = []) => [
  ...Object.entries(arrows).map(([scope, allowed]) => ({
    sourceTag: `scope:${scope}`,
    onlyDependOnLibsWithTags: [scope, ...allowed, ...more].map((name) => `scope:${name}`),
  })),
  ...frameworkFree.map((scope) => ({ sourceTag: `scope:${scope}`, bannedExternalImports: frameworks })),
];
const boundaries = (more) => [
  'error',
  { enforceBuildableLibDependency: true, allow: [], depConstraints: depConstraints(more) },
];

const providerRoot = {
  name: '@cdktf/provider-aws',
  message: 'the root index loads 2,000 modules; import from @cdktf/provider-aws/lib/<module>',
};

export default [
  { ignores: ['**/dist', '**/bundle', '**/out-tsc', '**/cdktf.out', '**/node_modules', '.nx'] },
  ...tseslint.configs.strict.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(),
      // `_` is what a reader need not know.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_$', destructuredArrayIgnorePattern: '^_$' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-restricted-imports': ['error', { paths: [providerRoot] }],
    },
  },
  {
    files: ['**/test/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries(['testing', 'terraform', 'moto', 'verify']),
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "MemberExpression[object.name='jest'][property.name!=/^(fn|spyOn|requireActual|isolateModules)$/]",
          message: 'npm test runs many test files with the same modules, which jest then cannot mock',
        },
      ],
    },
  },
  {
    // Plans are pure: they decide, and constructs emit.
    files: ['**/src/plan/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [providerRoot],
          patterns: [{ group: frameworks, message: 'a plan is data; emit it in a construct' }],
        },
      ],
    },
  },
  prettier,
];
