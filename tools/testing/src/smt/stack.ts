import { PLACE_WIDTH, type Places } from './places';
import { bits, equal, sortOf, type Term } from './term';

/** The firewall endpoints that a packet has passed, the last one on top, as a vector of bits. */
export function stackOf(places: Places, family: 4 | 6) {
  // A packet passes an endpoint once as what it is, and once as what NAT64 makes of it.
  const most = places.keysOf('endpoint').length * (family === 6 ? 2 : 1) + 1;
  const width = PLACE_WIDTH * most;
  const empty = bits(0, width);
  const top = (stack: Term): Term => `((_ extract ${PLACE_WIDTH - 1} 0) ${stack})`;
  return {
    sort: sortOf(width),
    empty,
    top,
    push: (stack: Term, place: Term): Term =>
      most === 1 ? place : `(concat ((_ extract ${width - PLACE_WIDTH - 1} 0) ${stack}) ${place})`,
    pop: (stack: Term): Term =>
      most === 1
        ? empty
        : `(concat ${bits(0, PLACE_WIDTH)} ((_ extract ${width - 1} ${PLACE_WIDTH}) ${stack}))`,
    isEmpty: (stack: Term): Term => equal(stack, empty),
  };
}
