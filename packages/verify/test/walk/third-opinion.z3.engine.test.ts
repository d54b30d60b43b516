import { SMT_PROMISES, Solver } from '@inspected-egress/testing/smt';
import { verify } from '../../src/verify';
import { graphOf } from '../support/graph-of';
import { MOST_SHOWN, randomWorlds, verdictIn } from '../support/opinions';
import { askSolver } from '../support/solver-opinion';
import { AFTER_NAT, BEFORE_NAT, changed } from '../support/topologies';

const GRAPHS = 200; // random networks, one subnet of each
const VERDICTS = ['proved', 'violated', 'undetermined'];
const SELDOM = 5;

let solver: Solver;
beforeAll(async () => {
  solver = await Solver.start();
});
afterAll(() => solver.end());

// By hand: the way of w-a's packets and of the replies, in the network that each change makes.
it.each([
  ['after NAT', AFTER_NAT, 'proved', 'proved', 'proved'],
  ['before NAT', BEFORE_NAT, 'proved', 'proved', 'proved'],
  [
    'a NAT gateway that goes past the firewall',
    changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > igw'),
    'violated',
    'violated',
    'proved',
  ],
  [
    'one address that goes past it',
    changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > fw-a | 93.184.216.34/32 > igw'),
    'violated',
    'violated',
    'proved',
  ],
  [
    'an address that is not of the internet',
    changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > fw-a | 192.0.2.34/32 > igw'),
    'proved',
    'proved',
    'proved',
  ],
  [
    'replies by the endpoint of the other zone',
    changed(AFTER_NAT, 'edge: 10.1.1.0/24 > fw-a', 'edge: 10.1.1.0/24 > fw-b'),
    'proved',
    'violated',
    'proved',
  ],
  ['replies by no endpoint', changed(AFTER_NAT, '10.1.1.0/24 > fw-a | ', ''), 'proved', 'violated', 'proved'],
  [
    'a workload without an address at the internet gateway',
    changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > igw'),
    'undetermined',
    'proved',
    'proved',
  ],
  [
    'an ACL that lets no reply to a high port pass',
    `${changed(AFTER_NAT, 'table=w-a', 'table=w-a acl=a')}
      acl a: in 100 allow tcp 1024-60999 0.0.0.0/0 | out 100 allow tcp 443 0.0.0.0/0`,
    'proved',
    'proved',
    'violated',
  ],
  [
    'an ACL that lets all of them pass',
    `${changed(AFTER_NAT, 'table=w-a', 'table=w-a acl=a')}
      acl a: in 100 allow tcp 32768-61000 0.0.0.0/0 | out 100 allow tcp 443 0.0.0.0/0`,
    'proved',
    'proved',
    'proved',
  ],
])('z3 says of %s what a person says', async (_, rows, exits, replies, acls) => {
  const graph = graphOf(rows);
  const opinions = await askSolver(solver, { rows, graph, report: verify(graph), subnet: 'w-a' });
  expect(opinions.map(({ verdict }) => verdict)).toEqual([exits, replies, acls]);
  expect(opinions.flatMap(({ disputed }) => disputed)).toEqual([]);
});

it('z3 finds a packet that breaks a promise exactly where the verifier does', async () => {
  const contradictions: string[] = [];
  const seen = new Map<string, number>();
  let judged = 0;
  for (const { label, dice, rows } of randomWorlds('open', 2 * GRAPHS)) {
    const graph = graphOf(rows);
    const report = verify(graph);
    const subnets = report.judged.filter(({ isJudged }) => isJudged);
    if (subnets.length === 0 || judged === GRAPHS) continue;
    judged += 1;
    const { subnet } = dice.pick(subnets);
    const opinions = await askSolver(solver, { rows, graph, report, subnet });
    for (const { promise, verdict, disputed } of opinions) {
      const ours = verdictIn(report, promise, subnet);
      const about = `${label}, ${subnet}, ${promise}`;
      seen.set(`${promise} ${verdict}`, (seen.get(`${promise} ${verdict}`) ?? 0) + 1);
      if (verdict !== ours) contradictions.push(`${about}: ${ours}, z3 says ${verdict}`);
      contradictions.push(...disputed.map((packet) => `${about}: ${packet}, breaks nothing for the other`));
    }
  }
  expect(contradictions.slice(0, MOST_SHOWN)).toEqual([]);
  expect(judged).toBe(GRAPHS);
  for (const promise of SMT_PROMISES)
    for (const verdict of VERDICTS)
      expect(`${promise} ${verdict}: ${(seen.get(`${promise} ${verdict}`) ?? 0) >= SELDOM}`).toBe(
        `${promise} ${verdict}: true`,
      );
});
