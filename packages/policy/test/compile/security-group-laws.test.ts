import {
  compileSecurityGroup,
  makeEvaluator,
  type EgressPolicy,
  type Flow,
  type SecurityGroupRule,
  type Sender,
} from '../../src';
import { anyPolicy } from '../support/arbitraries';
import {
  anyFlowOf,
  anyNearFlowOf,
  anyNearPolicy,
  anySender,
  anyShownPolicy,
  edgesOf,
  ENDPOINT_BLOCKS,
  isExcused,
} from '../support/packet-header-arbitraries';
import { TODAY } from '../support/policies';
import { permitsOut } from '../support/security-group-interpreter';
import { fc, runs } from '../support/properties';

// Wide and rare, or narrow and often.
const anyOf = fc.oneof(anyPolicy, anyNearPolicy);
const OPTIONS = {
  today: TODAY,
  prefixLists: { 'pl-1': { maxEntries: 2, addressFamily: 'IPv4' as const }, 'pl-2': { maxEntries: 2 } },
  services: { s3: { cidrBlocks: ENDPOINT_BLOCKS } },
  rulesPerGroup: 1000,
};
const compile = (policy: EgressPolicy, workload: Sender = {}) =>
  compileSecurityGroup(policy, { ...OPTIONS, workload });
const passing = (policy: EgressPolicy) => {
  const evaluate = makeEvaluator(policy, { today: TODAY });
  return (flow: Flow) => evaluate(flow).verdict === 'pass';
};
const anyWorkloadWithFlows = anySender.chain((workload) =>
  fc.tuple(fc.constant(workload), fc.array(anyNearFlowOf(workload), { minLength: 6, maxLength: 6 })),
);

it('law: what the policy permits, the group permits', () => {
  fc.assert(
    fc.property(anyOf, anyWorkloadWithFlows, (policy, [workload, flows]) => {
      const { artefact } = compile(policy, workload);
      const lost = flows.filter(passing(policy)).filter((flow) => !permitsOut(artefact, flow));
      expect(lost).toEqual([]);
    }),
    runs(120),
  );
});

it('law: what the group permits beyond the policy, an approximation of a rule that is like it says', () => {
  fc.assert(
    fc.property(anyOf, anyWorkloadWithFlows, (policy, [workload, flows]) => {
      const { artefact, approximations } = compile(policy, workload);
      const passes = passing(policy);
      const beyond = flows.filter((flow) => permitsOut(artefact, flow) && !passes(flow));
      expect(beyond.filter((flow) => !isExcused(flow, policy, approximations))).toEqual([]);
    }),
    runs(120),
  );
});

it('law: rules that headers show in full have no approximation, and the group says what they say', () => {
  fc.assert(
    fc.property(anyShownPolicy, fc.array(anyFlowOf({}), { minLength: 6, maxLength: 6 }), (policy, flows) => {
      const { artefact, approximations } = compile(policy);
      expect(approximations).toEqual([]);
      expect(flows.map((flow) => permitsOut(artefact, flow))).toEqual(flows.map(passing(policy)));
    }),
    runs(120),
  );
});

it('law: no rule of the group is covered by the others', () => {
  fc.assert(
    fc.property(anyOf, anyShownPolicy, (any, shown) => {
      for (const policy of [{ ...any, mode: 'enforce' as const }, shown]) {
        const { egress } = compile(policy).artefact;
        const probes = probesOf(egress);
        const needless = egress.filter((rule) => {
          const others = { egress: egress.filter((one) => one !== rule) };
          const own = probes.filter((probe) => permitsOut({ egress: [rule] }, probe));
          return own.every((probe) => permitsOut(others, probe));
        });
        expect(needless).toEqual([]);
      }
    }),
    runs(100),
  );
});

it('law: monitor blocks nothing', () => {
  fc.assert(
    fc.property(anyPolicy, anyFlowOf({}), (policy, flow) => {
      const { artefact, approximations } = compile({ ...policy, mode: 'monitor' });
      expect(permitsOut(artefact, flow)).toBe(true);
      expect(approximations).toEqual([]);
    }),
    runs(100),
  );
});

/** A packet for each cell that the edges of all rules cut: what one of them permits alone is among these. */
function probesOf(egress: readonly SecurityGroupRule[]): readonly Flow[] {
  const blocks = egress.flatMap(({ destination: to }) =>
    'prefixListId' in to ? [] : ['cidrBlock' in to ? to.cidrBlock : to.ipv6CidrBlock],
  );
  const listsAt = (address: string) => [[], ...(address.includes(':') ? [] : [['pl-1']]), ['pl-2']];
  const places = [...new Set([...blocks.flatMap(edgesOf), '198.18.0.1', '2001:db8:ffff::1'])].flatMap(
    (destination) => listsAt(destination).map((prefixLists) => ({ destination, prefixLists })),
  );
  return (['tcp', 'udp', 'icmp', 'icmpv6'] as const).flatMap((protocol) => {
    const ports = egress.flatMap((rule) =>
      rule.protocol === protocol ? [rule.fromPort, Math.max(rule.toPort, rule.fromPort) + 1] : [],
    );
    return places.flatMap((place) =>
      [...new Set(ports)].map((port) => ({ source: '10.0.0.1', protocol, port, icmpType: port, ...place })),
    );
  });
}
