import type { World, WorldAclRule } from '../worlds/world';
import { widthOf } from './tables';
import { and, bits, hasPrefix, not, or, sortOf, type Term } from './term';

const PORT_WIDTH = 16;

/** Of a crossing: where, which way, and what the network ACL sees as the other side. */
export interface Crossing {
  readonly subnet: string;
  readonly direction: 'in' | 'out';
  readonly peer: Term;
  readonly port: Term;
}

export const port = (number: number): Term => bits(number, PORT_WIDTH);
export const portSort = sortOf(PORT_WIDTH);
export const isPortOf = (term: Term, from: number, to: number): Term =>
  and(`(bvuge ${term} ${port(from)})`, `(bvule ${term} ${port(to)})`);

const nameOf = (subnet: string, direction: string, family: 4 | 6) =>
  `|acl of ${subnet} ${direction} ${family}|`;

/** Each direction of each network ACL as a function from an address and a port of TCP to whether it permits them. */
export function defineAcls(world: World, family: 4 | 6): string[] {
  const parameters = `((a ${sortOf(widthOf(family))}) (p ${portSort}))`;
  return world.keysOf('subnet').flatMap((subnet) =>
    (['in', 'out'] as const).map((direction) => {
      const rules = world.aclOf(subnet)?.filter((rule) => rule.direction === direction);
      const permits = rules === undefined ? 'true' : permitted(rules, family);
      return `(define-fun ${nameOf(subnet, direction, family)} ${parameters} Bool ${permits})`;
    }),
  );
}

export const permits = ({ subnet, direction, peer, port: of }: Crossing, family: 4 | 6): Term =>
  `(${nameOf(subnet, direction, family)} ${peer} ${of})`;

/** VPC guide, "Network ACL rules": some rule permits it, and none with a lower number is about it. */
function permitted(rules: readonly WorldAclRule[], family: 4 | 6): Term {
  const relevant = rules.filter(
    ({ protocol, block }) => (protocol === 'tcp' || protocol === 'all') && block.family === family,
  );
  const isAbout = ({ block, protocol, from, to }: WorldAclRule) =>
    and(
      hasPrefix('a', widthOf(family), block.first, block.bits),
      protocol === 'all' ? 'true' : isPortOf('p', from, to),
    );
  return or(
    ...relevant.flatMap((rule, index) =>
      rule.action === 'allow'
        ? [and(isAbout(rule), ...relevant.slice(0, index).map((lower) => not(isAbout(lower))))]
        : [],
    ),
  );
}
