import {
  compileNetworkFirewall,
  makeEvaluator,
  type Application,
  type Destination,
  type EgressPolicy,
  type EgressRule,
  type Flow,
} from '@inspected-egress/policy';
import { judgeBy } from '../../src/firewall/judge-flow';
import { fc, runs } from '../read/support/properties';
import { firewallOf, type FirewallWorld } from '../support/firewall-world';
import { anyWholeFlow, LIST, names, seenBy } from '../support/whole-flows';

const TODAY = '2026-11-22';
const LIST_BLOCKS = ['198.51.100.0/28', '2001:db8:1::/48'];

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

/** Bytes of no protocol may begin as those that a rule before waits for. */
const beginsUnknown = ({ application: carries, protocol }: Flow) => carries === 'other' && protocol === 'tcp';

it('rules compiled from a policy decide as the policy does', () => {
  fc.assert(
    fc.property(policy, fc.array(anyWholeFlow, { minLength: 10, maxLength: 10 }), (from, flows) => {
      const firewall = compiled(from);
      const evaluate = makeEvaluator(from, { today: TODAY });
      for (const one of flows) {
        const { verdict } = evaluate(one);
        const judged = judgeBy(firewall, seenBy(one));
        const told = verdict === 'reject' && one.protocol !== 'tcp' ? 'drop' : verdict;
        if (beginsUnknown(one) && judged.verdict === 'undetermined') continue;
        expect({ one, ...judged }).toEqual({ one, ...judged, verdict: told });
      }
    }),
    runs(1000),
  );
});
