import type { ClaimedRule } from './decide-headers';
import type { HeaderProtocol, HeaderSlice } from './header-space';

interface Port {
  readonly protocol: HeaderProtocol;
  readonly port: number;
}

/**
 * The same rules, of packets to one port: the one that most rules permit something at. What does not fit for one port does
 * not fit for all, and for one it is soon known. Undefined where no port has more than so many.
 */
export function atBusiestPort(
  claimed: readonly ClaimedRule[],
  most: number,
): readonly ClaimedRule[] | undefined {
  const slices = claimed.flatMap(({ rule, claims }) =>
    rule.action === 'pass' ? claims.flatMap(({ space }) => space) : [],
  );
  const busiest = findBusiest(slices);
  if (busiest === undefined || busiest.blocks <= most) return undefined;
  const { protocol, port } = busiest;
  const confined = claimed.map(({ rule, claims }) => ({
    rule,
    claims: claims.flatMap((claim) => {
      const there = claim.space.filter((slice) => slice.protocol === protocol && hasPort(slice, port));
      return there.length === 0
        ? []
        : [{ ...claim, space: there.map((slice) => ({ ...slice, from: port, to: port })) }];
    }),
  }));
  return confined.filter(({ claims }) => claims.length > 0);
}

/** By how many begin less how many have ended. */
function findBusiest(slices: readonly HeaderSlice[]): (Port & { readonly blocks: number }) | undefined {
  let busiest: (Port & { readonly blocks: number }) | undefined;
  for (const protocol of ['tcp', 'udp', 'icmp-echo'] as const) {
    const changes = slices
      .filter((slice) => slice.protocol === protocol)
      .flatMap((slice) => {
        const count = slice.addresses.toCidrBlocks().length + slice.lists.length;
        return [
          [slice.from, count],
          [slice.to + 1, -count],
        ] as const;
      })
      .sort(([one, by], [other, byOther]) => one - other || by - byOther);
    let blocks = 0;
    for (const [port, by] of changes) {
      blocks += by;
      if (blocks > (busiest?.blocks ?? 0)) busiest = { protocol, port, blocks };
    }
  }
  return busiest;
}

function hasPort({ from, to }: HeaderSlice, port: number): boolean {
  return from <= port && port <= to;
}
