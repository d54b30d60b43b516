import fc from 'fast-check';
import type { Flow } from '../../src';
import { FACTS } from '../../src/truth';
import { anyFlow } from './arbitraries';
import { flow, without } from './policies';

/** A query to the VPC's own resolver, of which everything is known but for what the test says. */
export function query(fields: Partial<Flow>): Flow {
  return flow({
    destination: '169.254.169.253',
    protocol: 'udp',
    port: 53,
    application: 'dns',
    queryName: 'example.com.',
    ...fields,
  });
}

/** The same from any source, for any of the names that `anyPolicy` has, or for others. */
export const anyQuery: fc.Arbitrary<Flow> = fc
  .tuple(
    anyFlow,
    fc.constantFrom('169.254.169.253', 'fd00:ec2::253'),
    fc.constantFrom('udp' as const, 'tcp' as const),
    fc.constantFrom(
      'x.example.com.',
      'example.com',
      'b.a.example.com.',
      'Example.Org.',
      'evil.test.',
      undefined,
    ),
  )
  .map(([one, destination, protocol, queryName]) => ({
    ...one,
    ...{ destination, protocol, port: 53, application: 'dns' as const },
    ...(queryName === undefined ? {} : { queryName }),
  }));

/** A query, and the same with some facts left out. */
export const anyPartialQuery = fc
  .tuple(anyQuery, fc.subarray([...FACTS], { minLength: 1 }))
  .map(([whole, left]) => ({ whole, left, partial: without(whole, ...left) }));
