/**
 * Security group, network ACL and firewall of one policy, asked about the same requests: the firewall is Suricata, behind
 * the NAT gateway that hides who asks.
 */
import fc from 'fast-check';
import {
  compileNetworkAcl,
  compileSecurityGroup,
  type Approximation,
  type EgressPolicy,
  type NetworkFirewallOptions,
} from '@inspected-egress/policy';
import { PlanError } from '@inspected-egress/problem';
import { compare } from './support/compared';
import { describeWithSuricata } from './support/engine';
import { aclPermits, groupPermits } from './support/packet-filters';
import { anyAttempt, anyPolicy, POLICIES_BY_HAND, PREFIX_LISTS } from './support/policies';

const SEED = Number(process.env.DIFFERENTIAL_SEED ?? 20261122);
const today = '2026-11-22';
const AFTER_NAT: NetworkFirewallOptions = {
  position: 'after-nat',
  natCidrBlocks: ['10.1.1.0/24'],
  workloadCidrBlocks: ['10.1.3.0/24', '2600:1f00::/64'],
  prefixLists: PREFIX_LISTS,
  today,
};

const groupOf = (policy: EgressPolicy, client: string) =>
  compileSecurityGroup(policy, {
    today,
    workload: { tier: 'protected', cidrBlocks: [`${client}/${client.includes(':') ? 128 : 32}`] },
    prefixLists: { 'pl-0123456789abcdef0': { maxEntries: 2 } },
    rulesPerGroup: 1000,
  });

/** Undefined for a policy that needs more entries than AWS has room for; no policy of up to six rules from here does. */
function aclOf(policy: EgressPolicy) {
  try {
    const subnetCidrBlocks = AFTER_NAT.workloadCidrBlocks;
    return compileNetworkAcl(policy, {
      ...{ today, subnetCidrBlocks, tier: 'protected', prefixLists: PREFIX_LISTS },
      rulesPerDirection: 40,
    });
  } catch (error) {
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}

const says = (approximations: readonly Approximation[], direction: 'wider' | 'narrower') =>
  approximations.some((one) => one.direction === direction);

describeWithSuricata(`security group, network ACL and firewall together, seed ${SEED}`, () => {
  const withoutAcl: EgressPolicy[] = [];
  const cases = [...POLICIES_BY_HAND, ...fc.sample(anyPolicy, { seed: SEED, numRuns: 25 })].flatMap(
    (policy, index) => {
      const acl = aclOf(policy);
      if (acl === undefined) {
        withoutAcl.push(policy);
        return [];
      }
      const attempts = fc.sample(anyAttempt, { seed: SEED + index, numRuns: 40 });
      const { compared, approximations } = compare(policy, attempts, AFTER_NAT);
      return compared.map(({ attempt: { client, flow }, expected, found }) => {
        const group = groupOf(policy, client);
        const layers = [
          { permits: groupPermits(group.artefact, flow), approximations: group.approximations },
          { permits: aclPermits(acl.artefact, flow), approximations: acl.approximations },
          { permits: found.verdict === 'pass', approximations },
        ];
        return { policy, flow, layers, isPermitted: expected.verdict === 'pass' };
      });
    },
  );

  it('every policy has a network ACL, so none is left out below', () => {
    expect(withoutAcl).toEqual([]);
  });

  it('what the policy permits passes all of them, unless one says that it is narrower', () => {
    const stopped = cases.filter(
      ({ isPermitted, layers }) =>
        isPermitted &&
        layers.some(({ permits, approximations }) => !permits && !says(approximations, 'narrower')),
    );
    expect(stopped).toEqual([]);
    expect(cases.filter(({ isPermitted }) => isPermitted).length).toBeGreaterThan(100);
  });

  it('what one of them lets through beyond the policy, it says that it is wider for', () => {
    const wider = cases
      .filter(({ isPermitted }) => !isPermitted)
      .flatMap(({ policy, flow, layers }) =>
        layers.filter(({ permits }) => permits).map((layer) => ({ policy, flow, layer })),
      );
    expect(wider.filter(({ layer }) => !says(layer.approximations, 'wider'))).toEqual([]);
    expect(wider.length).toBeGreaterThan(100);
  });

  it('together they leave nothing beyond the policy: where the firewall is wider, the security group is not', () => {
    const leaks = cases.filter(
      ({ isPermitted, layers }) => !isPermitted && layers.every(({ permits }) => permits),
    );
    expect(leaks).toEqual([]);
  });

  it('the security group holds back workloads that NAT hides from the firewall', () => {
    const heldBack = cases.filter(
      ({ isPermitted, layers: [group, , firewall] }) =>
        !isPermitted && firewall?.permits === true && group?.permits === false,
    );
    expect(heldBack.length).toBeGreaterThan(0);
  });
});
