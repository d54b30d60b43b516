import { spaceOf, sureOf, type HeaderDecision } from './decide-headers';
import { UNSEEN, type HeaderClaim, type Unseen } from './header-claims';
import { possibleMeeting, unite, withoutPossible, withoutSure, type HeaderSpace } from './header-space';

/** By the ids of rules, what a header does not show, and why more is permitted therefore; empty when nothing more is. */
export function unseenOfRules(decisions: readonly HeaderDecision[]): ReadonlyMap<string, readonly Unseen[]> {
  const near = nearDoubt(decisions);
  const certain = certainlyPermitted(decisions, near);
  const beyond = (space: HeaderSpace) => withoutSure(space, certain);
  let later: HeaderSpace = [];
  const unseen = new Map<string, readonly Unseen[]>();
  for (const { rule, claims, action, taken, permitted } of [...decisions].reverse()) {
    const found = claims.flatMap((claim) =>
      action === 'pass'
        ? claim.unseen.length > 0 && beyond(withoutSure(claim.space, taken)).length > 0
          ? claim.unseen
          : []
        : beyond(possibleMeeting(later, claim.space)).length > 0
          ? reasonsOf(claim)
          : [],
    );
    later = unite([later, near(permitted)]);
    unseen.set(
      rule.id,
      UNSEEN.filter((one) => found.includes(one)),
    );
  }
  return unseen;
}

/** What some rule surely permits that no rule before it may forbid. */
function certainlyPermitted(
  decisions: readonly HeaderDecision[],
  near: (space: HeaderSpace) => HeaderSpace,
): HeaderSpace {
  let perhapsTaken: HeaderSpace = [];
  const certain = decisions.map(({ action, claims }) => {
    if (action === 'pass') return withoutPossible(near(sureOf(claims)), perhapsTaken);
    perhapsTaken = unite([perhapsTaken, near(spaceOf(claims))]);
    return [];
  });
  return unite(certain);
}

/** Only ports at which some rule is about more or less than headers show can have an approximation. */
function nearDoubt(decisions: readonly HeaderDecision[]): (space: HeaderSpace) => HeaderSpace {
  const claims = decisions.flatMap((one) => one.claims);
  const doubtful = claims.filter(
    ({ unseen, space }) => unseen.length > 0 || space.some(({ lists }) => lists.length > 0),
  );
  const slices = doubtful.flatMap(({ space }) => space);
  return (space) =>
    space.filter(({ protocol, from, to }) =>
      slices.some((one) => one.protocol === protocol && one.from <= to && from <= one.to),
    );
}

/** A rule that forbids all that its headers show meets a later one only by a prefix list. */
function reasonsOf({ unseen }: HeaderClaim): readonly Unseen[] {
  return unseen.length > 0 ? unseen : ['list'];
}
