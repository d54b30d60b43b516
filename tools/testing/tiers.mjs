// What `npm test` runs, in order. A tier is a row of the closing table.
//
//   commands  run one after another in the root of the repository; the first that fails fails the tier
//   probe     says why the machine cannot run the tier, or which environment its commands need
//   cores     1 for commands that use one core: neighbours of this kind run two at a time
//   enable    how to make the machine able to, for the table
import { probeCdktf, probePatience, probePython, probeTerraform } from './probes.mjs';

const HOW_TO_GET_TERRAFORM = 'Terraform 1.11 on the PATH; its registry, or TF_PLUGIN_MIRROR';
const HOW_TO_GET_CDKTF = 'npm install -g cdktf-cli@0.21.0, or CDKTF_CLI=<path of cdktf>';

const build = ['tsc', '-b', 'tsconfig.json'];
const bundle = ['nx', 'bundle', '@inspected-egress/reference'];
const engineTests = ['node', 'tools/testing/run-engine-tests.mjs'];

export const tiers = [
  // First: it leaves behind the project graph, without which eslint silently checks no boundaries.
  { name: 'workspace in sync', commands: [['nx', 'sync:check']] },
  { name: 'types', commands: [build], cores: 1 },
  { name: 'format', commands: [['prettier', '--check', '--log-level', 'warn', '.']], cores: 1 },
  { name: 'lint and boundaries', commands: [['eslint', '.']], cores: 1 },
  {
    name: 'Python oracle (in the unit tests)',
    probe: probePython,
    commands: [['python3', '-c', 'import ipaddress']],
    enable: 'python3 on the PATH',
  },
  { name: 'unit and property tests', commands: [['nx', 'run-many', '-t', 'test']] },
  {
    name: 'terraform validate and plan',
    probe: probeTerraform,
    commands: [[...engineTests, 'plan']],
    enable: HOW_TO_GET_TERRAFORM,
  },
  {
    name: 'terraform test with mocks',
    probe: probeTerraform,
    commands: [[...engineTests, 'mock']],
    enable: HOW_TO_GET_TERRAFORM,
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
    name: 'mutants',
    probe: probePatience,
    commands: [build, ['node', 'tools/mutants/dist/main.js']],
    enable: 'REQUIRE_ENGINES=1',
  },
];
