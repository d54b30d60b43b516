// What `npm test` runs, in order. A tier is a row of the closing table.
//
//   commands  run one after another in the root of the repository; the first that fails fails the tier, and one that
//             passed in an earlier tier does not run again
//   probe     says why the machine cannot run the tier, or which environment its commands need
//   seconds   after which a command is ended and has failed
//   paired    true for commands that leave a core idle for a while: neighbours of this kind run two at a time
//   enable    how to make the machine able to, for the table
import { join } from 'node:path';
import {
  probeBootstraps,
  probeCdktf,
  probeManyWorlds,
  probeMoto,
  probePatience,
  probePython,
  probeSolver,
  probeSquid,
  probeSuricata,
  probeTerraform,
} from './probes.mjs';
import { ROOT } from './root.mjs';

const HOW_TO_GET_TERRAFORM = 'Terraform 1.10 or later on the PATH; its registry, or TF_PLUGIN_MIRROR';
const HOW_TO_GET_MOTO = "pip install 'moto[server]==5.2.1' 'awscli==1.45.11'";
const HOW_TO_GET_CDKTF = 'npm install -g cdktf-cli@0.21.0, or CDKTF_CLI=<path of cdktf>';

const sync = ['nx', 'sync:check'];
const build = ['tsc', '-b', 'tsconfig.json'];
// TypeScript 7 checks all projects as one program in a quarter of the time; only CI also asks TypeScript 5.9, which builds
// them, whether each compiles by itself. See docs/adr.
const check = [join(ROOT, 'tools/testing/node_modules/.bin/tsc'), '-p', 'tsconfig.check.json'];
const types = process.env.CI === 'true' ? [check, build] : [check];
const bundle = ['nx', 'bundle', '@inspected-egress/reference'];
// With CI=true each test file has globals, modules and timeouts of its own, as jest does it. Elsewhere the files share
// globals and modules, which halves what the unit tests cost, and one time limit.
const testsOf = (config) => ['--config', `tools/testing/${config}`, '--maxWorkers=2', '--ci'];
const sharing = ['--import=tsx', '--conditions=@inspected-egress/source', 'node_modules/jest/bin/jest.js'];
const unitTests =
  process.env.CI === 'true'
    ? ['jest', ...testsOf('every-project.cjs')]
    : ['node', ...sharing, ...testsOf('shared-modules.cjs')];
const engineTests = ['node', 'tools/testing/run-engine-tests.mjs'];

export const tiers = [
  { name: 'workspace in sync', commands: [sync] },
  { name: 'types', commands: types, paired: true },
  { name: 'format', commands: [['node', 'tools/testing/check-format.mjs']], paired: true },
  {
    name: 'lint and boundaries',
    // eslint takes boundaries from the project graph, which Nx leaves behind, and silently checks none without it.
    commands: [sync, ['eslint', '.']],
    paired: true,
  },
  {
    name: 'unit and property tests',
    // Nx would start jest for each project, which takes longer than most projects' tests. One test asks for its graph.
    commands: [sync, unitTests],
    seconds: 1200,
    paired: process.env.CI !== 'true', // where tests have time limits of their own
  },
  {
    name: 'addresses against Python',
    probe: probePython,
    commands: [['node', 'tools/testing/run-oracle-tests.mjs']],
    enable: 'python3 on the PATH',
  },
  {
    name: 'terraform validate and plan',
    probe: probeTerraform,
    commands: [build, [...engineTests, 'plan']],
    enable: HOW_TO_GET_TERRAFORM,
  },
  {
    name: 'terraform test with mocks',
    probe: probeTerraform,
    commands: [[...engineTests, 'mock']],
    enable: HOW_TO_GET_TERRAFORM,
  },
  {
    name: 'terraform apply to moto',
    probe: probeMoto,
    commands: [[...engineTests, 'moto']],
    enable: `${HOW_TO_GET_MOTO}; ${HOW_TO_GET_TERRAFORM}`,
  },
  {
    name: 'Suricata judges rules',
    probe: probeSuricata,
    commands: [[...engineTests, 'suricata']],
    enable: 'Suricata 7 on the PATH, or SURICATA=<path>',
  },
  {
    name: 'Squid judges requests',
    probe: probeSquid,
    commands: [[...engineTests, 'squid']],
    enable: 'as root: apt-get install squid-openssl nftables iproute2 openssl',
  },
  {
    name: 'bootstraps load',
    probe: probeBootstraps,
    commands: [[...engineTests, 'bootstrap']],
    enable: 'Suricata 7, and as root: apt-get install cloud-init shellcheck nftables squid-openssl',
  },
  {
    name: 'cdktf synth',
    probe: probeCdktf,
    commands: [bundle, ['node', 'tools/testing/compare-cdktf-synth.mjs']],
    enable: HOW_TO_GET_CDKTF,
  },
  {
    name: 'READMEs run',
    probe: probeTerraform,
    commands: [build, bundle, ['node', 'tools/docs/dist/main.js']],
    enable: HOW_TO_GET_TERRAFORM,
  },
  {
    // Every packet class of random networks against a simulator that follows packets one by one.
    name: 'packets one by one',
    probe: probeManyWorlds,
    commands: [[...unitTests, '--testPathPatterns', 'second-opinion']],
    enable: 'npm test -- --tier packets',
  },
  {
    // The same networks, told to a theorem prover that looks for a packet which breaks a promise; see docs/adr.
    name: 'z3 decides promises',
    probe: probeSolver,
    commands: [[...engineTests, 'z3']],
    enable: 'npm ci && npm test -- --tier z3',
  },
  {
    // Every environment and example broken on purpose; see docs/mutation-campaign.md.
    name: 'campaign against the verifier',
    probe: probePatience,
    commands: [build, bundle, ['node', 'tools/campaign/dist/main.js']],
    enable: 'npm test -- --tier campaign',
  },
  {
    name: 'mutants',
    probe: probePatience,
    commands: [build, ['node', 'tools/mutants/dist/main.js']],
    enable: 'npm test -- --tier mutants',
  },
];
