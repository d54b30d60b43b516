import fc from 'fast-check';
import type { EgressPolicy, EgressRule, Flow } from '../../src';
import { flow, policyOf, rule } from './policies';

const applications: EgressRule['applications'] = [{ tcp: { from: 443, to: 443 } }];

interface ManyBlocks {
  readonly policy: EgressPolicy;
  /** At hosts of the policy and beside them. */
  readonly flows: readonly Flow[];
}

/** A rule of 51 to 90 hosts that matter in a narrow block alone, which the rule after it is about. */
export const anyManyBlocks: fc.Arbitrary<ManyBlocks> = fc
  .record({
    hosts: fc.integer({ min: 51, max: 90 }),
    narrow: fc.tuple(fc.integer({ min: 0, max: 21 }), fc.constantFrom(22, 23, 24)),
    actions: fc.constantFrom<EgressRule['action'][]>(['drop', 'pass'], ['pass', 'drop', 'pass']),
  })
  .map(({ hosts, narrow: [place, prefixLength], actions }) => {
    const to = [
      Array.from({ length: hosts }, (_, index) => `198.51.${index}.1/32`),
      [`198.51.${place * 4}.0/${prefixLength}`],
      ['198.51.0.0/16'],
    ];
    const rules = actions.map((action, index) => {
      const destinations = (to[index] ?? []).map((cidrBlock) => ({ cidrBlock }));
      return rule({ id: `rule-${index}`, destinations, applications, action });
    });
    return {
      policy: policyOf(rules),
      flows: [0, 1, 2, 3, 4, 5, 20].flatMap((offset) =>
        [1, 2].map((host) => flow({ destination: `198.51.${place * 4 + offset}.${host}` })),
      ),
    };
  });
