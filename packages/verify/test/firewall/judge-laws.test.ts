import {
  compileNetworkFirewall,
  makeEvaluator,
  type Application,
  type Destination,
  type EgressPolicy,
  type EgressRule,
  type Flow,
} from '@inspected-egress/policy';
import type { FirewallFlow } from '../../src/firewall/firewall-flow';
import { judgeBy } from '../../src/firewall/judge-flow';
import { fc, runs } from '../read/support/properties';
import { at, firewallOf, type FirewallWorld } from '../support/firewall-world';

const TODAY = '2026-11-22';
const LIST = 'pl-0123456789abcdef0';
const LIST_BLOCKS = ['198.51.100.0/28', '2001:db8:1::/48'];

const names = ['example.com', 'a.example.com', 'b.a.example.com', 'notexample.com', 'example.org'];
const named = fc.constantFrom<Destination>(
  ...[...names, '*.example.com', '*.a.example.com'].map((name) => ({ name })),
);
const addressed = fc.constantFrom<Destination>(
  { cidrBlock: '198.51.100.0/24' },
  { cidrBlock: '2001:db8::/32' },
  { country: 'US' },
  { prefixList: LIST },
  { anywhere: 'all' },
);
const carrier = fc.constantFrom<Application>('https', 'http', 'dns');
const ports = fc.constantFrom({ from: 443, to: 443 }, { from: 1, to: 1024 }, { from: 8000, to: 8080 });
const application = fc.oneof(
  carrier,
  fc.constantFrom<Application>('ntp', 'ssh', 'icmp-echo'),
  ports.map((tcp): Application => ({ tcp })),
  ports.map((udp): Application => ({ udp })),
);
const some = <T>(one: fc.Arbitrary<T>, maxLength: number) => fc.array(one, { minLength: 1, maxLength });
const rule: fc.Arbitrary<Omit<EgressRule, 'id'>> = fc
  .record({
    what: fc.oneof(
      fc.record({ destinations: some(fc.oneof(named, addressed), 3), applications: some(carrier, 2) }),
      fc.record({ destinations: some(addressed, 2), applications: some(application, 3) }),
    ),
    sources: fc.constantFrom<EgressRule['sources']>(undefined, undefined, [{ cidrBlock: '10.1.3.0/25' }]),
    action: fc.constantFrom<EgressRule['action']>('pass', 'pass', 'drop', 'reject', 'alert'),
  })
  .map(({ what, sources, action }) => ({ ...what, action, ...(sources === undefined ? {} : { sources }) }));
const policy: fc.Arbitrary<EgressPolicy> = fc
  .tuple(
    fc.array(rule, { maxLength: 5 }),
    fc.constantFrom<EgressPolicy['mode']>('enforce', 'enforce', 'monitor'),
  )
  .map(([rules, mode]) => ({
    version: 1,
    name: 'any',
    mode,
    rules: rules.map((body, index) => ({ id: `rule-${index}`, ...body })),
  }));

const claim = fc.option(fc.constantFrom(...names, 'A.Example.COM'));
const whole: fc.Arbitrary<Flow> = fc
  .record({
    source: fc.constantFrom('10.1.3.10', '10.1.3.200'),
    destination: fc.constantFrom('198.51.100.7', '198.51.100.100', '203.0.113.9'),
    sourceOf6: fc.constant('2001:db8:ffff::1'),
    destinationOf6: fc.constantFrom('2001:db8:1::7', '2600:9000::1'),
    is6: fc.boolean(),
    kind: fc.constantFrom(
      'tls',
      'tls',
      'http',
      'dns',
      'dns/tcp',
      'ssh',
      'quic',
      'ntp',
      'other',
      'other/udp',
      'icmp',
    ),
    anyPort: fc.constantFrom(443, 80, 53, 22, 123, 8001, 40000),
    sni: claim,
    host: claim,
    queryName: fc.constantFrom(...names),
    country: fc.constantFrom('US', 'DE', null),
    icmpType: fc.constantFrom(8, 13),
  })
  .map((given) => {
    const { is6, kind, anyPort, country, queryName, sni, host, icmpType } = given;
    const ends = is6
      ? { source: given.sourceOf6, destination: given.destinationOf6 }
      : { source: given.source, destination: given.destination };
    const isIn = ['198.51.100.7', '2001:db8:1::7'].includes(ends.destination);
    const base = {
      ...ends,
      tier: 'protected',
      groups: [],
      sni: null,
      host: null,
      queryName: null,
      country,
      prefixLists: isIn ? [LIST] : [],
    };
    const over = (
      protocol: Flow['protocol'],
      carries: Flow['application'],
      port: number,
      more: Partial<Flow> = {},
    ) => ({ ...base, protocol, port, application: carries, ...more }) as Flow;
    switch (kind) {
      case 'tls':
        return over('tcp', 'tls', anyPort, { sni });
      case 'http':
        return over('tcp', 'http', anyPort, { host });
      case 'dns':
        return over('udp', 'dns', 53, { queryName });
      case 'dns/tcp':
        return over('tcp', 'dns', 53, { queryName });
      case 'ssh':
        return over('tcp', 'ssh', anyPort);
      case 'quic':
        return over('udp', 'quic', 443, { sni });
      case 'ntp':
        return over('udp', 'ntp', 123);
      case 'other':
        return over('tcp', 'other', anyPort);
      case 'other/udp':
        return over('udp', 'other', anyPort);
      default:
        return {
          ...base,
          protocol: is6 ? 'icmpv6' : 'icmp',
          icmpType: is6 && icmpType === 8 ? 128 : icmpType,
        } as Flow;
    }
  });

function compiled(from: EgressPolicy) {
  const { artefact } = compileNetworkFirewall(from, {
    position: 'before-nat',
    natCidrBlocks: ['10.1.1.0/24'],
    workloadCidrBlocks: ['10.1.3.0/24', '2001:db8:ffff::/64'],
    prefixLists: { [LIST]: LIST_BLOCKS },
    today: TODAY,
  });
  const world: FirewallWorld = {
    groups: artefact.ruleGroups.map(({ rules, capacity, ipSetVariables = {} }) => ({
      type: 'STATEFUL',
      capacity,
      rule_group: [
        {
          rules_source: [{ rules_string: rules }],
          stateful_rule_options: [{ rule_order: artefact.ruleOrder }],
          rule_variables: [
            {
              ip_sets: Object.entries(ipSetVariables).map(([key, definition]) => ({
                key,
                ip_set: [{ definition }],
              })),
            },
          ],
        },
      ],
    })),
    defaults: artefact.defaultActions,
    homeNet: artefact.homeNet,
  };
  return firewallOf(world);
}

/** A policy knows more of a flow than a firewall sees. */
function toFlow({
  source,
  destination,
  protocol,
  port,
  icmpType,
  application: carries,
  ...names
}: Flow): FirewallFlow {
  const { sni = null, host = null, queryName = null, country = null } = names;
  return {
    source: at(source),
    destination: at(destination),
    protocol,
    ...(port === undefined ? {} : { port }),
    ...(icmpType === undefined ? {} : { icmpType }),
    ...(carries === undefined ? {} : { application: carries }),
    ...{ sni, host, queryName, country },
  };
}

/** Bytes of no protocol may begin as those that a rule before waits for. */
const beginsUnknown = ({ application: carries, protocol }: Flow) => carries === 'other' && protocol === 'tcp';

it('rules compiled from a policy decide as the policy does', () => {
  fc.assert(
    fc.property(policy, fc.array(whole, { minLength: 10, maxLength: 10 }), (from, flows) => {
      const firewall = compiled(from);
      const evaluate = makeEvaluator(from, { today: TODAY });
      for (const one of flows) {
        const { verdict } = evaluate(one);
        const judged = judgeBy(firewall, toFlow(one));
        const told = verdict === 'reject' && one.protocol !== 'tcp' ? 'drop' : verdict;
        if (beginsUnknown(one) && judged.verdict === 'undetermined') continue;
        expect({ one, ...judged }).toEqual({ one, ...judged, verdict: told });
      }
    }),
    runs(1000),
  );
});
