import { explain, type ExplainQuery } from '../../src/explain';
import { ref } from '../support/estate-of';
import { graphWith } from '../support/gateway-load-balancer';
import type { FirewallWorld } from '../support/firewall-world';
import { graphOf } from '../support/graph-of';
import { enforced } from '../support/policy-world';
import { AFTER_NAT, BEFORE_NAT, WITHOUT_NAT, changed } from '../support/topologies';

const PING: ExplainQuery = { from: '10.1.3.10', to: '8.8.8.8', flow: { protocol: 'icmp' } };
const ask = (rows: string, query: ExplainQuery = PING) => explain(graphOf(rows), query);
const lines = (steps: readonly { readonly lines: readonly string[] }[] = []) =>
  steps.flatMap((step) => step.lines);

// Golden vectors of the workshop "Distributed Egress": what the network does with them, before any rule of the firewall.
describe('ping 8.8.8.8 from the first workload', () => {
  it('takes the steps of the document, out', () => {
    expect(lines(ask(AFTER_NAT).out)).toEqual([
      'ICMP echo from 10.1.3.10 to 8.8.8.8 starts in `w-a` (us-east-1a); `w-a` sends `0.0.0.0/0` to the NAT gateway `nat-a` in the same zone',
      'the NAT gateway `nat-a` in `n-a` (us-east-1a) receives it and replaces the source by its own private address; `n-a` sends `0.0.0.0/0` to the firewall endpoint `fw-a` in the same zone',
      'the firewall endpoint `fw-a` in `f-a` (us-east-1a) receives it and hands it to the firewall behind it',
      'the firewall inspects it and, if it permits it, hands it back to the same endpoint; `f-a` sends `0.0.0.0/0` to the internet gateway `igw`',
      'the internet gateway `igw` replaces the source by the public address of `nat-a` and sends it out',
    ]);
  });

  it('and in reverse', () => {
    const { back, disposition, backDisposition } = ask(AFTER_NAT);
    expect(lines(back)).toEqual([
      'the destination receives it and replies; the internet gateway `igw` receives the reply and restores the private address of `nat-a`; `edge` sends `10.1.1.0/24` to the firewall endpoint `fw-a`',
      'the firewall endpoint `fw-a` in `f-a` (us-east-1a), which saw the request, has the reply inspected, and it comes out of the same endpoint; a local route leads on',
      'the NAT gateway `nat-a` in `n-a` (us-east-1a) restores the address of the workload; a local route leads on',
      '`w-a` (us-east-1a) receives the reply',
    ]);
    expect([disposition, backDisposition]).toEqual(['exits-internet', 'delivered']);
  });
});

it('takes HTTP and HTTPS of both workloads through the endpoint of their zone', () => {
  const endpoints = ['10.1.3.10', '10.1.4.10'].flatMap((from) =>
    [80, 443].map((port) => {
      const { out } = ask(AFTER_NAT, { from, to: '34.117.59.81', flow: { protocol: 'tcp', port } });
      return out.find(({ hop }) => hop.kind === 'firewall-endpoint')?.hop.key;
    }),
  );
  expect(endpoints).toEqual(['fw-a', 'fw-a', 'fw-b', 'fw-b']);
});

it('says that a NAT gateway with a redirected subnet cannot rely on the internet gateway', () => {
  expect(ask(changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > igw'))).toMatchObject({
    disposition: 'exits-internet',
    code: 'INGRESS_RTB_TRAFFIC_REDIRECTION',
  });
});

it.each([
  [
    'private addresses at the internet gateway',
    '10.9.9.9',
    'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS',
    AFTER_NAT,
  ],
  ['shared addresses there', '100.64.0.1', 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS', AFTER_NAT],
  ['no route', '8.8.8.8', 'NO_ROUTE_TO_DESTINATION', changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a:')],
  [
    'a target that is gone',
    '8.8.8.8',
    'BAD_STATE_ROUTE',
    changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 !> nat-a'),
  ],
  [
    'no public address',
    '8.8.8.8',
    'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > igw'),
  ],
  [
    'a network ACL',
    '8.8.8.8',
    'SUBNET_ACL_RESTRICTION',
    `${changed(AFTER_NAT, '10.1.5.0/24', '10.1.5.0/24 acl=closed')}\nacl closed:`,
  ],
])('names what stops a packet as Reachability Analyzer does: %s', (_, to, code, rows) => {
  expect(ask(rows, { ...PING, to }).code).toBe(code);
});

it('delivers inside the VPC', () => {
  expect(ask(AFTER_NAT, { from: 'w-a', to: '10.1.4.10' })).toMatchObject({
    disposition: 'delivered',
    doubts: [],
  });
});

it('follows IPv6 from a subnet that has no numbers yet', () => {
  const { out, disposition } = ask(WITHOUT_NAT, { from: 'w-a', to: '2001:4860:4860::8888' });
  expect(disposition).toBe('exits-internet');
  expect(lines(out)[0]).toBe(
    'TCP to 2001:4860:4860::8888 port 443 starts in `w-a` (us-east-1a); `w-a` sends `::/0` to the firewall endpoint `fw-a` in the same zone',
  );
});

it('says what else may be', () => {
  const rows = `${changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > nat-a | pl-s3 > s3')}\ns3 s3`;
  expect(ask(rows)).toMatchObject({
    disposition: 'exits-internet',
    doubts: ['if it is of `pl-s3`, it exits-elsewhere by `s3`'],
  });
  const vague = changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > nat-a | pl-x > igw');
  expect(ask(vague).disposition).toBe('undetermined');
});

it.each<[string, ExplainQuery]>([
  ['VFY472', { from: 'w-z', to: '8.8.8.8' }],
  ['VFY472', { from: '10.9.0.1', to: '8.8.8.8' }],
  ['VFY473', { from: 'w-a', to: '8.8.8.256' }],
  ['VFY474', { from: 'w-a', to: '8.8.8.8', flow: { protocol: 'tcp', port: 0 } }],
  ['VFY475', { from: '10.1.3.10', to: '2001:4860:4860::8888' }],
])('refuses a question that cannot be asked: %s', (code, query) => {
  expect(() => ask(AFTER_NAT, query)).toThrow(code);
});

describe('security groups', () => {
  const https = (rows: string, from = 'w-a') => ask(`${AFTER_NAT}\n${rows}`, { from, to: '8.8.8.8' });
  const CLOSED = 'sg a: out tcp 80 0.0.0.0/0';

  it('deny what no workload of the subnet may send', () => {
    expect(https(`instance i w-a sg=a\n${CLOSED}`)).toMatchObject({
      disposition: 'denied',
      code: 'ENI_SG_RULES_MISMATCH',
      reason: 'the security groups of `i` (`a`) have no outbound rule for it',
    });
  });

  it('leave it in doubt where another workload of the subnet may', () => {
    expect(https(`instance i w-a sg=a\ninstance j w-a\n${CLOSED}`)).toMatchObject({
      disposition: 'exits-internet',
      doubts: ['from `i` it is denied: the security groups of `i` (`a`) have no outbound rule for it'],
    });
  });

  it('are those of the workload that has the address', () => {
    const graph = graphWith({
      'aws_security_group.closed': { vpc_id: ref('aws_vpc.v.id'), egress: [] },
      'aws_instance.open': { subnet_id: ref('aws_subnet.w-a.id'), private_ip: '10.1.3.20' },
      'aws_instance.closed': {
        subnet_id: ref('aws_subnet.w-a.id'),
        private_ip: '10.1.3.30',
        vpc_security_group_ids: [ref('aws_security_group.closed.id')],
      },
    });
    const from = (address: string) => explain(graph, { from: address, to: '8.8.8.8' });
    expect(from('10.1.3.20').disposition).toBe('exits-internet');
    expect(from('10.1.3.30')).toMatchObject({ disposition: 'denied', code: 'SG_HAS_NO_RULES' });
  });

  it('are undetermined where they are not in the input', () => {
    expect(https('instance i w-a sg=?')).toMatchObject({ disposition: 'undetermined' });
  });
});

it('does not know whether anything has a public address in a subnet that other accounts share', () => {
  const open = changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > igw');
  const shared = changed(open, '10.1.3.0/24 table=w-a', '10.1.3.0/24 table=w-a shared=ram');
  expect(ask(open).disposition).toBe('denied');
  expect(ask(shared)).toMatchObject({
    disposition: 'undetermined',
    code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
  });
});

// Golden vectors of the same workshop: ping to the United States and HTTPS to one name, and nothing else.
describe('ends with the verdict of the firewall', () => {
  const HELLO = 'ssl_state:client_hello; tls.sni; content:"ipinfo.io"; startswith; nocase; endswith;';
  const rules = (source = '$HOME_NET') => `
    drop ip $HOME_NET any -> 109.169.203.90 any (msg:"geo by address"; flow:to_server; sid:2;)
    pass icmp ${source} any -> $EXTERNAL_NET any (geoip:dst,US; sid:6;)
    pass tls ${source} any -> $EXTERNAL_NET 443 (${HELLO} flow:to_server, established; msg:"ipinfo"; sid:7;)`;
  const WORLD = { rules: rules(), homeNet: ['10.1.1.0/24', '10.1.2.0/24'] };
  const NAMED = { name: 'ipinfo.io' };
  const asked = (query: Partial<ExplainQuery>, world: FirewallWorld = WORLD, rows = AFTER_NAT) =>
    explain(enforced(rows, world), {
      from: '10.1.3.10',
      to: '34.117.59.81',
      claims: NAMED,
      ...query,
    }).firewall.map(({ endpoint, verdict, rule, code }) =>
      [endpoint, verdict, rule?.replace(/^.*? line/, 'line') ?? code ?? 'by default'].join(' '),
    );

  it.each<[string, Partial<ExplainQuery>, string]>([
    [
      'G1: ping',
      { to: '8.8.8.8', flow: { protocol: 'icmp' }, claims: { country: 'US' } },
      'fw-a pass line 3',
    ],
    [
      'G2: the name over HTTP',
      { flow: { protocol: 'tcp', port: 80 } },
      'fw-a drop FIREWALL_RULES_RESTRICTION',
    ],
    ['G3: the name over HTTPS', {}, 'fw-a pass line 4 (ipinfo)'],
    ['G3 from the other zone', { from: '10.1.4.10' }, 'fw-b pass line 4 (ipinfo)'],
    ['G6: the address that is denied', { to: '109.169.203.90' }, 'fw-a drop line 2 (geo by address)'],
    ['another name', { claims: { name: 'example.com' } }, 'fw-a drop FIREWALL_RULES_RESTRICTION'],
    [
      'the name, which may be at the address that is denied',
      { to: 'ipinfo.io', claims: {} },
      'fw-a undetermined by default',
    ],
    ['a name that nobody tells', { claims: {} }, 'fw-a undetermined by default'],
    [
      'ping to a country that nobody tells',
      { to: '8.8.8.8', flow: { protocol: 'icmp' } },
      'fw-a undetermined by default',
    ],
  ])('%s', (_, query, verdict) => {
    expect(asked(query)).toEqual([verdict]);
  });

  it('G4: rules by workload never match behind NAT, and do before it', () => {
    const byWorkload = { ...WORLD, rules: rules('10.1.3.0/24') };
    expect(asked({}, byWorkload)).toEqual(['fw-a drop FIREWALL_RULES_RESTRICTION']);
    expect(asked({}, { ...byWorkload, homeNet: ['10.1.3.0/24'] }, BEFORE_NAT)).toEqual([
      'fw-a pass line 4 (ipinfo)',
    ]);
  });

  it('tells apart two workloads of a subnet where the firewall sees them', () => {
    const world = { rules: rules('10.1.3.10/32'), homeNet: ['10.1.3.0/24'] };
    expect(asked({}, world, BEFORE_NAT)).toEqual(['fw-a pass line 4 (ipinfo)']);
    expect(asked({ from: '10.1.3.11' }, world, BEFORE_NAT)).toEqual(['fw-a drop FIREWALL_RULES_RESTRICTION']);
    expect(asked({ from: 'w-a' }, world, BEFORE_NAT)).toEqual(['fw-a undetermined by default']);
  });

  it('says where the addresses of a name go different ways', () => {
    const rows = changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > nat-a | 8.0.0.0/8 > igw');
    const { doubts, disposition } = explain(enforced(rows, WORLD), { from: 'w-a', to: 'ipinfo.io' });
    expect(disposition).toBe('exits-internet');
    expect(doubts).toEqual(['if `ipinfo.io` is at `8.0.0.0/8`, it denied by `igw`']);
  });

  it('has nothing to say where no firewall is passed', () => {
    expect(asked({}, WORLD, changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > igw'))).toEqual([]);
  });
});
