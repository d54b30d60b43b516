import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Dice, senselessWorld } from '@inspected-egress/testing/worlds';
import fc from 'fast-check';
import { changeOf } from '../../src/diff/difference';
import { diff } from '../../src/diff/diff';
import { valueOf } from '../../src/graph/known';
import { readGraph } from '../../src/graph/read-graph';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import { readEstate } from '../../src/read/read-estate';
import { runs } from '../read/support/properties';
import { AwsAnswers } from '../support/aws-answers';
import { graphOf } from '../support/graph-of';
import { tellDifference, toldBetween } from '../support/told-difference';
import { AFTER_NAT, BEFORE_NAT, changed } from '../support/topologies';

const deployed = (graph: VpcGraph) => readGraph(readEstate(new AwsAnswers(graph).files()));

describe('what is deployed as planned, of which AWS calls everything by its id, is no difference:', () => {
  it.each([
    ['after NAT', AFTER_NAT],
    ['before NAT', BEFORE_NAT],
    ['past the firewall', changed(AFTER_NAT, 'table n-a: 0.0.0.0/0 > fw-a', 'table n-a: 0.0.0.0/0 > igw')],
    ['a Gateway Load Balancer', AFTER_NAT.replaceAll(/endpoint (fw-.) (f-.)/g, 'endpoint $1 $2 gwlb')],
    [
      'a gateway endpoint',
      `${changed(AFTER_NAT, 'table w-a: 0.0.0.0/0 > nat-a', 'table w-a: 0.0.0.0/0 > nat-a | pl-s3 > s3')}\n s3 s3 restricted\n list pl-s3 52.216.0.0/15`,
    ],
    [
      'a regional NAT gateway',
      changed(
        changed(BEFORE_NAT, 'nat nat-a n-a', 'nat nat-a regional table=r'),
        'table n-a:',
        'table r: 0.0.0.0/0 > igw | 10.1.3.0/24 > fw-a\n  table n-a:',
      ),
    ],
    [
      'a free network interface beside an instance',
      changed(
        AFTER_NAT,
        'table n-a: 0.0.0.0/0 > fw-a',
        'eni e n-a\n  instance i n-a\n  table n-a: 0.0.0.0/0 > e',
      ),
    ],
    ['Block Public Access', `${AFTER_NAT}\n bpa block-bidirectional\n exclude v allow-bidirectional`],
  ])('%s', (_, rows) => {
    const graph = graphOf(rows);
    for (const lines of [toldBetween(graph, deployed(graph)), toldBetween(deployed(graph), graph)])
      expect(lines.filter((line) => !isAboutFirewall(line))).toEqual([]);
  });
});

it('the example that was applied to a moto server is no difference from the one that was synthesized', () => {
  const folder = join(__dirname, '../../../cli/examples');
  const files = readdirSync(join(folder, 'deployed')).map((name) => join(folder, 'deployed', name));
  const [planned, applied] = [[join(folder, 'inspected', 'cdk.tf.json')], files].map((names) =>
    readGraph(readEstate(names.map((name) => ({ name, text: readFileSync(name, 'utf8') })))),
  );
  if (planned === undefined || applied === undefined) throw new Error('both are read');
  // What firewalls say is compared in `policies.test.ts`: the example may get rules after its answers were recorded.
  const lines = toldBetween(planned, applied);
  expect(lines.filter((line) => !/^. \S*network-?firewall/.test(line))).toEqual([]);
});

/** The rows know no firewalls behind their endpoints, and nobody asked AWS for policies: that is not known. */
function isAboutFirewall(line: string): boolean {
  return /^\? \S+ (inspected by|rule order, .*, stateless rules): not known /.test(line);
}

it('what was changed by hand after it was planned is told by the ids of AWS', () => {
  const found = diff(
    graphOf(AFTER_NAT),
    deployed(graphOf(changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > igw'))),
  );
  expect(changeOf(found)).toBe('changed');
  expect(tellDifference(found).filter((line) => !isAboutFirewall(line))).toEqual([
    '- w-a the public IPv4 internet: w-a nat-a fw-a igw exits-internet; back igw fw-a nat-a w-a delivered',
    expect.stringMatching(
      /^\+ subnet-w-a the public IPv4 internet: subnet-w-a nat-a igw-igw exits-internet; back igw-igw \S+fw-a\S* nat-a subnet-w-a delivered$/,
    ),
  ]);
});

it('nothing that AWS has as it was planned is ever said to have changed', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      // AWS takes no route to a gateway endpoint but that of its list.
      const graph = graphOf(senselessWorld(new Dice(seed)).replaceAll('> buckets', '> igw'));
      const { gained, lost, undetermined } = diff(graph, deployed(graph));
      expect([gained, lost]).toEqual(
        [gained, lost].map(() => ({ subnets: [], ways: [], flows: [], statements: [] })),
      );
      const places = [...graph.firewallEndpoints.values()].map(({ subnet }) => valueOf(subnet));
      // Of two endpoints in one subnet, nothing tells which is which.
      if (new Set(places).size < places.length) return;
      // What both leave open is told by the names of routes, which AWS has none of.
      const open = undetermined.filter(
        ({ because }) => !/undetermined .* before, .*undetermined .* after/.test(because),
      );
      expect(open.filter(({ aspect }) => aspect === 'ways' || aspect === 'flows')).toEqual([]);
    }),
    runs(200),
  );
});
