import { PacketSimulator, worthSending } from '../../src/worlds';

// The judge is judged by hand: by the six steps of "Distributed Egress" and by the guides that each line names.
const AFTER_NAT = `
  vpc v 10.1.0.0/16 2600:1f18::/56
  subnet w us-east-1a 10.1.3.0/24 2600:1f18:0:3::/64 table=w
  subnet n us-east-1a 10.1.1.0/24 table=n
  subnet f us-east-1a 10.1.5.0/24 table=f
  nat nat n
  endpoint fw f
  igw igw edge=edge
  table w: 0.0.0.0/0 > nat | 64:ff9b::/96 > nat
  table n: 0.0.0.0/0 > fw
  table f: 0.0.0.0/0 > igw
  table edge: 10.1.1.0/24 > fw`;

function told(rows: string, from: string, to: string): string[] {
  const { out, back } = new PacketSimulator(rows).send(from, to);
  return [out, ...(back === undefined ? [] : [back])].map(
    ({ hops, disposition }) => `${hops.join(' ')} ${disposition}`,
  );
}

it('goes the six steps out and back', () => {
  expect(told(AFTER_NAT, 'w', '8.8.8.8')).toEqual(['w nat fw igw exits-internet', 'igw fw nat w delivered']);
});

it('takes NAT64 for the IPv4 inside, and no other IPv6 through a NAT gateway', () => {
  expect(told(AFTER_NAT, 'w', '64:ff9b::808:808')).toEqual([
    'w nat fw igw exits-internet',
    'igw fw nat w delivered',
  ]);
  expect(told(AFTER_NAT.replace('64:ff9b::/96', '::/0'), 'w', '2001:4860:4860::8888')).toEqual([
    'w nat denied',
  ]);
});

// Network ACL matrix for TCP to port 443, VPC guide, "Ephemeral ports"; a remote address, or the subnet of a near one.
it('crosses the edges of subnets as a stateless filter sees them', () => {
  const { crossings } = new PacketSimulator(AFTER_NAT).send('w', '8.8.8.8');
  const lines = crossings.map(
    ({ subnet, direction, peer, replyPorts = [443, 443] }) =>
      `${subnet} ${direction} ${typeof peer === 'bigint' ? 'remote' : peer} ${replyPorts.join('-')}`,
  );
  expect(lines).toEqual([
    ...['w out remote 443-443', 'n in w 443-443', 'n out remote 443-443', 'f in n 443-443'],
    ...['f out remote 443-443', 'f in remote 1024-65535', 'f out n 1024-65535', 'n in remote 1024-65535'],
    ...['n out w 32768-61000', 'w in remote 32768-61000'],
  ]);
});

it.each([
  ['the longest prefix', '0.0.0.0/0 > igw | 8.0.0.0/8 > tgw-1', 's tgw-1 exits-elsewhere'],
  ['a static route before a list', '8.0.0.0/8 > tgw-1 | pl-x > igw', 's tgw-1 exits-elsewhere'],
  ['a list before a propagated route', '8.0.0.0/8 ~> vgw-1 | pl-x > tgw-1', 's tgw-1 exits-elsewhere'],
  ['neither of two lists', 'pl-x > igw | pl-y > tgw-1', 's undetermined'],
  ['a route whose target is gone', '0.0.0.0/0 > tgw-1 | 8.8.8.0/24 !> tgw-1', 's tgw-1 blackhole'],
  ['no route of the other family', '::/0 > igw', 's no-route'],
  ['nothing without a public address', '0.0.0.0/0 > igw', 's igw denied'],
])('%s decides (VPC guide, "Route priority")', (_, routes, expected) => {
  const rows = `
    vpc v 10.1.0.0/16
    igw igw
    list pl-x 8.0.0.0/8
    list pl-y 8.8.0.0/16
    subnet s us-east-1a 10.1.3.0/24 table=s
    table s: ${routes}`;
  expect(told(rows, 's', '8.8.8.8')[0]).toBe(expected);
});

// VPC guide, "Block public access to VPCs and subnets".
it.each([
  ['block-bidirectional', '', 'denied'],
  ['block-bidirectional', 'exclude f allow-bidirectional | exclude n allow-bidirectional', 'denied'],
  ['block-ingress', '', 'undetermined'],
  ['off', '', 'exits-internet'],
])('Block Public Access, %s %s: Network Firewall is %s', (mode, exclusions, disposition) => {
  const rows = [AFTER_NAT, `bpa ${mode}`, ...exclusions.split('|')].join('\n');
  expect(new PacketSimulator(rows).send('w', '8.8.8.8').out.disposition).toBe(disposition);
});

it('sends a packet to each stretch of public addresses that something tells apart', () => {
  const { world } = new PacketSimulator(
    'vpc v 10.1.0.0/16\nsubnet s us-east-1a 10.1.3.0/24 table=s\ntable s: 8.8.8.0/24 > tgw-1',
  );
  const worth = worthSending(world);
  expect(worth).toEqual(expect.arrayContaining(['1.0.0.0', '8.8.8.0', '8.8.9.0', '64:ff9b::808:800']));
  expect(worth.filter((text) => text.startsWith('10.') || text.startsWith('192.168.'))).toEqual([]);
});
