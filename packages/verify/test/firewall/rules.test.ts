import { at, flow, http, tls, verdictOf, type FirewallWorld } from '../support/firewall-world';
import type { FirewallFlow } from '../../src/firewall/firewall-flow';

const dns = (queryName: string) => flow({ protocol: 'udp', port: 53, application: 'dns', queryName });
const ping = (country: string | null = null) => {
  const { source, destination } = flow();
  return { source, destination, protocol: 'icmp', icmpType: 8, country } as const;
};
const ssh = flow({ port: 22, application: 'ssh' });
const HOME = ['10.1.0.0/16'];

/** What a rule alone does: `pass` and `reject` are told apart from the default, which drops. */
const alone = (rule: string, asked: FirewallFlow, world: FirewallWorld = {}) =>
  verdictOf(
    {
      rules: `${rule.replace(/\)$/, '')} sid:1;)`,
      homeNet: HOME,
      defaults: ['aws:drop_established'],
      ...world,
    },
    asked,
  );

// Rules of the AWS guide, "Examples of stateful rules", 2026-11; what they do is said there.
describe('rules of the guide', () => {
  it.each<[string, FirewallFlow, string]>([
    [
      'pass tls $HOME_NET any -> $EXTERNAL_NET any (ssl_state:client_hello; tls.sni; content:"ssm."; startswith; content:".amazonaws.com"; endswith; nocase; flow: to_server;)',
      tls('ssm.us-east-1.amazonaws.com'),
      'pass',
    ],
    [
      'pass tls $HOME_NET any -> $EXTERNAL_NET any (ssl_state:client_hello; tls.sni; content:"ssm."; startswith; content:".amazonaws.com"; endswith; nocase; flow: to_server;)',
      tls('ec2.us-east-1.amazonaws.com'),
      'drop',
    ],
    [
      'pass dns $HOME_NET any -> $EXTERNAL_NET any (dns.query; dotprefix; content:".amazonaws.com"; endswith; nocase; msg:"Pass rules do not alert";)',
      dns('a.amazonaws.com'),
      'pass',
    ],
    [
      'pass dns $HOME_NET any -> $EXTERNAL_NET any (dns.query; dotprefix; content:".amazonaws.com"; endswith; nocase; msg:"Pass rules do not alert";)',
      dns('example.com'),
      'drop',
    ],
    [
      'reject ssh $HOME_NET any -> $EXTERNAL_NET !22 (msg:"Block use of SSH protocol on non-standard port"; flow: to_server;)',
      { ...ssh, port: 2222 },
      'reject',
    ],
    [
      'reject tcp $HOME_NET any -> $EXTERNAL_NET 22 (msg:"Block TCP/22 servers that are not SSH protocol"; flow: to_server; app-layer-protocol:!ssh;)',
      tls('example.com', { port: 22 }),
      'reject',
    ],
    [
      'pass http $HOME_NET any -> $EXTERNAL_NET 80 (http.host; dotprefix; content:".example.com"; endswith; msg:"Allowed HTTP domain";)',
      http('www.example.com'),
      'pass',
    ],
    [
      'pass http $HOME_NET any -> $EXTERNAL_NET 80 (http.host; dotprefix; content:".example.com"; endswith; msg:"Allowed HTTP domain";)',
      http('notexample.com'),
      'drop',
    ],
    // What is not modelled: a pattern, a fingerprint, a state of another rule.
    [
      'reject tls $HOME_NET any -> $EXTERNAL_NET any (ssl_state:client_hello; tls.sni; pcre:"/(example1\\.com|example2\\.com)$/i"; flow: to_server; msg:"Domain blocked";)',
      tls('example1.com'),
      'undetermined',
    ],
    [
      'pass tls $HOME_NET any -> $EXTERNAL_NET any (msg:"Only allow Curl 7.79.1 JA3"; ja3.hash; content:"27e9c7cc45ae47dc50f51400db8a4099";)',
      tls('example.com'),
      'undetermined',
    ],
    [
      'pass tls $HOME_NET any -> $EXTERNAL_NET any (msg:"Only allow Curl 7.79.1 JA3"; ja3.hash; content:"27e9c7cc45ae47dc50f51400db8a4099";)',
      http('example.com'),
      'drop',
    ],
    [
      'pass tcp $HOME_NET any -> $EXTERNAL_NET 443 (xbits:isset, allowed_sni_destination_ips, track ip_dst; flow: stateless;)',
      tls('example.com'),
      'undetermined',
    ],
    [
      'reject tls any any -> any any (msg:"TLS 1.0 or 1.1"; ssl_version:tls1.0,tls1.1;)',
      tls('example.com'),
      'undetermined',
    ],
  ])('%s', (rule, asked, verdict) => {
    expect(alone(rule, asked)).toBe(verdict);
  });
});

describe('names', () => {
  const exact =
    'pass tls any any -> any any (tls.sni; content:"example.com"; startswith; endswith; flow:to_server;)';
  const anyCase = exact.replace('endswith', 'nocase; endswith');
  it.each<[string, string | null, string]>([
    [exact, 'example.com', 'pass'],
    [exact, 'Example.com', 'drop'],
    [anyCase, 'Example.com', 'pass'],
    [exact, 'a.example.com', 'drop'],
    [exact, 'example.com.evil.test', 'drop'],
    [exact, null, 'drop'],
    ['pass tls any any -> any any (tls.sni; content:!"example"; flow:to_server;)', 'other.test', 'pass'],
    ['pass tls any any -> any any (tls.sni; content:!"example"; flow:to_server;)', 'example.com', 'drop'],
    // A ClientHello without a name has nothing that a test could be about.
    ['pass tls any any -> any any (tls.sni; content:!"example"; flow:to_server;)', null, 'drop'],
    ['pass tls any any -> any any (tls.sni; bsize:11; flow:to_server;)', 'example.com', 'pass'],
    ['pass tls any any -> any any (tls.sni; bsize:>11; flow:to_server;)', 'example.com', 'drop'],
    [
      'pass tls any any -> any any (tls.sni; content:"|65 78|ample"; startswith; flow:to_server;)',
      'example.com',
      'pass',
    ],
    [
      'pass tls any any -> any any (tls.sni; content:"com"; isdataat:!1,relative; flow:to_server;)',
      'example.com',
      'pass',
    ],
    [
      'pass tls any any -> any any (tls.sni; pcre:"/^example\\.com$/"; flow:to_server;)',
      'example.com',
      'pass',
    ],
    [
      'pass tls any any -> any any (tls.sni; content:"ample"; depth:3; flow:to_server;)',
      'example.com',
      'undetermined',
    ],
    [
      'pass tls any any -> any any (tls.sni; content:"other"; depth:3; flow:to_server;)',
      'example.com',
      'drop',
    ],
    [
      'pass tls any any -> any any (tls.sni; content:!"ample"; depth:3; flow:to_server;)',
      'example.com',
      'undetermined',
    ],
    [
      'pass tls any any -> any any (tls.sni; to_lowercase; content:"example.com"; flow:to_server;)',
      'EXAMPLE.com',
      'undetermined',
    ],
    [
      'pass tls any any -> any any (tls.sni; content:".example.com"; dotprefix; endswith; flow:to_server;)',
      'example.com',
      'undetermined',
    ],
  ])('%s: %s', (rule, sni, verdict) => {
    expect(alone(rule, tls(sni))).toBe(verdict);
  });

  it('of hosts are without their port, in lower case', () => {
    const rule =
      'pass http any any -> any any (http.host; content:"example.com"; startswith; endswith; flow:to_server;)';
    expect(alone(rule, http('EXAMPLE.com:8080'))).toBe('pass');
  });
});

describe('headers', () => {
  it.each<[string, FirewallFlow, string]>([
    ['pass tcp 10.1.3.0/24 any -> any 443 (flow:to_server;)', tls('a.test'), 'pass'],
    ['pass tcp !10.1.3.0/24 any -> any 443 (flow:to_server;)', tls('a.test'), 'drop'],
    [
      'pass tcp [10.1.3.0/25, 10.1.3.128/25] any -> any 443 (flow:to_server;)',
      tls('a.test', { source: at('10.1.3.0/24') }),
      'pass',
    ],
    [
      'pass tcp 10.1.3.0/25 any -> any 443 (flow:to_server;)',
      tls('a.test', { source: at('10.1.3.0/24') }),
      'undetermined',
    ],
    ['pass tcp [10.1.0.0/16,!10.1.3.0/24] any -> any any (flow:to_server;)', tls('a.test'), 'drop'],
    // What is negated is taken from its own family.
    [
      'pass tcp !192.0.2.0/24 any -> any any (flow:to_server;)',
      tls('a.test', { source: at('2001:db8::1'), destination: at('2001:db8::2') }),
      'drop',
    ],
    ['pass tcp any any -> any [80,443] (flow:to_server;)', tls('a.test'), 'pass'],
    ['pass tcp any any -> any ![80,443] (flow:to_server;)', tls('a.test'), 'drop'],
    ['pass tcp any any -> any 1024: (flow:to_server;)', tls('a.test'), 'drop'],
    ['pass tcp any 1:1023 -> any any (flow:to_server;)', tls('a.test'), 'drop'],
    ['pass tcp any 2000 -> any any (flow:to_server;)', tls('a.test'), 'undetermined'],
    ['pass ip any any -> any any (ip_proto:!TCP;)', tls('a.test'), 'drop'],
    ['pass icmp any any -> any 443 (itype:8;)', ping(), 'drop'],
    ['pass icmp any any -> any any (itype:8;)', ping(), 'pass'],
    ['pass icmp any any -> any any (itype:>8;)', ping(), 'drop'],
    ['pass icmp any any -> any any (geoip:dst,US;)', ping('US'), 'pass'],
    ['pass icmp any any -> any any (geoip:dst,!US;)', ping('US'), 'drop'],
    ['pass icmp any any -> any any (geoip:src,US;)', ping('US'), 'drop'],
    ['pass icmp any any -> any any (geoip:dst,US;)', ping(null), 'drop'],
    [
      'pass smtp any any -> any 25 (flow:to_server;)',
      flow({ port: 25, application: 'other' }),
      'undetermined',
    ],
  ])('%s', (rule, asked, verdict) => {
    expect(alone(rule, asked)).toBe(verdict);
  });
});

describe('a rule that cannot be read', () => {
  it.each([
    'pass tcp any any -> any 443 (flow:to_server; sid:1)',
    'pass tcp any -> any 443 (sid:1;)',
    'pass tcp any any => any 443 (sid:1;)',
    'pass tcp any any -> [10.0.0.0/8 443 (sid:1;)',
    'pass tcp any any -> 10.0.0.300 443 (sid:1;)',
    'pass tcp any any -> any 99999 (sid:1;)',
    'pass gopher any any -> any any (sid:1;)',
    'permit tcp any any -> any any (sid:1;)',
    'pass tcp any any -> $NOWHERE any (flow:to_server; sid:1;)',
    'pass tcp any any -> any $NO_PORTS (flow:to_server; sid:1;)',
    'pass tcp any any -> @NO_LIST any (flow:to_server; sid:1;)',
  ])('decides nothing, and leaves open what it might: %s', (rule) => {
    expect(verdictOf({ rules: rule }, tls('a.test'))).toBe('undetermined');
  });

  it.each(['# pass tcp any any -> any any (sid:1;)', '', '   ', 'alert tcp any any'])(
    'but no comment, and no alert: `%s`',
    (rule) => {
      expect(verdictOf({ rules: rule }, tls('a.test'))).toBe('drop');
    },
  );

  it('is one over several lines', () => {
    const rules =
      'pass tls any any -> any any \\\n  (tls.sni; content:"a.test"; \\\n endswith; flow:to_server; sid:1;)';
    expect(verdictOf({ rules }, tls('a.test'))).toBe('pass');
  });
});
