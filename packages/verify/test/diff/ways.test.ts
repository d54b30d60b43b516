import { changeOf } from '../../src/diff/difference';
import { graphOf } from '../support/graph-of';
import { difference, toldBetween } from '../support/told-difference';
import { AFTER_NAT, BEFORE_NAT, changed, WITHOUT_NAT } from '../support/topologies';

const told = (before: string, after: string) => toldBetween(graphOf(before), graphOf(after));
const to = (from: string, by: string) => told(AFTER_NAT, changed(AFTER_NAT, from, by));
const INSPECTED = 'w-a nat-a fw-a igw exits-internet; back igw fw-a nat-a w-a delivered';

describe('gains and loses', () => {
  it('the whole internet when a NAT gateway goes past the firewall', () => {
    expect(to('n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > igw')).toEqual([
      `- w-a the public IPv4 internet: ${INSPECTED}`,
      '+ w-a the public IPv4 internet: w-a nat-a igw exits-internet; back igw fw-a nat-a w-a delivered',
    ]);
  });

  it('exactly the destinations of a longer prefix', () => {
    expect(to('n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > fw-a | 8.8.8.0/24 > igw')).toEqual([
      `- w-a \`8.8.8.0/24\`: ${INSPECTED}`,
      '+ w-a `8.8.8.0/24`: w-a nat-a igw exits-internet; back igw fw-a nat-a w-a delivered',
    ]);
  });

  it('nothing by a route that says again what a shorter one says', () => {
    expect(to('n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > fw-a | 8.8.8.0/24 > fw-a')).toEqual([]);
  });

  it('the way of replies', () => {
    expect(to('10.1.1.0/24 > fw-a | ', '')).toEqual([
      `- w-a the public IPv4 internet: ${INSPECTED}`,
      '+ w-a the public IPv4 internet: w-a nat-a fw-a igw exits-internet; back igw nat-a w-a delivered',
    ]);
  });

  it('a way in another zone, although everything is called the same', () => {
    const lines = to('subnet n-a us-east-1a', 'subnet n-a us-east-1b');
    expect(lines).toEqual([expect.stringMatching(/^- w-a/), expect.stringMatching(/^\+ w-a/)]);
  });

  it('an exit to another network', () => {
    expect(to('w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > nat-a | 52.0.0.0/10 > tgw-1')).toEqual([
      `- w-a \`52.0.0.0/10\`: ${INSPECTED}`,
      '+ w-a `52.0.0.0/10`: w-a tgw-1 exits-elsewhere',
    ]);
  });

  it('everything, where the last route goes', () => {
    expect(to('w-a: 0.0.0.0/0 > nat-a', 'w-a:')).toEqual([
      `- w-a the public IPv4 internet: ${INSPECTED}`,
      '+ w-a the public IPv4 internet: w-a no-route',
    ]);
  });

  it('IPv6 by itself', () => {
    const after = changed(WITHOUT_NAT, 'w-a: 0.0.0.0/0 > fw-a | ::/0 > fw-a', 'w-a: 0.0.0.0/0 > fw-a');
    expect(told(WITHOUT_NAT, after)).toEqual([
      '- w-a the public IPv6 internet: w-a fw-a igw exits-internet; back igw fw-a w-a delivered',
      '+ w-a the public IPv6 internet: w-a no-route',
    ]);
  });

  it('a family', () => {
    const after = changed(WITHOUT_NAT, 'w-a us-east-1a 10.1.3.0/24 ipv6', 'w-a us-east-1a 10.1.3.0/24');
    expect(told(WITHOUT_NAT, after)).toEqual([
      '- w-a the public IPv6 internet: w-a fw-a igw exits-internet; back igw fw-a w-a delivered',
    ]);
  });

  it('the list of a gateway endpoint, whatever is in it', () => {
    const after = changed(`${AFTER_NAT}\ns3 s3\nlist pl-s3 ?`, 'w-a: ', 'w-a: pl-s3 > s3 | ');
    expect(told(AFTER_NAT, after)).toEqual([
      '+ w-a `pl-s3`: w-a s3 exits-elsewhere',
      '+ s3 service: com.amazonaws.us-east-1.s3',
      '+ s3 policy: {"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}',
    ]);
  });

  it('subnets, with all their ways', () => {
    const row = 'subnet w-c us-east-1c 10.1.7.0/24 table=w-a\n';
    const after = `${row}${AFTER_NAT}`;
    const lines = ['subnet w-c', `w-c the public IPv4 internet: ${INSPECTED.replaceAll(/\bw-a/g, 'w-c')}`];
    expect(told(AFTER_NAT, after)).toEqual(lines.map((line) => `+ ${line}`));
    expect(told(after, AFTER_NAT)).toEqual(lines.map((line) => `- ${line}`));
  });
});

it('the position of the firewall is a change of every way', () => {
  const { gained, lost } = difference(AFTER_NAT, BEFORE_NAT);
  expect(gained.ways.map(({ subnet }) => subnet)).toEqual(['w-a', 'w-b']);
  expect(lost.ways.map(({ subnet }) => subnet)).toEqual(['w-a', 'w-b']);
});

describe('does not know', () => {
  const vague = (rows: string) => changed(rows, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > ?');

  it('what one input leaves open', () => {
    const found = difference(AFTER_NAT, vague(AFTER_NAT));
    expect(changeOf(found)).toBe('undetermined');
    expect(found.undetermined).toEqual([
      expect.objectContaining({
        subject: 'w-a',
        aspect: 'ways',
        because: expect.stringContaining('the target of `n-a 0.0.0.0/0` is not known') as string,
      }),
    ]);
  });

  it('whether what both leave open is the same, if it is not of the same resource', () => {
    const other = changed(AFTER_NAT, 'f-a: 0.0.0.0/0 > igw', 'f-a: 0.0.0.0/0 > ?');
    expect(told(vague(AFTER_NAT), other)).toHaveLength(1);
    expect(told(vague(AFTER_NAT), vague(AFTER_NAT))).toEqual([]);
  });

  it('what a route with an unknown destination takes, while all else is compared', () => {
    const after = changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > nat-a | ? > igw');
    expect(changeOf(difference(AFTER_NAT, after))).toBe('undetermined');
    const both = changed(after, 'w-b: 0.0.0.0/0 > nat-b', 'w-b: 0.0.0.0/0 > igw');
    expect(difference(AFTER_NAT, both).gained.ways.map(({ subnet }) => subnet)).toEqual(['w-b']);
  });

  it('what an unmodelled resource carries', () => {
    expect(told(AFTER_NAT, `${AFTER_NAT}\nstrange x near=w-a`)).toEqual([
      expect.stringMatching(
        /^\? w-a ways: .* delivered before, .* \(unless it is of a route that may be in `w-a`\) after$/,
      ),
      expect.stringMatching(
        /nothing of the kind before, of a route that may be in `w-a` .*`x` is not understood/,
      ),
      expect.stringMatching(/nothing of the kind before, of what `x` carries .*`x` is not understood/),
    ]);
  });

  it('whether a subnet without a block is one of another name', () => {
    const [before, after] = ['w-a', 'w-x'].map((name) =>
      AFTER_NAT.replace('subnet w-a us-east-1a 10.1.3.0/24', `subnet ${name} us-east-1a ?`),
    );
    expect(told(before ?? '', after ?? '')).toEqual([
      '? w-a subnet: whether it is `w-x` of the other input is not known',
      '? w-x subnet: whether it is `w-a` of the other input is not known',
    ]);
  });
});

describe('knows a subnet again', () => {
  const anew = (rows: string) => rows.replaceAll(/\bw-a\b(?!:)/g, 'new').replace(/table=new/, 'table=w-a');

  it('by its block in the VPC', () => {
    expect(told(AFTER_NAT, anew(AFTER_NAT))).toEqual([]);
  });

  it('by its name in the tag, when the block is another', () => {
    const named = AFTER_NAT.replace('table=w-a', 'table=w-a tag:Name=workloads');
    expect(told(named, anew(named).replace('10.1.3.0/24', '10.1.33.0/24'))).toEqual([]);
  });

  it('and not by a name that two have', () => {
    const named = AFTER_NAT.replaceAll(/table=w-([ab])/g, 'table=w-$1 tag:Name=workloads');
    const lines = told(named, anew(named).replace('10.1.3.0/24', '10.1.33.0/24'));
    expect(lines.filter((line) => line.includes('subnet'))).toEqual(['- subnet w-a', '+ subnet new']);
  });
});

describe('takes', () => {
  it('a firewall endpoint in the same place for the same', () => {
    expect(told(AFTER_NAT, AFTER_NAT.replaceAll('fw-a', 'fw-new'))).toEqual([]);
  });

  it('another NAT gateway of the zone for a change where both are there before and after', () => {
    const both = `${AFTER_NAT}\nnat nat-c n-a`;
    expect(told(both, changed(both, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > nat-c'))).toHaveLength(2);
  });

  it('a black hole for the same, wherever what is gone was', () => {
    const gone = changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 !> nat-a');
    expect(told(gone, changed(gone, 'nat nat-a n-a', 'nat nat-a regional table=n-a'))).toEqual([]);
  });

  it('zones of two Regions for the same where they are in the same place, seen from the workload', () => {
    const crossed = changed(AFTER_NAT, 'subnet n-a us-east-1a', 'subnet n-a us-east-1b');
    expect(told(crossed, crossed.replaceAll('us-east-1', 'eu-west-3'))).toEqual([]);
  });

  it('a zone by its name for the one that the other input knows by its id', () => {
    const crossed = changed(AFTER_NAT, 'subnet n-a us-east-1a', 'subnet n-a us-east-1b');
    const byId = crossed.replaceAll(/us-east-1([ab]) (\S+)/g, (_, letter: string, block: string) => {
      return `? ${block} id=use1-az${letter === 'a' ? 1 : 2}`;
    });
    expect(told(crossed, byId)).toEqual([]);
  });

  it('a NAT gateway that replaces another, in another subnet of the zone, for the same', () => {
    const after = AFTER_NAT.replaceAll(/\bn-a\b/g, 'm-a')
      .replaceAll('nat-a', 'nat-new')
      .replace('10.1.1.0/24 ', '10.1.11.0/24 ');
    expect(told(AFTER_NAT, after.replace('10.1.1.0/24 > fw-a', '10.1.11.0/24 > fw-a'))).toEqual([]);
  });
});

describe('--protected', () => {
  const broken = changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > igw');

  it('compares the subnets that it means, and says why not the others', () => {
    const { gained, judged } = difference(AFTER_NAT, broken, { protected: ['w-b'] });
    expect(gained.ways).toEqual([]);
    expect(judged.after.find(({ subnet }) => subnet === 'w-a')).toEqual({
      subnet: 'w-a',
      isJudged: false,
      because: 'the options name others',
    });
  });

  it('may mean what one input alone calls so', () => {
    const after = broken.replaceAll(/\bw-a\b(?!:)/g, 'new').replace('table=new', 'table=w-a');
    expect(difference(AFTER_NAT, after, { protected: ['w-a'] }).gained.ways).toHaveLength(1);
  });

  it('that means nothing in either is refused', () => {
    expect(() => difference(AFTER_NAT, broken, { protected: ['w-b', 'w-z'] })).toThrow(
      'protected[1]: `w-z` means no subnet of the input',
    );
  });
});
