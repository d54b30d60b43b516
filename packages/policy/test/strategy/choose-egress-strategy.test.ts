import { fc } from '../support/properties';
import {
  chooseEgressStrategy,
  EGRESS_NEEDS,
  EGRESS_STRATEGIES,
  type EgressRequirements,
  type EgressStrategy,
} from '../../src';

const small: EgressRequirements = { needs: [], vpcs: 1, zones: 1, gigabytesPerMonth: 0 };
const candidate = (strategy: EgressStrategy, requirements: EgressRequirements) =>
  chooseEgressStrategy(requirements).candidates.find((one) => one.strategy === strategy);
const lacks = (strategy: EgressStrategy, requirements: EgressRequirements) =>
  candidate(strategy, requirements)?.cannot.map(({ what }) => what);

describe('what it costs, against sums made by hand from list prices', () => {
  it.each<[EgressStrategy, number]>([
    ['network-firewall', 292.0], // 0.395 x 730 + 0.005 x 730; the NAT gateway is waived
    ['partner-managed-firewall', 43.8], // (0.045 + 0.005 + 0.01) x 730
    ['appliance-fleet', 52.93], // and 0.0125 x 730, rounded up, for the load balancer
    ['centralized-network-firewall', 365.0], // and two attachments, 2 x 0.05 x 730
    ['security-groups-and-acls', 36.5],
    ['transparent-proxy', 3.65],
    ['egress-only-gateway', 0],
  ])('%s: %d USD a month for one zone without traffic', (strategy, usd) => {
    expect(candidate(strategy, small)?.cost.usdPerMonth).toBe(usd);
  });

  it('the firewall of two VPCs in three zones that move 1,000 GB', () => {
    const requirements = { ...small, vpcs: 2, zones: 3, gigabytesPerMonth: 1_000 };
    expect(candidate('network-firewall', requirements)?.cost.usdPerMonth).toBe(6 * 292 + 65);
    // 3 zones of 292, three attachments of 36.50, 65 for the firewall and 20 for the transit gateway.
    expect(candidate('centralized-network-firewall', requirements)?.cost.usdPerMonth).toBe(
      3 * 292 + 3 * 36.5 + 85,
    );
  });

  it('what nobody has priced is told, and makes a lower bound', () => {
    const fleet = candidate('appliance-fleet', small);
    expect(fleet?.cost.excluded).toEqual(['1 instances and their licences']);
    const priced = candidate('appliance-fleet', { ...small, instanceUsdPerHour: 1 });
    expect(priced?.cost.excluded).toEqual([]);
    expect(priced?.cost.usdPerMonth).toBe(782.93);
  });
});

describe('what is chosen', () => {
  it('a package index by name, with nothing to look after: Network Firewall', () => {
    const { chosen } = chooseEgressStrategy({
      ...small,
      needs: ['names', 'no-instances', 'unchanged-clients'],
    });
    // A partner's service may cost less: what it costs is not known.
    expect(chosen?.strategy).toBe('network-firewall');
  });

  it('appliances of a third party, nobody runs instances: the partner runs them', () => {
    const { chosen } = chooseEgressStrategy({ ...small, needs: ['own-appliances', 'no-instances'] });
    expect(chosen?.strategy).toBe('partner-managed-firewall');
  });

  it('one place for all VPCs, workloads told apart: the centralized model', () => {
    const needs = ['one-way-out', 'workload-rules', 'payload', 'no-instances'] as const;
    const { chosen } = chooseEgressStrategy({ ...small, needs, vpcs: 10, zones: 3 });
    expect(chosen?.strategy).toBe('centralized-network-firewall');
  });

  it('nothing but services of AWS: endpoints, and no way out', () => {
    const { chosen } = chooseEgressStrategy({
      ...small,
      destinations: 'aws-services',
      needs: ['no-instances'],
    });
    expect(chosen?.strategy).toBe('private-endpoints');
  });

  it('names at resolution, beside a firewall: DNS Firewall is a layer of it', () => {
    const { chosen } = chooseEgressStrategy({ ...small, needs: ['dns-queries', 'payload', 'no-instances'] });
    expect(chosen?.strategy).toBe('network-firewall');
    expect(chosen?.layers).toEqual(['dns-firewall']);
  });

  it('nothing, where needs exclude each other', () => {
    const { chosen, reasons } = chooseEgressStrategy({
      ...small,
      needs: ['one-way-out', 'isolated-vpcs', 'names'],
    });
    expect([chosen?.strategy, reasons]).toEqual([
      undefined,
      ['no strategy meets every need: leave one out, or split the workloads'],
    ]);
  });
});

describe('what it cannot do', () => {
  it('Network Firewall cannot see queries to the resolver, and DNS Firewall no packet', () => {
    expect(lacks('dns-firewall', { ...small, needs: ['payload', 'dns-queries'] })).toEqual(['payload']);
    expect(lacks('network-firewall', { ...small, needs: ['own-appliances'] })).toEqual(['own-appliances']);
  });

  it('an explicit proxy carries no other protocol, and clients must know it', () => {
    expect(
      lacks('explicit-proxy', { ...small, needs: ['any-protocol', 'unchanged-clients', 'names'] }),
    ).toEqual(['any-protocol', 'unchanged-clients']);
  });

  it('an egress-only gateway inspects nothing', () => {
    expect(lacks('egress-only-gateway', small)).toEqual(['inspection']);
  });
});

const requirements: fc.Arbitrary<EgressRequirements> = fc.record({
  destinations: fc.constantFrom('internet', 'aws-services'),
  needs: fc.subarray([...EGRESS_NEEDS]),
  vpcs: fc.integer({ min: 1, max: 50 }),
  zones: fc.integer({ min: 1, max: 6 }),
  gigabytesPerMonth: fc.integer({ min: 0, max: 1e6 }),
  millionQueriesPerMonth: fc.integer({ min: 0, max: 1_000 }),
  interfaceEndpoints: fc.integer({ min: 0, max: 10 }),
});

describe('laws', () => {
  it('what is chosen meets every need, and none that does and whose cost is known costs less', () => {
    fc.assert(
      fc.property(requirements, (asked) => {
        const { chosen, candidates } = chooseEgressStrategy(asked);
        const suitable = candidates.filter(({ cannot }) => cannot.length === 0);
        expect(chosen === undefined).toBe(suitable.length === 0);
        if (chosen === undefined) return;
        expect(suitable).toContain(chosen);
        const known = suitable.filter(({ cost }) => cost.excluded.length === 0);
        if (known.length > 0) expect(known).toContain(chosen);
        for (const { cost } of known)
          expect(cost.usdPerMonth).toBeGreaterThanOrEqual(chosen.cost.usdPerMonth);
      }),
    );
  });

  it('more needs never make a strategy suitable that was not', () => {
    fc.assert(
      fc.property(requirements, fc.constantFrom(...EGRESS_NEEDS), (asked, need) => {
        for (const strategy of EGRESS_STRATEGIES) {
          const fewer = lacks(strategy, asked) ?? [];
          const more = lacks(strategy, { ...asked, needs: [...asked.needs, need] }) ?? [];
          expect(more).toEqual(expect.arrayContaining([...fewer]));
        }
      }),
    );
  });

  it('no cost falls with more of anything, and each is the sum of its lines', () => {
    const amounts = ['vpcs', 'zones', 'gigabytesPerMonth', 'millionQueriesPerMonth'] as const;
    fc.assert(
      fc.property(requirements, fc.constantFrom(...amounts), (asked, amount) => {
        fc.pre(amount !== 'zones' || asked.zones < 6);
        const more = { ...asked, [amount]: (asked[amount] ?? 0) + 1 };
        for (const strategy of EGRESS_STRATEGIES) {
          const [before, after] = [candidate(strategy, asked)?.cost, candidate(strategy, more)?.cost];
          expect(after?.usdPerMonth).toBeGreaterThanOrEqual(before?.usdPerMonth ?? Infinity);
          const sum = before?.lines.reduce((total, line) => total + line.usdPerMonth, 0);
          expect(before?.usdPerMonth).toBeCloseTo(sum ?? NaN, 2);
        }
      }),
    );
  });

  it('every strategy is a candidate, with a reason for each thing that it cannot do', () => {
    fc.assert(
      fc.property(requirements, (asked) => {
        const { candidates } = chooseEgressStrategy(asked);
        expect(candidates.map(({ strategy }) => strategy).sort()).toEqual([...EGRESS_STRATEGIES].sort());
        for (const { cannot, isSuitable } of candidates) {
          expect(isSuitable).toBe(cannot.length === 0);
          for (const { because } of cannot) expect(because).not.toBe('');
        }
      }),
    );
  });
});

it('every problem of what is asked is told at once', () => {
  const wrong = { destinations: 'moon', needs: ['nams', 7], vpcs: 0, zones: 7, gigabytesPerMonth: NaN };
  expect(() => chooseEgressStrategy(wrong as unknown as EgressRequirements))
    .toThrowErrorMatchingInlineSnapshot(`
   "egress requirements: 6 problems
     destinations: \`moon\` is not where workloads may call; write \`internet\` or \`aws-services\` [POL702]
     needs[0]: \`nams\` is no need; write \`names\` [POL701]
     needs[1]: \`7\` is no need; use \`addresses-and-ports\`, \`names\`, \`payload\`, \`decrypted-payload\`, \`dns-queries\`, \`any-protocol\`, \`workload-rules\`, \`unchanged-clients\`, \`ipv6\`, \`no-instances\`, \`own-appliances\`, \`one-way-out\` or \`isolated-vpcs\` [POL701]
     vpcs: \`0\` is not a whole number from 1 to 1000; write one that is [POL703]
     zones: \`7\` is not a whole number from 1 to 6; write one that is [POL703]
     gigabytesPerMonth: \`null\` is not a number from 0 to 1000000000; write one that is [POL703]"
  `);
});
