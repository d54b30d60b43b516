import { Dice, joinedWorld, senselessJoinedWorld, senselessWorld } from '@inspected-egress/testing/worlds';
import { readGraph } from '../../../src/graph/read-graph';
import type { Finding } from '../../../src/promise/finding';
import { PROMISES } from '../../../src/promise/promises';
import { readEstate } from '../../../src/read/read-estate';
import { verdictOf, type Report } from '../../../src/report';
import { verify } from '../../../src/verify';
import { AwsAnswers } from '../../support/aws-answers';
import { graphOf } from '../../support/graph-of';
import { AFTER_NAT, BEFORE_NAT, changed } from '../../support/topologies';

const IS_CI = process.env['CI'] === 'true'; // where nobody waits

type Answers = AwsAnswers['answers'];

const filesOf = (answers: Answers) =>
  Object.entries(answers).map(([name, answer]) => ({ name: `${name}.json`, text: JSON.stringify(answer) }));

function reportOf(answers: Answers) {
  return verify(readGraph(readEstate(filesOf(answers))));
}

function verdictsOf(answers: Answers): Record<string, string> {
  return verdictsIn(reportOf(answers));
}

function verdictsIn(report: Report): Record<string, string> {
  return Object.fromEntries(PROMISES.map((promise) => [promise, verdictOf(report, promise)]));
}

function without(answers: Answers, ...names: readonly string[]): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !names.includes(name)));
}

const lessOne = (items: readonly unknown[], index: number) => items.filter((_, other) => other !== index);

/** Every member that is a list without one of its items, and a token in its place. */
function cutOff(answer: Record<string, unknown>, dice: Dice): Record<string, unknown> {
  const members = Object.entries(answer).map(([member, value]) => [
    member,
    Array.isArray(value) && value.length > 0 ? lessOne(value, dice.below(value.length)) : (value as unknown),
  ]);
  return { ...Object.fromEntries(members), NextToken: 'eyJOZXh0VG9rZW4iOiBudWxsfQ==' };
}

const WORLDS: Readonly<Record<string, string>> = {
  good: `${AFTER_NAT}\n instance i w-a\n instance k w-b`,
  'before NAT': BEFORE_NAT,
  bypass: changed(AFTER_NAT, 'table n-a: 0.0.0.0/0 > fw-a', 'table n-a: 0.0.0.0/0 > igw'),
  'on the main table': `${changed(AFTER_NAT, ' table=w-a', '')}\n table main: 0.0.0.0/0 > igw`,
  'public instance': `${changed(AFTER_NAT, 'table w-a: 0.0.0.0/0 > nat-a', 'table w-a: 0.0.0.0/0 > igw')}\n instance i w-a public`,
  crowded: `${AFTER_NAT}\n instance i f-a\n eni e n-a\n lb l f-b`,
  asymmetric: AFTER_NAT.replace(/igw igw edge=edge/, 'igw igw'),
  lists: `${changed(AFTER_NAT, 'table w-a: 0.0.0.0/0 > nat-a', 'table w-a: 0.0.0.0/0 > nat-a | pl-x > igw | pl-s3 > s3')}
    list pl-x 52.0.0.0/8\n list pl-s3 54.0.0.0/8\n s3 s3`,
  'blocked by ACL': `${changed(AFTER_NAT, ' table=w-a', ' table=w-a acl=a')}\n acl a: in 100 allow tcp 443 0.0.0.0/0`,
  'blocked by group': `${AFTER_NAT}\n sg g: out udp 53 0.0.0.0/0\n instance i w-a sg=g`,
  'blocked from the internet': `${AFTER_NAT}\n bpa block-bidirectional`,
  'in part excluded': `${AFTER_NAT.replaceAll(/endpoint (fw-.) (f-.)/g, 'endpoint $1 $2 gwlb')}\n bpa block-bidirectional\n exclude v allow-bidirectional`,
  'open names': AFTER_NAT.replace('20 BLOCK *', '20 ALLOW *'),
  gone: changed(AFTER_NAT, 'table n-a: 0.0.0.0/0 > fw-a', 'table n-a: 0.0.0.0/0 !> fw-a'),
};

/** What may be said of less than all: the same, or that it is not known. */
function expectLess(told: Record<string, string>, all: Record<string, string>, label: string): void {
  for (const [promise, verdict] of Object.entries(told))
    expect([`${label}: ${promise} ${all[promise]}`, `${label}: ${promise} undetermined`]).toContain(
      `${label}: ${promise} ${verdict}`,
    );
}

describe('no answer that is missing proves anything, or breaks it', () => {
  it.each(Object.entries(WORLDS))('%s', (_, rows) => {
    const { answers } = new AwsAnswers(graphOf(rows));
    const all = verdictsOf(answers);
    const dice = new Dice(rows.length);
    const names = Object.keys(answers);
    for (const name of IS_CI ? names : dice.some(names, 4)) {
      expectLess(verdictsOf(without(answers, name)), all, `without ${name}`);
      const cut = { ...answers, [name]: cutOff(answers[name] ?? {}, dice) };
      expectLess(verdictsOf(cut), all, `${name} cut off`);
    }
  });

  it('nor do several that are missing', () => {
    const rounds = IS_CI ? 2000 : 20;
    const dice = new Dice(11);
    const worlds = Object.values(WORLDS).map((rows) => new AwsAnswers(graphOf(rows)).answers);
    const verdicts = worlds.map(verdictsOf);
    for (let round = 0; round < rounds; round += 1) {
      const world = dice.below(worlds.length);
      const names = dice.some(Object.keys(worlds[world] ?? {}), 6);
      const rest = without(worlds[world] ?? {}, ...names);
      expectLess(verdictsOf(rest), verdicts[world] ?? {}, `world ${world} without ${names.join(', ')}`);
    }
  });

  it('nor in networks put together without any sense', () => {
    const worlds = IS_CI ? 60 : 1;
    for (let seed = 0; seed < worlds; seed += 1) expectLessOfEach(seed);
  });

  it('nor in networks that a transit gateway joins', () => {
    const worlds = IS_CI ? 30 : 2;
    for (let seed = 0; seed < worlds; seed += 1) {
      const rows = seed % 2 === 0 ? joinedWorld(new Dice(seed)) : senselessJoinedWorld(new Dice(seed));
      expectLessOfEach(seed, undefined, rows);
    }
  });

  it('not even the entries of a list that overlaps with another', () =>
    expectLessOfEach(72, ['entries-pl-y']));
});

/** Every answer dropped, or these; where several subjects are judged, also what is said of each. */
function expectLessOfEach(
  seed: number,
  dropped?: readonly string[],
  rows = senselessWorld(new Dice(seed)),
): void {
  const { answers } = new AwsAnswers(graphOf(rows));
  const all = reportOf(answers);
  const open = new Set(all.findings.filter(({ verdict }) => verdict !== 'proved').map(aboutWhat));
  for (const name of dropped ?? Object.keys(answers)) {
    const less = reportOf(without(answers, name));
    const label = `world ${seed} without ${name}`;
    expectLess(verdictsIn(less), verdictsIn(all), label);
    const proved = less.findings.filter(({ verdict }) => verdict === 'proved').map(aboutWhat);
    expect(proved.filter((one) => open.has(one)).map((one) => `${label}: ${one}`)).toEqual([]);
  }
}

const aboutWhat = ({ promise, subject }: Finding) => `${promise} of ${subject}`;
