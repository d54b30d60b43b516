import type { EgressCandidate, EgressRequirements, EgressStrategy } from '@inspected-egress/policy';

/** Engines of the reference architecture, as its configuration spells them, and what to fill in. */
const ENGINES: Readonly<Partial<Record<EgressStrategy, string>>> = {
  'network-firewall': "{ kind: 'network-firewall' }",
  'appliance-fleet': `{
    kind: 'gateway-load-balancer',
    serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-00000000000000000', // put that of your fleet
  }`,
  'partner-managed-firewall': `{
    kind: 'adopted',
    vendor: 'fortigate-cnf',
    endpoints: 'pending', // put the endpoint of each zone, once the partner has made them
  }`,
};

/** Strategies that the reference architecture has an engine for. */
export const CONFIGURED = Object.keys(ENGINES) as readonly EgressStrategy[];

const ZONE_LETTERS = ['a', 'b', 'c', 'd', 'e', 'f'];

/** A starting `EnvironmentConfig` of the reference architecture, as TypeScript; undefined when it has no such engine. */
export function startingConfig(
  { strategy, cost }: EgressCandidate,
  { zones, needs, vpcs }: EgressRequirements,
): string | undefined {
  const engine = ENGINES[strategy];
  if (engine === undefined) return undefined;
  const seesWorkloads = needs.includes('workload-rules');
  const zoneList = ZONE_LETTERS.slice(0, zones)
    .map((letter) => `{ availabilityZone: 'us-east-1${letter}' }`)
    .join(', ');
  const bound = cost.excluded.length === 0 ? 'about' : 'at least';
  return `import type { EnvironmentConfig } from '../environment-config';
import { POLICY, POLICY_DATE } from './allowed';

/**
 * Started by \`egress choose\`: ${strategy}, ${bound} ${cost.usdPerMonth.toFixed(2)} USD a month for ${count(vpcs, 'VPC')}
 * (list prices of ${cost.region}, ${cost.date}).
 */
export const dev: EnvironmentConfig = {
  name: 'dev',
  accountId: '111122223333', // an AWS documentation id: put your own, or every deployment is refused
  region: 'us-east-1',
  cidrBlock: '10.1.0.0/16',
  zones: [${zoneList}],
  natGateways: 'zonal',
  position: '${seesWorkloads ? 'before-nat' : 'after-nat'}',
  ipv6: '${needs.includes('ipv6') ? 'inspected' : 'none'}',
  engine: ${engine},
  policy: POLICY,
  policyDate: POLICY_DATE,
  networkAcls: 'from-policy',
  dnsFirewall: 'from-policy',
  privateServices: 'session-manager',
  flowLogs: 'cloudwatch',
  monitoring: 'alarms',
  protection: 'off',
  logRetentionDays: 7,
  backend: { kind: 'local' },
  tags: { Application: 'inspected-egress' },
};
`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
