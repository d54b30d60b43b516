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

const FACTS = ['port', 'icmpType', 'application', 'sni', 'host', 'queryName', 'country'] as const;
const styles = fc
  .array(
    fc.tuple(
      fc.constantFrom('pass', 'pass', 'drop', 'reject'),
      fc.constantFrom(
        'tls $HOME_NET any -> $EXTERNAL_NET 443 (tls.sni; content:"example.com"; endswith; flow:to_server;',
        'tls any any -> any any (tls.sni; content:!"example.org"; flow:to_server;',
        'http any any -> any ![443,8001] (http.host; content:"a.example.com"; startswith;',
        'dns any any -> any any (dns.query; content:"example"; nocase;',
        'tcp any any -> any [443,8001] (app-layer-protocol:!tls; flow:to_server, established;',
        'tcp 10.1.3.0/25 any <> any any (flow:not_established;',
        'tcp any any -> !198.51.100.0/24 any (geoip:dst,US;',
        'ip any any -> any 1:1024 (ip_proto:!TCP;',
        'icmp any any -> any any (itype:8;',
        'udp any any -> any 443 (app-layer-protocol:!quic;',
        'ssh any any -> any any (msg:"ssh";',
      ),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((rules) => rules.map(([action, rest], index) => `${action} ${rest} sid:${index + 1};)`));
const anyDefault = fc.constantFrom(
  [],
  ['aws:drop_strict'],
  ['aws:drop_established'],
  ['aws:drop_established_app_layer'],
  ['aws:drop_established_app_layer_to_server'],
);
const HOME_NET = ['10.1.3.0/24', '2001:db8:ffff::/64'];

it('a verdict that is determined stays, whatever the facts left out turn out to be', () => {
  fc.assert(
    fc.property(styles, anyDefault, anyWholeFlow, fc.subarray([...FACTS]), (rules, defaults, whole, left) => {
      const firewall = firewallOf({ rules: rules.join('\n'), defaults, homeNet: HOME_NET });
      const seen = seenBy(whole);
      const kept = Object.entries(seen).filter(([fact]) => !left.some((one) => one === fact));
      const less = judgeBy(firewall, Object.fromEntries(kept) as unknown as FirewallFlow).verdict;
      const all = judgeBy(firewall, seen).verdict;
      if (less !== 'undetermined') expect([less, rules, seen]).toEqual([all, rules, seen]);
    }),
    runs(4000),
  );
});

it('a source that is less known determines nothing more', () => {
  fc.assert(
    fc.property(styles, anyDefault, anyWholeFlow, (rules, defaults, whole) => {
      const firewall = firewallOf({ rules: rules.join('\n'), defaults, homeNet: HOME_NET });
      const seen = seenBy(whole);
      const block = seen.source.family === 4 ? '10.1.3.0/24' : '2001:db8:ffff::/64';
      const less = judgeBy(firewall, { ...seen, source: at(block) }).verdict;
      if (less !== 'undetermined') expect(less).toBe(judgeBy(firewall, seen).verdict);
    }),
    runs(2000),
  );
});

it('a rule that is not understood never makes a verdict, only a doubt', () => {
  const strange = fc.tuple(
    fc.constantFrom('pass', 'drop', 'reject'),
    fc.constantFrom(
      'tcp any any -> any any (ttl:>5;',
      'tls any any -> any any (ja3.hash; content:"x";',
      'ip any any -> $NOWHERE any (msg:"x";',
      'tcp any any (msg:"x";',
    ),
  );
  fc.assert(
    fc.property(
      styles,
      strange,
      fc.nat(5),
      anyDefault,
      anyWholeFlow,
      (rules, [action, rest], place, defaults, whole) => {
        const mixed = [...rules.slice(0, place), `${action} ${rest} sid:99;)`, ...rules.slice(place)];
        const world = (lines: readonly string[]) =>
          firewallOf({ rules: lines.join('\n'), defaults, homeNet: HOME_NET });
        const without = judgeBy(world(rules), seenBy(whole)).verdict;
        const withIt = judgeBy(world(mixed), seenBy(whole)).verdict;
        if (withIt !== 'undetermined') expect(withIt).toBe(without);
      },
    ),
    runs(2000),
  );
});

it('no text is too strange to be read', () => {
  const piece = fc.constantFrom(
    ...[
      'pass',
      'drop',
      ' ',
      'tls',
      'any',
      '->',
      '<>',
      '(',
      ')',
      ';',
      ':',
      '!',
      '[',
      ']',
      ',',
      '"',
      '\\',
      '|',
      '$A',
    ],
    ...[
      '@B',
      'content:"a"',
      'tls.sni',
      'pcre:"/(a+)+$/"',
      'flow:to_server',
      '\n',
      '#',
      '%',
      '0x',
      '99999999999',
      '\u0000',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), anyWholeFlow, (pieces, whole) => {
      const { verdict, because } = judgeBy(firewallOf({ rules: pieces.join('') }), seenBy(whole));
      expect(['pass', 'drop', 'reject', 'undetermined']).toContain(verdict);
      expect(because).not.toContain('\n');
    }),
    runs(20_000),
  );
});
