/**
 * `evaluate` against Squid: generated policies are compiled, and generated requests sent through a proxy that runs. Both
 * must say the same. A disagreement names the smallest policy that shows it.
 *
 * DIFFERENTIAL_SEED and DIFFERENTIAL_POLICIES choose other and more policies.
 */
import fc from 'fast-check';
import { compileSquid, makeEvaluator, type EgressPolicy, type Flow } from '@inspected-egress/policy';
import { replaySquid, type ProxiedRequest, type ProxyVerdict } from '../src/index';
import { describeWithSquid } from './support/squid-engine';
import {
  anyExplicitRequest,
  anyProxyPolicy,
  anyRedirectedRequest,
  CLIENT_BLOCKS,
  NAMES,
  PREFIX_LISTS,
  TIERS,
} from './support/squid-policies';

const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 20261122);
const POLICIES = Number(process.env.DIFFERENTIAL_POLICIES ?? 16);
const REQUESTS = 24;
const TODAY = '2026-11-22';
type Mode = 'explicit' | 'transparent';

const OPTIONS = { today: TODAY, clientCidrBlocks: CLIENT_BLOCKS, prefixLists: PREFIX_LISTS, tiers: TIERS };

interface Replayed {
  readonly request: ProxiedRequest;
  readonly expected: 'pass' | 'drop';
  /** Absent when more than one rule has a say, or none. */
  readonly rule?: string;
  readonly found: ProxyVerdict;
}

function replay(policy: EgressPolicy, requests: readonly ProxiedRequest[], mode: Mode): readonly Replayed[] {
  const { artefact, approximations } = compileSquid(policy, { ...OPTIONS, mode });
  const found = replaySquid({ files: artefact.files, mode, names: NAMES, requests });
  const evaluate = makeEvaluator(policy, { today: TODAY });
  return requests.flatMap((request, index): Replayed[] => {
    const verdict = found[index];
    const verdicts = flowsOf(request).map(evaluate);
    const isClosed = verdicts.some(({ rule }) =>
      approximations.some(
        (one) =>
          one.rule === rule &&
          one.kind === 'tunnel' &&
          (one.applications ?? []).some((application) => isTunnelTo(request, PORTS[application])),
      ),
    );
    const isPassed = verdicts.every((one) => one.verdict === 'pass') && !isClosed && !isElsewhere(request);
    const rules = new Set(verdicts.map(({ rule }) => rule));
    const [rule] = rules;
    const isOne = rules.size === 1 && rule !== undefined && !isClosed;
    return verdict === undefined
      ? []
      : [{ request, expected: isPassed ? 'pass' : 'drop', ...(isOne ? { rule } : {}), found: verdict }];
  });
}

/** Of applications that nobody reads in a tunnel. */
const PORTS: Readonly<Partial<Record<string, number>>> = { http: 80, ssh: 22, dns: 53 };

function isTunnelTo(request: ProxiedRequest, port: number | undefined): boolean {
  return 'tunnel' in request && request.tunnel.port === port;
}

/** Redirected TLS whose server name has other addresses: an approximation of the policy as a whole. */
function isElsewhere(request: ProxiedRequest): boolean {
  if (!('server' in request) || request.sends.kind !== 'tls' || request.sends.port !== 443) return false;
  const { serverName } = request.sends;
  return serverName !== null && NAMES[serverName.toLowerCase()]?.includes(request.server) !== true;
}

/** What a proxy may be asked to carry is one flow for each name that the client claims. */
function flowsOf(request: ProxiedRequest): readonly Flow[] {
  const flow = (destination: string, fields: Partial<Flow>): Flow => ({
    source: request.client,
    groups: [],
    tier: 'protected',
    destination,
    protocol: 'tcp',
    sni: null,
    host: null,
    queryName: null,
    country: null,
    prefixLists: listsOf(destination),
    ...fields,
  });
  if ('page' in request) {
    const [, host = '', port = '80'] = /^(.*?)(?::(\d+))?$/.exec(request.page) ?? [];
    return [flow(addressOf(host), { port: Number(port), application: 'http', host })];
  }
  const { sends } = request;
  if ('tunnel' in request) {
    const { host, port } = request.tunnel;
    const to = addressOf(host);
    if (sends.kind !== 'tls' || port !== 443) return [flow(to, { port, application: 'other' })];
    return [
      flow(to, { port, application: 'tls', sni: host }),
      flow(to, { port, application: 'tls', sni: sends.serverName }),
    ];
  }
  const port = sends.port ?? 443;
  if (sends.kind === 'tls')
    return [flow(request.server, { port, application: 'tls', sni: sends.serverName })];
  if (sends.kind === 'http') return [flow(request.server, { port, application: 'http', host: sends.host })];
  return [flow(request.server, { port, application: 'other' })];
}

function addressOf(host: string): string {
  return NAMES[host.toLowerCase().replace(/\.$/, '')]?.[0] ?? host;
}

function listsOf(address: string): readonly string[] {
  const isListed = address.startsWith('203.0.113.') || address.startsWith('2001:db8:1::');
  return isListed ? Object.keys(PREFIX_LISTS) : [];
}

function disagrees({ expected, rule, found, request }: Replayed): boolean {
  const isWritten = 'page' in request || !('tunnel' in request);
  return (
    expected !== found.verdict ||
    (isWritten && rule !== undefined && expected === 'pass' && rule !== found.rule)
  );
}

const show = (policy: EgressPolicy, mode: Mode, { request, expected, rule, found }: Replayed): string =>
  JSON.stringify({
    request,
    evaluate: [expected, rule],
    squid: found,
    mode,
    policy: { mode: policy.mode, rules: policy.rules },
  });

/** The policy with as few rules as still disagree about a request. */
function smallest(policy: EgressPolicy, mode: Mode, one: Replayed): string {
  for (const { id } of policy.rules) {
    const smaller = { ...policy, rules: policy.rules.filter((rule) => rule.id !== id) };
    if (smaller.rules.length === 0) continue;
    const [still] = replay(smaller, [one.request], mode).filter(disagrees);
    if (still !== undefined) return smallest(smaller, mode, still);
  }
  return show(policy, mode, one);
}

describeWithSquid(`${POLICIES} policies and ${REQUESTS} requests for each, seed ${SEED}`, () => {
  it.each([
    ['explicit', anyExplicitRequest],
    ['transparent', anyRedirectedRequest],
  ] as const)(
    '%s: the proxy passes and drops as the policy says',
    (mode, anyRequest) => {
      const policies = fc.sample(anyProxyPolicy, { seed: SEED + mode.length, numRuns: POLICIES });
      const counts = { pass: 0, drop: 0 };
      const disagreements = policies.flatMap((policy, index) => {
        const sampled = fc.sample(anyRequest, { seed: SEED + index, numRuns: REQUESTS });
        const requests = sampled.map(
          (request, place) => ({ ...request, name: `${place}` }) as ProxiedRequest,
        );
        const replayed = replay(policy, requests, mode);
        for (const { expected } of replayed) counts[expected] += 1;
        const [first] = replayed.filter(disagrees);
        return first === undefined ? [] : [smallest(policy, mode, first)];
      });
      expect(disagreements).toEqual([]);
      expect(counts.pass + counts.drop).toBe(POLICIES * REQUESTS);
      expect(Math.min(counts.pass, counts.drop)).toBeGreaterThan(POLICIES * 2);
    },
    600_000,
  );
});
