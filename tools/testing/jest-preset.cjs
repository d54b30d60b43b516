// One preset for every project: sources of sibling packages, isolated TypeScript, no stack traces for cdktf tokens, whose
// capture under jest's source maps is most of the time a synthesis takes, and no archiver, half of what cdktf loads.
//
// `*.engine.test.ts` need a real engine and run only when ENGINE_TIER names their tier (see tiers.mjs):
//   plan      x.engine.test.ts           terraform validate and plan
//   mock      x.mock.engine.test.ts      terraform test with mock_provider
//   suricata  x.suricata.engine.test.ts  Suricata judges compiled rules
//   bootstrap x.bootstrap.engine.test.ts cloud-init, shellcheck, Suricata and nftables read what appliances start with
//   squid     x.squid.engine.test.ts     Squid judges requests
//   z3        x.z3.engine.test.ts        z3 decides promises of random networks
//   moto      x.moto.engine.test.ts      terraform apply and destroy, against a moto server
const tier = process.env.ENGINE_TIER;
const testFiles = {
  plan: { testRegex: ['/test/(.+/)?[^.]+\\.engine\\.test\\.ts$'] },
  mock: { testRegex: ['/test/(.+/)?[^.]+\\.mock\\.engine\\.test\\.ts$'] },
  suricata: { testRegex: ['/test/(.+/)?[^.]+\\.suricata\\.engine\\.test\\.ts$'] },
  bootstrap: { testRegex: ['/test/(.+/)?[^.]+\\.bootstrap\\.engine\\.test\\.ts$'] },
  squid: { testRegex: ['/test/(.+/)?[^.]+\\.squid\\.engine\\.test\\.ts$'] },
  z3: { testRegex: ['/test/(.+/)?[^.]+\\.z3\\.engine\\.test\\.ts$'] },
  moto: { testRegex: ['/test/(.+/)?[^.]+\\.moto\\.engine\\.test\\.ts$'] },
};
if (tier !== undefined && tier !== '' && testFiles[tier] === undefined) {
  throw new Error(
    `ENGINE_TIER: no tier is named \`${tier}\`; use one of ${Object.keys(testFiles).join(', ')}`,
  );
}

// Every property starts from one seed. PROPERTY_SEED=<number> asks for another, and PROPERTY_SEED=random for one that a
// failure prints: that is how to look for more than CI does.
const seed = process.env.PROPERTY_SEED;
if (seed !== undefined && !/^(random|-?\d{1,10})$/.test(seed)) {
  throw new Error(`PROPERTY_SEED: \`${seed}\` is no seed; use a whole number, or \`random\``);
}

module.exports = (displayName) => ({
  displayName,
  testEnvironment: 'node',
  setupFiles: [require.resolve('./seeded-properties.cjs')],
  testTimeout: 60_000, // a busy machine is no reason to fail
  ...(testFiles[tier] ?? {
    testMatch: ['<rootDir>/**/test/**/*.test.ts'],
    testPathIgnorePatterns: ['/node_modules/', '\\.engine\\.test\\.ts$'],
  }),
  testEnvironmentOptions: {
    customExportConditions: ['@inspected-egress/source', 'node', 'require', 'default'],
  },
  transform: {
    '^.+\\.ts$': ['ts-jest', { tsconfig: require.resolve('./tsconfig.jest.json'), diagnostics: false }],
  },
  moduleNameMapper: {
    '^archiver$': require.resolve('./no-archiver.cjs'),
    '/stack-trace$': require.resolve('./no-stack-trace.cjs'),
  },
});
