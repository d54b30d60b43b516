import { findPolicyProblems, makeEvaluator, type Flow } from '@inspected-egress/policy';
import { judgeBy } from '../../src/firewall/judge-flow';
import { readBackPolicy, type ReadBackPolicy } from '../../src/firewall/read-back-policy';
import { readFirewall } from '../../src/firewall/read-firewall';
import { fc, runs } from '../read/support/properties';
import { domains } from '../support/broken-policies';
import { ENDPOINT, firewallGraph, POLICY, type FirewallWorld } from '../support/firewall-world';
import { anyWholeFlow, seenBy } from '../support/whole-flows';

function readBack(world: FirewallWorld): ReadBackPolicy {
  const back = readBackPolicy(firewallGraph(world), POLICY);
  if (back.is === 'unknown') throw new Error(back.reason);
  return back.value;
}

const HELLO = 'ssl_state:client_hello; tls.sni;';
const ruleOf = (text: string) => {
  const { policy, leftOut, notes } = readBack({ rules: text });
  const [rule] = policy.rules;
  return { ...rule, left: leftOut.map(({ reason }) => reason), notes: notes.map(({ reason }) => reason) };
};

it.each([
  [
    `pass tls $HOME_NET any -> $EXTERNAL_NET 443 (${HELLO} content:"ipinfo.io"; startswith; nocase; endswith; flow:to_server, established; sid:1;)`,
    { destinations: [{ name: 'ipinfo.io' }], applications: ['https'], action: 'pass' },
  ],
  [
    `pass http $HOME_NET any -> $EXTERNAL_NET 80 (http.host; dotprefix; content:".example.com"; endswith; sid:1;)`,
    { destinations: [{ name: 'example.com' }, { name: '*.example.com' }], applications: ['http'] },
  ],
  [
    'reject tcp 10.1.3.0/24 any -> [192.0.2.0/24,198.51.100.7] [22,1000:1010] (flow:to_server, established; sid:1;)',
    {
      sources: [{ cidrBlock: '10.1.3.0/24' }],
      destinations: [{ cidrBlock: '192.0.2.0/24' }, { cidrBlock: '198.51.100.7/32' }],
      applications: [{ tcp: { from: 22, to: 22 } }, { tcp: { from: 1000, to: 1010 } }],
      action: 'reject',
    },
  ],
  [
    'pass icmp $HOME_NET any -> $EXTERNAL_NET any (geoip:dst,US,DE; itype:8; sid:1;)',
    { destinations: [{ country: 'US' }, { country: 'DE' }], applications: ['icmp-echo'] },
  ],
])('is what it says: %s', (text, rule) => {
  expect(ruleOf(text)).toMatchObject({ ...rule, left: [], notes: [] });
});

it.each([
  ['pass tls any any -> any any (sid:1;)', 'it is about tls on other ports than 443 too'],
  ['drop icmp any any -> any any (sid:1;)', 'it is about other ICMP than echo too'],
  ['drop ip any any -> 192.0.2.1 any (sid:1;)', 'it is about other ICMP than echo, and other protocols, too'],
])('is noted where the model says less: %s', (text, reason) => {
  expect(ruleOf(text)).toMatchObject({ left: [], notes: [reason] });
});

it.each([
  ['pass tls any any -> any 443 (ja3.hash; content:"x"; sid:1;)', '`ja3.hash` is not modelled'],
  ['pass tcp any any <> any 443 (sid:1;)', 'it is about both directions'],
  [
    'pass tcp any any -> !192.0.2.0/24 443 (sid:1;)',
    'its destination is told by what it is not, or is not known',
  ],
  [
    `pass tls any any -> 192.0.2.1 443 (${HELLO} content:"a.example"; endswith; sid:1;)`,
    'it is about a name and about addresses at once',
  ],
  ['pass tcp any any -> any any (flow:not_established; sid:1;)', 'it is not about what clients send'],
  [
    'pass tls any any -> any 443 (tls.sni; content:"ex"; startswith; sid:1;)',
    'it is about something else of a name than the whole, or all below it',
  ],
  ['pass smtp any any -> any 25 (sid:1;)', 'the model has no words for `smtp`'],
  ['pass tls any any -> any 8443 (sid:1;)', 'the model has tls on port 443 alone'],
])('is left out where the model has no words: %s', (text, reason) => {
  expect(ruleOf(text).left).toEqual([reason]);
});

it('domain lists are lists of names', () => {
  const { policy, notes } = readBack({ groups: [domains('DENYLIST', ['.example.com', 'example.org'])] });
  expect(
    policy.rules.map(({ action, destinations, applications }) => [action, destinations, applications]),
  ).toEqual([
    ['drop', [{ name: 'example.com' }, { name: '*.example.com' }], ['https']],
    ['drop', [{ name: 'example.com' }, { name: '*.example.com' }], ['http']],
    ['drop', [{ name: 'example.org' }], ['https']],
    ['drop', [{ name: 'example.org' }], ['http']],
  ]);
  expect(notes).toHaveLength(4); // on every port
});

it('what no rule decides passes where no default action drops it', () => {
  expect(readBack({ defaults: [] }).policy.rules.map(({ id }) => id)).toEqual(['default']);
  expect(readBack({}).policy.rules).toEqual([]);
});

describe('a policy that is read back', () => {
  const names = fc.constantFrom('example.com', 'a.example.com', 'example.org');
  const action = fc.constantFrom('pass', 'pass', 'drop', 'reject', 'alert');
  const text = fc.oneof(
    fc.tuple(action, names, fc.boolean()).map(([verb, name, isBoth]) => {
      const content = isBoth
        ? `dotprefix; content:".${name}"; nocase; endswith;`
        : `content:"${name}"; startswith; nocase; endswith;`;
      return `${verb} tls $HOME_NET any -> $EXTERNAL_NET 443 (${HELLO} ${content} flow:to_server, established;`;
    }),
    fc
      .tuple(action, names)
      .map(
        ([verb, name]) =>
          `${verb} http any any -> any 80 (http.host; content:"${name}"; startswith; endswith; flow:to_server;`,
      ),
    fc
      .tuple(action, names)
      .map(
        ([verb, name]) =>
          `${verb === 'reject' ? 'drop' : verb} dns any any -> any 53 (dns.query; content:"${name}"; startswith; nocase; endswith; flow:to_server;`,
      ),
    fc
      .tuple(
        action,
        fc.constantFrom('any', '198.51.100.0/24', '[203.0.113.9,2001:db8:1::/48]'),
        fc.constantFrom('any', '443', '[80,8001]'),
      )
      .map(([verb, to, port]) => `${verb} tcp any any -> ${to} ${port} (flow:to_server, established;`),
    fc
      .tuple(action, fc.constantFrom('10.1.3.0/25', 'any'), fc.constantFrom('any', '443', '123'))
      .map(
        ([verb, from, port]) =>
          `${verb === 'reject' ? 'drop' : verb} udp ${from} any -> any ${port} (flow:to_server;`,
      ),
    fc.constantFrom(
      'pass icmp any any -> any any (itype:8; geoip:dst,US;',
      'drop icmp any any -> 198.51.100.7 any (itype:8;',
    ),
  );
  const rules = fc
    .array(text, { maxLength: 6 })
    .map((texts) => texts.map((one, index) => `${one} sid:${index + 1};)`).join('\n'));

  it('says of a flow what the firewall does with it, where nothing is left out and nothing noted', () => {
    fc.assert(
      fc.property(rules, fc.array(anyWholeFlow, { minLength: 10, maxLength: 10 }), (one, flows) => {
        const world = {
          rules: one,
          homeNet: ['10.1.3.0/24', '2001:db8:ffff::/64'],
          defaults: ['aws:drop_established'],
        };
        const graph = firewallGraph(world);
        const firewall = readFirewall(graph, ENDPOINT);
        const { policy, leftOut, notes } = readBack(world);
        expect([leftOut, notes, findPolicyProblems(policy)]).toEqual([[], [], []]);
        if (firewall.is === 'unknown') throw new Error(firewall.reason);
        const evaluate = makeEvaluator(policy, { today: '2026-11-22' });
        for (const flow of flows.filter(isOfTheModel)) {
          const judged = judgeBy(firewall.value, seenBy(flow));
          if (judged.verdict === 'undetermined') continue;
          expect({ flow, ...judged }).toEqual({ flow, ...judged, verdict: evaluate(flow).verdict });
        }
      }),
      runs(1000),
    );
  });

  /** Echo requests are all the ICMP that it speaks of. */
  function isOfTheModel({ protocol, icmpType }: Flow): boolean {
    return !protocol.startsWith('icmp') || icmpType === 8;
  }
});
