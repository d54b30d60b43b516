import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  breakJoinedWorld,
  Dice,
  joinedWorld,
  senselessJoinedWorld,
  senselessWorld,
} from '@inspected-egress/testing/worlds';
import type { VpcGraph } from '../../../src/graph/vpc-graph';
import { readGraph } from '../../../src/graph/read-graph';
import { readEstate } from '../../../src/read/read-estate';
import { verify } from '../../../src/verify';
import { AwsAnswers } from '../../support/aws-answers';
import { graphOf } from '../../support/graph-of';
import { AFTER_NAT, BEFORE_NAT, changed, WITHOUT_NAT } from '../../support/topologies';

const IS_CI = process.env['CI'] === 'true'; // where nobody waits

/** What is found of a graph, one line each, by the names that AWS gives. */
function linesOf(graph: VpcGraph, nameOf: (key: string) => string = (key) => key): string[] {
  const { findings, judged } = verify(graph);
  return [
    ...findings.map(
      ({ promise, verdict, code, subject }) => `${promise} ${verdict} ${code} ${nameOf(subject)}`,
    ),
    ...judged.filter(({ isJudged }) => isJudged).map(({ subnet }) => `${nameOf(subnet)} is judged`),
  ].sort();
}

function expectTheSame(graph: VpcGraph): void {
  const world = new AwsAnswers(graph);
  const deployed = readGraph(readEstate(world.files()));
  expect(linesOf(deployed)).toEqual(linesOf(graph, (key) => world.keyOf(key)));
}

/** The blocks that AWS has chosen meanwhile. */
function numbered(rows: string): string {
  return rows
    .replace('10.1.0.0/16 ipv6', '10.1.0.0/16 2600:1f18:0:100::/56')
    .replace(/10\.1\.(\d)\.0\/24 ipv6/g, '10.1.$1.0/24 2600:1f18:0:10$1::/64')
    .replace('@w-a', '2600:1f18:0:103::/64')
    .replace('@w-b', '2600:1f18:0:104::/64');
}

describe('what is deployed is judged as what was planned', () => {
  it.each([
    ['after NAT', AFTER_NAT],
    ['before NAT', BEFORE_NAT],
    ['without NAT', numbered(WITHOUT_NAT)],
    [
      'a NAT gateway that goes to the internet gateway',
      changed(AFTER_NAT, 'table n-a: 0.0.0.0/0 > fw-a', 'table n-a: 0.0.0.0/0 > igw'),
    ],
    [
      'an endpoint of the other zone',
      changed(AFTER_NAT, 'table n-a: 0.0.0.0/0 > fw-a', 'table n-a: 0.0.0.0/0 > fw-b'),
    ],
    ['a black hole', changed(AFTER_NAT, 'table n-a: 0.0.0.0/0 > fw-a', 'table n-a: 0.0.0.0/0 !> fw-a')],
    [
      'routes learnt from a gateway',
      changed(AFTER_NAT, 'table w-a: 0.0.0.0/0 > nat-a', 'table w-a: 0.0.0.0/0 > nat-a | 8.0.0.0/8 ~> vgw-1'),
    ],
    [
      'a regional NAT gateway',
      changed(
        changed(BEFORE_NAT, 'nat nat-a n-a', 'nat nat-a regional table=r'),
        'table n-a:',
        'table r: 0.0.0.0/0 > igw | 10.1.3.0/24 > fw-a\n  table n-a:',
      ),
    ],
    ['a private NAT gateway', changed(BEFORE_NAT, 'nat nat-a n-a', 'nat nat-a n-a private')],
    [
      'endpoints of a Gateway Load Balancer',
      AFTER_NAT.replaceAll(/endpoint (fw-.) (f-.)/g, 'endpoint $1 $2 gwlb'),
    ],
    [
      'a gateway endpoint',
      `${changed(AFTER_NAT, 'table w-a: 0.0.0.0/0 > nat-a', 'table w-a: 0.0.0.0/0 > nat-a | pl-s3 > s3')}\n s3 s3 restricted\n list pl-s3 52.216.0.0/15`,
    ],
    ['an instance in an endpoint subnet', `${AFTER_NAT}\n instance i f-a`],
    [
      'an appliance',
      `${changed(AFTER_NAT, 'table w-a: 0.0.0.0/0 > nat-a', 'table w-a: 0.0.0.0/0 > eni')}\n eni eni n-b forwards public`,
    ],
    ['load balancer nodes beside NAT gateways', `${AFTER_NAT}\n lb l n-a`],
    ['Block Public Access', `${AFTER_NAT}\n bpa block-bidirectional\n exclude v allow-bidirectional`],
    [
      'an ACL that denies replies',
      `${changed(AFTER_NAT, 'table=w-a', 'table=w-a acl=a')}\n acl a: in 100 allow tcp 443 0.0.0.0/0 | out 100 allow all 0.0.0.0/0`,
    ],
    ['names that nobody filters', AFTER_NAT.replace(/dns .*/, '')],
    [
      'a VPC without a resolver',
      changed(AFTER_NAT.replace(/dns .*/, ''), 'vpc v 10.1.0.0/16', 'vpc v 10.1.0.0/16 no-dns'),
    ],
  ])('%s', (_, rows) => expectTheSame(graphOf(rows)));

  it('in networks put together without any sense', () => {
    for (let seed = 0; seed < (IS_CI ? 300 : 9); seed += 1)
      expectTheSame(graphOf(senselessWorld(new Dice(seed))));
  });

  it('in networks that a transit gateway joins', () => {
    for (let seed = 0; seed < (IS_CI ? 100 : 6); seed += 1) {
      const dice = new Dice(seed);
      const rows = seed % 2 === 0 ? breakJoinedWorld(dice, joinedWorld(dice)) : senselessJoinedWorld(dice);
      expectTheSame(graphOf(rows));
    }
  });

  it('the examples that are synthesized', () => {
    for (const example of ['inspected', 'bypass']) {
      const name = join(__dirname, `../../../../cli/examples/${example}/cdk.tf.json`);
      expectTheSame(readGraph(readEstate([{ name, text: readFileSync(name, 'utf8') }])));
    }
  });
});
