import {
  compileDnsFirewall,
  compileNetworkFirewall,
  compileSquid,
  type EgressPolicy,
} from '@inspected-egress/policy';

// One process of the bench: `none` ends once the package is there, `all` compiles a policy of 5,000 names in one rule,
// `rules` one of as many rules, of which every fifth drops.

const NAMES = 5_000;
const TODAY = '2026-11-22';

if (process.argv[2] === 'all') {
  const destinations = Array.from({ length: NAMES }, (_, index) => ({ name: `host-${index}.example.com` }));
  const policy: EgressPolicy = {
    version: 1,
    name: 'large',
    mode: 'enforce',
    rules: [{ id: 'many', destinations, applications: ['https'], action: 'pass' }],
  };
  const names = compileDnsFirewall(policy, { today: TODAY });
  const signatures = compileNetworkFirewall(policy, {
    position: 'after-nat',
    natCidrBlocks: ['10.1.1.0/24'],
    workloadCidrBlocks: ['10.1.3.0/24'],
    today: TODAY,
  });
  const listed = names.artefact.ruleGroups.flatMap(({ rules }) => rules.flatMap(({ domains }) => domains));
  const lines = signatures.artefact.ruleGroups.flatMap(({ rules }) => rules.trim().split('\n'));
  if (listed.length < NAMES || lines.length < NAMES) throw new Error('names are missing in what is compiled');
}

if (process.argv[2] === 'rules') {
  const policy: EgressPolicy = {
    version: 1,
    name: 'many-rules',
    mode: 'enforce',
    rules: Array.from({ length: NAMES }, (_, index) => ({
      id: `rule-${index}`,
      destinations: [{ name: `host-${index}.example.com` }],
      applications: ['https'],
      action: index % 5 === 0 ? 'drop' : 'pass',
    })),
  };
  const clientCidrBlocks = ['10.1.3.0/24'];
  const [conf] = compileSquid(policy, { today: TODAY, mode: 'explicit', clientCidrBlocks }).artefact.files;
  if (conf === undefined || conf.text.split('\n').length < NAMES)
    throw new Error('rules are missing in squid.conf');
  let refused = '';
  try {
    compileDnsFirewall(policy, { today: TODAY });
  } catch (error) {
    refused = String(error);
  }
  if (!refused.includes('POL402')) throw new Error('DNS Firewall should hold no 4,001 rules');
}
