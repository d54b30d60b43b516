import { replayPolicy, type DefaultAction, type FlowVerdict } from '../src/index';
import { describeWithSuricata } from './support/engine';
import {
  COUNTRIES,
  DE_SERVER,
  DE_SERVER_IPV6,
  EVERY_REQUEST,
  flow,
  HOME_NET,
  overIpv6,
  WORKLOAD_IPV6,
} from './support/flows';

// The workshop's policy: TLS to ipinfo.io, and ping into the US.
const WORKSHOP_RULES = `
pass tls  $HOME_NET any -> $EXTERNAL_NET 443 (ssl_state:client_hello; tls.sni; content:"ipinfo.io"; startswith; nocase; endswith; flow:to_server, established; sid:1000001; rev:1;)
pass icmp $HOME_NET any -> $EXTERNAL_NET any (geoip:dst,US; sid:1000002; rev:1;)
`;

function verdicts(defaultAction: DefaultAction): Record<string, string> {
  const flows = [
    ...Object.entries(EVERY_REQUEST).map(([name, request]) => flow(name, request)),
    flow('https over IPv6', { kind: 'tls', serverName: 'ipinfo.io' }, overIpv6),
    flow('https to another name', { kind: 'tls', serverName: 'ipinfo.io.example.com' }),
    flow('https in other letters', { kind: 'tls', serverName: 'IPinfo.IO' }),
    flow('ping to DE', { kind: 'icmp' }, { server: DE_SERVER }),
    flow('ping below the block of the US', { kind: 'icmp' }, { server: '7.255.255.255' }),
    flow('ping above the block of the US', { kind: 'icmp' }, { server: '9.0.0.0' }),
    flow('ping over IPv6', { kind: 'icmp' }, overIpv6),
    flow('ping to DE over IPv6', { kind: 'icmp' }, { client: WORKLOAD_IPV6, server: DE_SERVER_IPV6 }),
  ];
  const policy = { ruleGroups: [WORKSHOP_RULES], homeNet: HOME_NET, countries: COUNTRIES, defaultAction };
  return Object.fromEntries(replayPolicy(policy, flows).map((verdict) => [verdict.flow, inWords(verdict)]));
}

const inWords = ({ verdict, sid, lostAt }: FlowVerdict): string =>
  [
    verdict,
    ...(sid === undefined ? [] : [`by ${sid}`]),
    ...(lostAt === undefined ? [] : [`at ${lostAt}`]),
  ].join(' ');

describeWithSuricata('the workshop policy, replayed', () => {
  it('passes https to ipinfo.io and ping into the US, and drops everything else once it is known', () => {
    expect(verdicts('drop_established_app_layer_to_server')).toEqual({
      https: 'pass by 1000001',
      'https in other letters': 'pass by 1000001',
      'https over IPv6': 'pass by 1000001',
      'https, split ClientHello': 'pass by 1000001',
      'https on 8443': 'drop at ClientHello',
      'https to another name': 'drop at ClientHello',
      'https without SNI': 'drop at ClientHello',
      'DNS over HTTPS': 'drop at ClientHello',
      'DNS over TLS': 'drop at ClientHello',
      http: 'drop at request',
      'http on 443': 'drop at request',
      'http without Host': 'drop at request',
      ping: 'pass by 1000002',
      'ping over IPv6': 'pass by 1000002',
      'ping to DE': 'drop at echo request',
      'ping below the block of the US': 'drop at echo request',
      'ping above the block of the US': 'drop at echo request',
      'ping to DE over IPv6': 'drop at echo request',
      'destination unreachable': 'pass by 1000002',
      'dns over TCP': 'drop at query',
      'dns over UDP': 'drop at query',
      ntp: 'drop at query',
      quic: 'drop at Initial',
      'UDP on 443': 'drop at data',
      ssh: 'drop at banner',
      // Bytes of no known protocol leave until the engine has seen both sides and gives up; a few never stop it.
      'bytes on 443': 'pass',
      'many bytes on 443, both ways': 'drop at data after the reply',
      'midstream bytes on 443': 'drop at data',
    });
  });

  it('loses the first segment of a split ClientHello when it need not wait for the SNI', () => {
    expect(verdicts('drop_established')).toMatchObject({
      https: 'pass by 1000001',
      'https, split ClientHello': 'drop at ClientHello segment 1 of 3',
    });
  });

  it('never lets a handshake through when the default is drop_strict', () => {
    expect(verdicts('drop_strict')).toMatchObject({ https: 'drop at SYN', ping: 'pass by 1000002' });
  });

  it('drops the banner of a server when both directions wait for the SNI', () => {
    expect(verdicts('drop_established_app_layer')).toMatchObject({
      https: 'pass by 1000001',
      'https, split ClientHello': 'pass by 1000001',
      ssh: 'drop at banner',
    });
  });

  it('passes what no rule decides when there is no default action', () => {
    expect(verdicts('none')).toMatchObject({ http: 'pass', 'dns over UDP': 'pass', 'ping to DE': 'pass' });
  });
});
