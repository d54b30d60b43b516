import {
  compileNetworkFirewall,
  packageIndexPolicy,
  workshopPolicy,
  type Application,
  type Destination,
  type EgressPolicy,
  type EgressRule,
  type NetworkFirewallOptions,
  type Source,
} from '../../src';
import { fc } from '../support/properties';

const OPTIONS: NetworkFirewallOptions = {
  position: 'after-nat',
  natCidrBlocks: ['10.1.1.0/24'],
  workloadCidrBlocks: ['10.1.3.0/24', 'fd00:1::/64'],
  prefixLists: { 'pl-0123456789abcdef0': ['192.0.2.0/24'] },
  today: '2026-11-22',
};

const named: fc.Arbitrary<Destination> = fc.constantFrom(
  { name: 'example.com' },
  { name: '*.example.com' },
  { name: 'www.example.com' },
  // As parts of other identifiers are called.
  ...['country', 'tcp', 'from-1'].map((name) => ({ name })),
);
const addressed: fc.Arbitrary<Destination> = fc.constantFrom<Destination>(
  { cidrBlock: '192.0.2.0/24' },
  { cidrBlock: '2001:db8::/32' },
  { country: 'US' },
  { prefixList: 'pl-0123456789abcdef0' },
  { service: 's3' },
  { anywhere: 'all' },
);
const ports = fc.constantFrom({ from: 443, to: 443 }, { from: 1, to: 65_535 }, { from: 8000, to: 8080 });
const application: fc.Arbitrary<Application> = fc.oneof(
  fc.constantFrom<Application>('https', 'http', 'dns', 'ntp', 'ssh', 'icmp-echo'),
  ports.map((tcp) => ({ tcp })),
  ports.map((udp) => ({ udp })),
);
const source = fc.constantFrom<Source>(
  { vpc: 'all' },
  { tier: 'protected' },
  { group: 'builders' },
  { cidrBlock: '10.1.3.0/25' },
  { cidrBlock: 'fd00:1::/64' },
);
const some = <T>(each: fc.Arbitrary<T>) =>
  fc.uniqueArray(each, { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) });
const ruleBody: fc.Arbitrary<Omit<EgressRule, 'id'>> = fc
  .oneof(
    fc.record({
      destinations: some(named),
      applications: some(fc.constantFrom<Application>('https', 'http', 'dns')),
    }),
    fc.record({ destinations: some(addressed), applications: some(application) }),
  )
  .chain((body) =>
    fc.record({
      ...{ destinations: fc.constant(body.destinations), applications: fc.constant(body.applications) },
      sources: some(source),
      action: fc.constantFrom('pass', 'drop', 'reject', 'alert'),
      expires: fc.constantFrom('2026-11-21', '2026-11-22'),
    }),
  );
const policy: fc.Arbitrary<EgressPolicy> = fc
  .record({
    bodies: fc.array(ruleBody, { minLength: 1, maxLength: 6 }),
    mode: fc.constantFrom('enforce', 'monitor'),
  })
  .map(({ bodies, mode }) => ({
    version: 1,
    name: 'law',
    mode,
    groups: { builders: { cidrBlocks: ['10.1.3.128/25'] } },
    rules: bodies.map((body, index) => ({ id: `rule-${index}`, ...body })),
  }));
const options: fc.Arbitrary<NetworkFirewallOptions> = fc
  .constantFrom('after-nat' as const, 'before-nat' as const, 'no-nat' as const)
  .map((position) => ({ ...OPTIONS, position }));

const compile = (input: EgressPolicy, where: NetworkFirewallOptions) => {
  const { artefact, approximations, remarks } = compileNetworkFirewall(input, where);
  const lines = artefact.ruleGroups.flatMap(({ rules }) => rules.trim().split('\n'));
  return { artefact, approximations, remarks, lines };
};
const ruleOf = (line: string) => /, rule ([a-z0-9-]+);/.exec(line)?.[1];
const sidOf = (line: string) => /sid:(\d+);/.exec(line)?.[1];

it('law: every rule is in the artefact, or a remark or an approximation says why not', () => {
  fc.assert(
    fc.property(policy, options, (input, where) => {
      const { remarks, approximations, lines } = compile(input, where);
      const told = new Set([
        ...lines.map(ruleOf),
        ...remarks.map(({ rule }) => rule),
        ...approximations.map(({ rule }) => rule),
      ]);
      expect(input.rules.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
    }),
  );
});

it('law: signatures stand in the order of their rules, and what is for no rule comes last', () => {
  fc.assert(
    fc.property(policy, options, (input, where) => {
      const order = compile(input, where).lines.map((line) => {
        const rule = ruleOf(line);
        return rule === undefined ? Infinity : input.rules.findIndex(({ id }) => id === rule);
      });
      expect(order).toEqual([...order].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0)));
    }),
  );
});

it('law: another rule moves no signature id', () => {
  fc.assert(
    fc.property(policy, ruleBody, fc.nat(6), (input, body, place) => {
      const rules = [...input.rules.slice(0, place), { id: 'added', ...body }, ...input.rules.slice(place)];
      const withoutSid = (line: string) => line.replace(/sid:\d+;/, '');
      const after = new Map(
        compile({ ...input, rules }, OPTIONS).lines.map((line) => [withoutSid(line), sidOf(line)]),
      );
      for (const line of compile(input, OPTIONS).lines) {
        // A rule that now waits for names is other text under other ids.
        const sid = after.get(withoutSid(line));
        if (sid !== undefined) expect(sid).toBe(sidOf(line));
      }
    }),
  );
});

it('law: no two signatures share an id', () => {
  fc.assert(
    fc.property(policy, options, (input, where) => {
      const sids = compile(input, where).lines.map(sidOf);
      expect(new Set(sids).size).toBe(sids.length);
    }),
  );
});

it('law: no pass goes without a log line, and none without the direction of its flow', () => {
  fc.assert(
    fc.property(policy, options, (input, where) => {
      const passes = compile(input, where).lines.filter((line) => line.startsWith('pass '));
      expect(passes.filter((line) => !line.includes(' alert; ') || !line.includes('flow:to_server'))).toEqual(
        [],
      );
    }),
  );
});

it('law: monitor neither drops nor rejects', () => {
  fc.assert(
    fc.property(policy, options, (input, where) => {
      const { lines } = compile({ ...input, mode: 'monitor' }, where);
      expect(lines.filter((line) => !/^(pass|alert) /.test(line))).toEqual([]);
    }),
  );
});

it('law: managed rule groups and TLS inspection change no signature, and monitor drops by neither', () => {
  fc.assert(
    fc.property(policy, options, fc.boolean(), (input, where, inspectsTls) => {
      const managedRuleGroups = [
        { name: 'AttackInfrastructure' },
        { name: 'ThreatSignaturesDoS', override: 'drop-to-alert' },
      ] as const;
      const tlsInspection = {
        certificateAuthorityArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d',
      };
      const more = {
        ...{ ...where, region: 'us-east-1', managedRuleGroups },
        ...(inspectsTls && input.mode === 'enforce' ? { tlsInspection } : {}),
      };
      const { artefact, lines } = compile(input, more);
      expect(lines).toEqual(compile(input, where).lines);
      const blocking = [
        ...artefact.defaultActions.filter((action) => action.startsWith('aws:drop')),
        ...(artefact.managedRuleGroups ?? []).filter(({ override }) => override === undefined),
        ...(artefact.tlsInspection === undefined ? [] : ['TLS inspection']),
      ];
      if (input.mode === 'monitor') expect(blocking).toEqual([]);
      else expect(blocking).not.toEqual([]);
    }),
  );
});

it('the presets become rules that people read', () => {
  const forRules = (input: EgressPolicy) =>
    compile(input, OPTIONS).lines.filter((line) => ruleOf(line) !== undefined);
  expect(forRules(workshopPolicy()).join('\n')).toMatchInlineSnapshot(`
   "pass tls $HOME_NET any -> any 443 (ssl_state:client_hello; tls.sni; content:"ipinfo.io"; startswith; nocase; endswith; flow:to_server, established; alert; msg:"ipinfo"; metadata:policy workshop, rule ipinfo; sid:1516269562; rev:1;)
   pass icmp $HOME_NET any -> 0.0.0.0/0 any (geoip:dst,US; itype:8; flow:to_server; alert; msg:"ping-united-states"; metadata:policy workshop, rule ping-united-states; sid:2841733090; rev:1;)
   pass icmp $HOME_NET any -> ::/0 any (geoip:dst,US; itype:128; flow:to_server; alert; msg:"ping-united-states"; metadata:policy workshop, rule ping-united-states; sid:1760118277; rev:1;)"
  `);
  expect(forRules(packageIndexPolicy()).join('\n')).toMatchInlineSnapshot(`
   "pass tls $HOME_NET any -> any 443 (ssl_state:client_hello; tls.sni; dotprefix; content:".pypi.org"; nocase; endswith; pcre:"/^\\.(.+\\.)?pypi\\.org$/is"; flow:to_server, established; alert; msg:"package-index"; metadata:policy package-index, rule package-index; sid:2947011978; rev:1;)
   pass tls $HOME_NET any -> any 443 (ssl_state:client_hello; tls.sni; dotprefix; content:".pythonhosted.org"; nocase; endswith; pcre:"/^\\.(.+\\.)?pythonhosted\\.org$/is"; flow:to_server, established; alert; msg:"package-index"; metadata:policy package-index, rule package-index; sid:1089971774; rev:1;)"
  `);
});
