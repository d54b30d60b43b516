import { ACLS } from './crossings';
import { GATEWAY } from './gateway';
import type { Places } from './places';
import { REPLY } from './reply';
import { REQUEST } from './request';
import { and, equal, not, or, type Term } from './term';

/** What some packet may say of a promise: that it is broken, or that nobody can tell. */
export interface Doubts {
  readonly broken: Term;
  readonly open: Term;
}

/** The promises that are told to a solver. */
export const SMT_PROMISES = [
  'every-exit-is-inspected',
  'replies-use-the-same-endpoint',
  'acls-permit-declared-flows',
] as const;

export type SmtPromise = (typeof SMT_PROMISES)[number];

export function doubtsOf(promise: SmtPromise, places: Places): Doubts {
  switch (promise) {
    case 'every-exit-is-inspected':
      return exits(places);
    case 'replies-use-the-same-endpoint':
      return replies(places);
    case 'acls-permit-declared-flows':
      return acls(places);
  }
}

/** A packet that leaves without having passed a firewall endpoint. */
function exits(places: Places): Doubts {
  const { isOpen, leaves, goesElsewhere, wantsAddress, isInspected, isByAppliance } = GATEWAY;
  const restricted = places.keysOf('s3').filter((key) => places.world.has('s3', key, 'restricted'));
  const goes = and(
    not(isOpen),
    not(isInspected),
    or(leaves, and(goesElsewhere, not(places.isOneOf(REQUEST.place, restricted)))),
  );
  return {
    broken: and(goes, not(isByAppliance)),
    open: or(
      and(isOpen, not(and('at-igw', isInspected))),
      and(wantsAddress, not(isInspected)),
      and(goes, isByAppliance),
    ),
  };
}

/** A packet whose reply does not come back through the endpoints that it passed, in reverse. */
function replies(places: Places): Doubts {
  const { isOpen, leaves, wantsAddress } = GATEWAY;
  const isDirect = equal(REQUEST.sender, places.workload);
  // An egress-only gateway sends replies straight to the workload.
  const byEgressOnly = and(leaves, 'at-eigw');
  const answered = and(or(leaves, wantsAddress), 'at-igw');
  const lost = and(answered, not(REPLY.isOpen), not(and(REPLY.arrives, REPLY.isSame)));
  return {
    broken: or(and(lost, not(wantsAddress)), and(byEgressOnly, isDirect, GATEWAY.isInspected)),
    open: or(isOpen, and(answered, REPLY.isOpen), and(lost, wantsAddress), and(byEgressOnly, not(isDirect))),
  };
}

/** A flow of TCP to port 443 of which a network ACL stops a packet. */
function acls(places: Places): Doubts {
  const isLost = or(and('at-igw', REPLY.isOpen), and('at-eigw', not(equal(REQUEST.sender, places.workload))));
  return {
    broken: and(GATEWAY.leaves, ACLS.denySome),
    open: or(GATEWAY.isOpen, and(GATEWAY.leaves, or(ACLS.isOpen, isLost))),
  };
}
