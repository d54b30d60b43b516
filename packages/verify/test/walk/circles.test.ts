import { worstOf, type Finding } from '../../src/promise/finding';

import { verify } from '../../src/verify';
import { traceSubnet } from '../../src/walk/trace-subnet';
import { graphOf } from '../support/graph-of';
import { tellTrace } from '../support/told-ways';

/**
 * Two VPCs that send everything to a transit gateway, which hands it to the other one. The first is in appliance mode, so what
 * comes back may come in by the other zone, where the same table leads to the transit gateway again.
 */
function twoVpcs(tableOfOtherZone: string, more = ''): string {
  return `
    vpc v 10.1.0.0/16
    vpc u 10.2.0.0/16
    subnet v-a us-east-1a 10.1.1.0/24 vpc=v table=out
    subnet v-b us-east-1b 10.1.2.0/24 vpc=v table=out
    subnet u-a us-east-1a 10.2.1.0/24 vpc=u table=back
    subnet u-b us-east-1b 10.2.2.0/24 vpc=u table=other
    subnet u-n us-east-1b 10.2.3.0/24 vpc=u table=public
    igw igw-u vpc=u
    nat nat u-n
    instance workload v-a
    endpoint fw u-a
    attachment at-v tgw-1 v table=rt-v appliance v-a v-b
    attachment at-u tgw-1 u table=rt-u u-a u-b
    transit-table rt-v
    transit-table rt-u
    table rt-v: 0.0.0.0/0 > at-u
    table rt-u: 0.0.0.0/0 > at-v
    table out: 0.0.0.0/0 > tgw-1
    table back: 0.0.0.0/0 > tgw-1
    table other: ${tableOfOtherZone}
    table public: 0.0.0.0/0 > igw-u
    ${more}`;
}

function verdictOn(rows: string, promise: Finding['promise'], subnet: string): string {
  const { findings } = verify(graphOf(rows));
  return worstOf(
    findings.filter((one) => one.promise === promise && one.subject === subnet).map(({ verdict }) => verdict),
  );
}

describe('packets that come to a table again', () => {
  it('in another zone may go on to the internet, uninspected, though the table and the source are the same', () => {
    const rows = twoVpcs('0.0.0.0/0 > nat');
    expect(traceSubnet(graphOf(rows), 'v-a', 4).map(tellTrace)).toContain(
      'v-a at-v@v-a tgw-1 at-u@u-a at-u@u-a tgw-1 at-v@v-b at-v@v-b tgw-1 at-u@u-b nat igw-u exits-internet, igw-u nat igw-u denied',
    );
    expect(verdictOn(rows, 'every-exit-is-inspected', 'v-a')).toBe('violated');
  });

  it('in the same zone go in a circle for ever', () => {
    const rows = twoVpcs('0.0.0.0/0 > tgw-1');
    expect(traceSubnet(graphOf(rows), 'v-a', 4).map(({ out }) => out.disposition)).toEqual(['loop', 'loop']);
    expect(verdictOn(rows, 'every-exit-is-inspected', 'v-a')).toBe('proved');
    expect(verdictOn(rows, 'no-route-loops-or-blackholes', 'v-a')).toBe('violated');
  });

  it('and then pass another zone than that in which they were handed over', () => {
    // The workload's own endpoint is in its zone; what comes back by the other zone passes it once more.
    const rows = `
      vpc v 10.1.0.0/16
      vpc u 10.2.0.0/16
      subnet w us-east-1a 10.1.1.0/24 vpc=v table=inspect
      subnet f us-east-1a 10.1.2.0/24 vpc=v table=on
      subnet t-a us-east-1a 10.1.3.0/24 vpc=v table=inspect
      subnet t-b us-east-1b 10.1.4.0/24 vpc=v table=inspect
      endpoint fw f
      attachment at-v tgw-1 v table=rt appliance t-a t-b
      transit-table rt
      table rt: 0.0.0.0/0 > at-v
      table inspect: 0.0.0.0/0 > fw
      table on: 0.0.0.0/0 > tgw-1`;
    expect(verdictOn(rows, 'no-hop-leaves-its-zone', 'w')).toBe('violated');
    const oneZone = rows.replace('appliance t-a t-b', 'appliance t-a');
    expect(verdictOn(oneZone, 'no-hop-leaves-its-zone', 'w')).toBe('proved');
  });

  it('are not followed for ever where each VPC hands them to the next', () => {
    const vpcs = Array.from({ length: 30 }, (_, index) => `${index}`);
    const rows = [
      ...vpcs.flatMap((n) => [
        `vpc v${n} 10.${n}.0.0/16`,
        `subnet s${n} us-east-1a 10.${n}.0.0/24 vpc=v${n} table=on-${n}`,
        `attachment at-${n} tgw-1 v${n} table=rt-${n} s${n}`,
        `table on-${n}: 0.0.0.0/0 > tgw-1`,
        `transit-table rt-${n}`,
        `table rt-${n}: 0.0.0.0/0 > at-${(Number(n) + 1) % 30}`,
      ]),
      'instance i s0',
    ].join('\n');
    const [trace] = traceSubnet(graphOf(rows), 's0', 4);
    expect(trace?.out).toMatchObject({
      disposition: 'undetermined',
      reason: 'packets that passed 64 hops, when they look in `on-21`, are followed no further',
    });
    expect(verdictOn(rows, 'every-exit-is-inspected', 's0')).toBe('undetermined');
  });
});
