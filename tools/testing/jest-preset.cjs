// One preset for every project: sources of sibling packages, isolated TypeScript, and no stack traces for
// cdktf tokens, whose capture under jest's source maps is most of the time a synthesis takes.
module.exports = (displayName) => ({
  displayName,
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testEnvironmentOptions: {
    customExportConditions: ['@inspected-egress/source', 'node', 'require', 'default'],
  },
  transform: {
    '^.+\\.ts$': [
      'ts-jest',
      { tsconfig: '<rootDir>/tsconfig.spec.json', diagnostics: false, isolatedModules: true },
    ],
  },
  moduleNameMapper: {
    '/stack-trace$': require.resolve('./no-stack-trace.cjs'),
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  workerIdleMemoryLimit: '500MB',
});
