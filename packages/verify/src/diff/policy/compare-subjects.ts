import { append } from '../../graph/append';
import type { StatementChange, UndeterminedChange } from '../difference';
import { compareStatements } from './compare-statements';
import { aspectOf, type Aspect, type Subject } from './subject';

export interface PolicyChanges {
  readonly gained: readonly StatementChange[];
  readonly lost: readonly StatementChange[];
  readonly undetermined: readonly UndeterminedChange[];
}

/**
 * What the subjects of one input say and those of the other do not. Subjects without a counterpart that say the same at the
 * same place take one another's: nothing would be other if they were one.
 */
export function compareSubjects(before: readonly Subject[], after: readonly Subject[]): PolicyChanges {
  const matches = matchSubjects(before, after);
  const changes = matches.flatMap(([ours, theirs]) => compareMatch(ours, theirs));
  return {
    gained: changes.flatMap(({ gained }) => gained),
    lost: changes.flatMap(({ lost }) => lost),
    undetermined: joinDoubts(changes.flatMap(({ undetermined }) => undetermined)),
  };
}

/** One thing that is not known, as a policy of which nothing is, leaves many aspects open. */
function joinDoubts(doubts: readonly UndeterminedChange[]): readonly UndeterminedChange[] {
  const joined = new Map<string, UndeterminedChange>();
  for (const doubt of doubts) {
    const key = JSON.stringify([doubt.subject, doubt.because]);
    const found = joined.get(key);
    joined.set(key, found === undefined ? doubt : { ...doubt, aspect: `${found.aspect}, ${doubt.aspect}` });
  }
  return [...joined.values()];
}

type Match = readonly [Subject | undefined, Subject | undefined];

function matchSubjects(before: readonly Subject[], after: readonly Subject[]): readonly Match[] {
  const [rest, found] = [new Map<string, Subject[]>(), new Map<Subject, Subject>()];
  for (const one of after) append(rest, markOf(one), one);
  for (const one of before) {
    const partner = rest.get(markOf(one))?.shift();
    if (partner !== undefined) found.set(one, partner);
  }
  return [
    ...before.map((one): Match => [one, found.get(one)]),
    ...[...rest.values()].flat().map((one): Match => [undefined, one]),
  ];
}

function markOf({ name, scope, aspects }: Subject): string {
  if (name !== undefined) return `paired ${name}`;
  return JSON.stringify([
    scope,
    aspects.map((one) => [one.aspect, one.doubts, one.statements.map(({ text }) => text)]),
  ]);
}

function compareMatch(ours: Subject | undefined, theirs: Subject | undefined): readonly PolicyChanges[] {
  const names = new Set([...(ours?.aspects ?? []), ...(theirs?.aspects ?? [])].map(({ aspect }) => aspect));
  return [...names].map((name) => {
    const [then, now] = [ours, theirs].map((one) => one?.aspects.find(({ aspect }) => aspect === name));
    const { gained, lost } = compareStatements(then ?? nothing(name, now), now ?? nothing(name, then));
    const doubt = doubtOf(then, now);
    if (doubt === undefined)
      return { gained: placed(theirs, name, gained), lost: placed(ours, name, lost), undetermined: [] };
    const subject = (theirs ?? ours)?.key ?? '';
    const known = [...lost.map((one) => `before: ${one}`), ...gained.map((one) => `after: ${one}`)];
    const because = [doubt, ...known].join('; ');
    return { gained: [], lost: [], undetermined: [{ subject, aspect: name, because }] };
  });
}

/** What nothing says is in the order of what the other says. */
function nothing(name: string, other: Aspect | undefined): Aspect {
  return aspectOf(name, [], { isOrdered: other?.isOrdered === true });
}

/** Something that one input alone leaves open. */
function doubtOf(then: Aspect | undefined, now: Aspect | undefined): string | undefined {
  const [ours, theirs] = [then?.doubts ?? [], now?.doubts ?? []];
  const only = [
    ...ours.filter((one) => !theirs.includes(one)).map((one) => `not known before: ${one}`),
    ...theirs.filter((one) => !ours.includes(one)).map((one) => `not known after: ${one}`),
  ];
  return only.length === 0 ? undefined : only.join('; ');
}

function placed(
  subject: Subject | undefined,
  aspect: string,
  statements: readonly string[],
): readonly StatementChange[] {
  if (subject === undefined) return [];
  const { key, constructPath } = subject;
  const place = { subject: key, ...(constructPath === undefined ? {} : { constructPath }), aspect };
  return statements.map((statement) => ({ ...place, statement }));
}
