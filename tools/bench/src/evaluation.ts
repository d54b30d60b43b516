import { makeEvaluator, type EgressPolicy, type EgressRule, type Flow } from '@inspected-egress/policy';
import { clock, interleaved } from './measure';
import { median, report, type Report } from './report';

const RULES = 500;
const FLOWS = 20_000;
const ROUNDS = 15;
const WARM_UPS = 3;
/** Budget: a million flows a minute, 60 microseconds for each. The floor takes 2 to 3, and less on an idle machine. */
const LIMIT = 20;

/**
 * What the verdict on a flow costs over the floor, which is a plain loop that compares the flow's protocol, port and server
 * name with those of 500 rules: three comparisons of what is at hand, no address read, nothing explained.
 */
export function benchEvaluation(): Report {
  const flows = Array.from({ length: FLOWS }, (_, index) =>
    index % 4 === 3 ? queryOf(index) : flowOf(index),
  );
  const evaluate = makeEvaluator(policy(), { today: '2026-11-22' });
  const plain = policy().rules.map(plainRule);
  let passed = 0;
  let alike = 0;
  const [floorTimes = [], programTimes = []] = interleaved(
    [
      () =>
        clock(() => {
          for (const { protocol, port, sni } of flows) {
            for (const one of plain) {
              if (one.protocol === protocol && one.port === port && one.name === sni) alike += 1;
            }
          }
        }),
      () =>
        clock(() => {
          for (const flow of flows) if (evaluate(flow).verdict === 'pass') passed += 1;
        }),
    ],
    ROUNDS,
    WARM_UPS,
  );
  if (passed === 0 || alike === 0) throw new Error('no flow is permitted, so nothing is measured');
  const { lines, isWithin } = report(
    { what: `floor: three comparisons with each of ${RULES} rules`, milliseconds: floorTimes },
    { what: `verdicts on ${FLOWS} flows`, milliseconds: programTimes },
    LIMIT,
  );
  const perMinute = Math.round(((FLOWS / median(programTimes)) * 60_000) / 1000) * 1000;
  return { lines: [...lines, `${perMinute.toLocaleString('en-US')} flows a minute`], isWithin };
}

/** Rules of every kind, so that many of them look at the same port. */
function policy(): EgressPolicy {
  return {
    version: 1,
    name: 'bench',
    mode: 'enforce',
    rules: Array.from({ length: RULES }, (_, index): EgressRule => {
      const third = index % 256;
      const sources = index % 3 === 0 ? { sources: [{ cidrBlock: `10.0.${third}.0/24` }] } : {};
      const action = index % 10 === 9 ? 'drop' : 'pass';
      return { id: `rule-${index}`, ...wayOf(index, third), action, ...sources };
    }),
  };
}

function wayOf(index: number, third: number): Pick<EgressRule, 'destinations' | 'applications'> {
  switch (index % 5) {
    case 0:
      return {
        destinations: [{ name: `host-${index}.example.com` }, { name: `*.site-${index}.example.org` }],
        applications: ['https'],
      };
    case 1:
      return {
        destinations: [{ cidrBlock: `198.51.${third}.0/24` }],
        applications: [{ tcp: { from: 1024 + index, to: 1024 + index } }],
      };
    case 2:
      return { destinations: [{ name: `*.service-${index}.example.net` }], applications: ['https', 'http'] };
    case 3:
      return {
        destinations: [{ country: 'US' }, { cidrBlock: `2001:db8:${index.toString(16)}::/48` }],
        applications: ['https'],
      };
    default:
      return {
        destinations: [{ cidrBlock: `192.0.${third}.0/24` }],
        applications: [{ tcp: { from: 5000, to: 6000 } }, 'ssh'],
      };
  }
}

/** Of a workload to the resolver of its VPC. */
function queryOf(index: number): Flow {
  return {
    ...flowOf(index),
    destination: '169.254.169.253',
    protocol: 'udp',
    port: 53,
    application: 'dns',
    sni: null,
    host: null,
    queryName: `host-${(index % 100) * 5}.example.com.`,
  };
}

/** Half of them are HTTPS. */
function flowOf(index: number): Flow {
  const [port = 443, application = 'tls'] = (
    [
      [443, 'tls'],
      [80, 'http'],
      [443, 'tls'],
      [22, 'ssh'],
      [443, 'tls'],
      [1024 + (index % 600), 'other'],
    ] as const
  )[index % 6] ?? [443, 'tls'];
  const name =
    index % 2 === 0 ? `host-${(index % 100) * 5}.example.com` : `a.service-${index % 500}.example.net`;
  return {
    source: `10.0.${index % 256}.${index % 250}`,
    groups: [],
    tier: 'protected',
    destination: `198.51.${index % 256}.${(index * 7) % 256}`,
    protocol: index % 7 === 0 ? 'udp' : 'tcp',
    port,
    application,
    sni: application === 'tls' ? name : null,
    host: application === 'http' ? name : null,
    queryName: null,
    country: 'BR',
    prefixLists: [],
  };
}

function plainRule({ destinations: [first], applications: [application] }: EgressRule) {
  const name = first !== undefined && 'name' in first ? first.name : '';
  return { protocol: 'tcp', port: application === 'https' ? 443 : 22, name };
}
