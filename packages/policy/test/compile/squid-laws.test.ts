import {
  compileSquid,
  makeEvaluator,
  type Application,
  type Destination,
  type EgressPolicy,
  type Flow,
  type SquidOptions,
} from '../../src';
import { anyFlow, anyPolicy } from '../support/arbitraries';
import { TODAY } from '../support/policies';
import { passes, type Attempt } from '../support/squid-interpreter';
import { fc, runs } from '../support/properties';

const OPTIONS = {
  today: TODAY,
  clientCidrBlocks: ['10.0.0.0/16', '2001:db8:ffff::/48'],
  prefixLists: { 'pl-1': ['198.51.100.0/24'], 'pl-2': ['203.0.113.0/24'] },
} as const;

/** What is told of a flow beside its addresses is as the blocks say. */
const anySeenFlow: fc.Arbitrary<Flow> = anyFlow.map((flow) => ({
  ...flow,
  protocol: 'tcp',
  groups: flow.source === '10.0.0.10' ? ['web'] : [],
  host: flow.host === ':8080' ? null : (flow.host ?? null),
  prefixLists: [
    ...(flow.destination.startsWith('198.51.100.') ? ['pl-1'] : []),
    ...(flow.destination.startsWith('203.0.113.') ? ['pl-2'] : []),
  ],
}));
const anyMode = fc.constantFrom<SquidOptions['mode']>('explicit', 'transparent');

/** What a program does to make the flow happen; undefined when a proxy is no way to. */
function attemptOf(flow: Flow, mode: SquidOptions['mode']): Attempt | undefined {
  const { source: client, destination, port = 0, application, sni, host } = flow;
  const inside = application === 'tls' ? { tls: sni ?? null } : application === 'http' ? 'http' : 'other';
  const named = (text: string | null | undefined) => (text ?? '').replace(/:\d+$/, '') || destination;
  const attempt = { client, addresses: [destination], port, inside } as const;
  if (mode === 'transparent') {
    return port === 80 || port === 443 ? { ...attempt, host: named(host), via: 'redirected' } : undefined;
  }
  if (application === 'http') return { ...attempt, host: named(host), via: 'page' };
  return { ...attempt, host: application === 'tls' ? named(sni) : destination, via: 'tunnel' };
}

function judge(policy: EgressPolicy, flow: Flow, mode: SquidOptions['mode']) {
  const attempt = attemptOf(flow, mode);
  if (attempt === undefined) return undefined;
  const { artefact, approximations } = compileSquid(policy, { ...OPTIONS, mode });
  const evaluate = makeEvaluator(policy, { today: TODAY });
  return { isPassed: passes(artefact.files, attempt), verdict: evaluate(flow), approximations };
}

it('law: what the policy permits the proxy permits, unless it is narrower', () => {
  fc.assert(
    fc.property(anyPolicy, anySeenFlow, anyMode, (policy, flow, mode) => {
      const judged = judge(policy, flow, mode);
      fc.pre(judged?.verdict.verdict === 'pass');
      // Of the policy as a whole it is about clients that name two hosts, which none of these do.
      const isNarrower = judged.approximations.some(
        ({ direction, rule }) => direction === 'narrower' && rule === judged.verdict.rule,
      );
      expect(judged.isPassed || isNarrower).toBe(true);
    }),
    runs(100),
  );
});

it('law: where the proxy permits what the policy forbids, an approximation says that it is wider', () => {
  fc.assert(
    fc.property(anyPolicy, anySeenFlow, anyMode, (policy, flow, mode) => {
      const judged = judge(policy, flow, mode);
      fc.pre(judged !== undefined && judged.verdict.verdict !== 'pass');
      const isWider = judged.approximations.some(({ direction }) => direction === 'wider');
      expect(!judged.isPassed || isWider).toBe(true);
    }),
    runs(300),
  );
});

const named: fc.Arbitrary<Destination> = fc
  .constantFrom('example.com', '*.example.com', 'a.example.com', '*.a.example.com', 'example.org')
  .map((name) => ({ name }));
const addressed = fc.constantFrom<Destination>(
  { cidrBlock: '198.51.100.0/24' },
  { cidrBlock: '2001:db8::/32' },
  { prefixList: 'pl-2' },
  { anywhere: 'all' },
);
const some = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 1, maxLength: 2 });
const read = fc.constantFrom<Application>('https', 'http');
const tcp = fc.constantFrom<Application>({ tcp: { from: 443, to: 443 } }, { tcp: { from: 80, to: 8443 } });
const anyExpressible: fc.Arbitrary<EgressPolicy> = fc
  .array(
    fc
      .tuple(
        fc.oneof(
          fc.record({ destinations: some(named), applications: some(read) }),
          fc.record({ destinations: some(addressed), applications: some(fc.oneof(read, tcp)) }),
        ),
        fc.constantFrom(undefined, undefined, [{ cidrBlock: '10.0.0.0/24' }], [{ group: 'web' }]),
        fc.constantFrom('pass' as const, 'pass' as const, 'drop' as const, 'alert' as const),
      )
      .map(([way, sources, action]) => ({ ...way, ...(sources === undefined ? {} : { sources }), action })),
    { minLength: 1, maxLength: 4 },
  )
  .map((rules) => ({
    version: 1,
    name: 'expressible',
    mode: 'enforce',
    groups: { web: { cidrBlocks: ['10.0.0.0/25'] } },
    rules: rules.map((rule, index) => ({ id: `rule-${index}`, ...rule })),
  }));
const anyProxyFlow = anySeenFlow.map((flow): Flow => {
  const application = flow.application === 'tls' || flow.application === 'http' ? flow.application : 'other';
  return { ...flow, application };
});

it('law: rules that a proxy can express are decided flow by flow as they say', () => {
  const counts = { pass: 0, drop: 0 };
  fc.assert(
    fc.property(anyExpressible, anyProxyFlow, anyMode, (policy, flow, mode) => {
      const judged = judge(policy, flow, mode);
      // A rule against HTTP closes tunnels to port 80, which is an approximation.
      const isClosed = judged?.approximations.some(({ reason }) => reason.startsWith('no tunnel')) === true;
      if (judged === undefined || isClosed) return;
      const isPassed = judged.verdict.verdict === 'pass';
      counts[isPassed ? 'pass' : 'drop'] += 1;
      expect(judged.isPassed).toBe(isPassed);
      expect(judged.approximations.filter(({ direction }) => direction === 'wider')).toEqual([]);
    }),
    runs(600),
  );
  expect(Math.min(counts.pass, counts.drop)).toBeGreaterThan(0);
});

it('law: who is no client is served nothing', () => {
  fc.assert(
    fc.property(anyPolicy, anySeenFlow, anyMode, (policy, flow, mode) => {
      const judged = judge(policy, { ...flow, source: '192.0.2.99', groups: [] }, mode);
      expect(judged?.isPassed ?? false).toBe(false);
    }),
  );
});

it('law: monitor denies nothing that a client asks for', () => {
  fc.assert(
    fc.property(anyPolicy, anySeenFlow, anyMode, (policy, flow, mode) => {
      const judged = judge({ ...policy, mode: 'monitor' }, flow, mode);
      expect(judged?.isPassed ?? true).toBe(true);
    }),
    runs(200),
  );
});
