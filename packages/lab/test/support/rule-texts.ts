/** Rules of many styles, as people write them for AWS Network Firewall. */
import fc from 'fast-check';
import type { DefaultAction } from '../../src/index';
import type { JudgedRules } from './judged';

const addresses = (home: boolean) =>
  home
    ? fc.constantFrom(
        'any',
        '$HOME_NET',
        '$HOME_NET',
        '10.1.3.0/24',
        '!10.1.3.10',
        '[10.1.3.0/25, 2600:1f00::/64]',
      )
    : fc.constantFrom(
        ...[
          'any',
          '$EXTERNAL_NET',
          '$EXTERNAL_NET',
          '8.0.0.0/8',
          '!8.8.8.8',
          '[8.8.8.8,5.9.0.0/16,!5.9.1.1]',
        ],
        ...['@FRIENDS', '!$FRIENDS', '[$FRIENDS, 8.8.8.8]', '2001:4860::/32'],
      );
const port = fc.constantFrom(
  'any',
  'any',
  '443',
  '!443',
  '[80,443]',
  '1:1024',
  '$WEB',
  '!$WEB',
  '53',
  '[22,123]',
);
const arrow = fc.constantFrom('->', '->', '->', '<>');
const flowOption = fc.constantFrom(
  ...['', '', 'flow:to_server, established;', 'flow: to_server;', 'flow:to_server,established;'],
  ...[
    'flow:established;',
    'flow:not_established;',
    'flow:from_server;',
    'flow:stateless;',
    'flow:to_client;',
  ],
);

const NAMES = ['example.com', 'www.example.com', 'example.org', 'dns.google'];
const nameTests = (hasCase: boolean) =>
  fc.constantFrom(...NAMES, '.example.com', 'ample.co').chain((name) => {
    const nocase = hasCase ? 'nocase;' : '';
    return fc.constantFrom(
      `content:"${name}"; ${nocase}`,
      `content:"${name}"; startswith; ${nocase} endswith;`,
      `content:"${name}"; endswith; ${nocase}`,
      `dotprefix; content:".${name.replace(/^\./, '')}"; ${nocase} endswith;`,
      `content:!"${name}"; ${nocase}`,
      `content:"${name}"; bsize:${name.length};`,
      `content:"${name}"; isdataat:!1,relative;`,
      `content:"${name.slice(0, 3)}"; startswith; content:"${name.slice(-4)}"; endswith; ${nocase}`,
      `bsize:>12;`,
      `content:"${name}"; pcre:"/^${name.replaceAll('.', '\\.')}$/";`,
    );
  });

const ofApplication: Readonly<Record<string, fc.Arbitrary<string>>> = {
  tls: fc.oneof(
    fc.constantFrom('', 'ssl_state:client_hello;'),
    nameTests(true).map((tests) => `tls.sni; ${tests}`),
    nameTests(true).map((tests) => `ssl_state:client_hello; tls.sni; ${tests}`),
  ),
  http: fc.oneof(
    fc.constantFrom(
      ...['', 'http.header_names; content:"|0d 0a|"; startswith;', 'http.start; content:"|0d 0a|";'],
      'http.method; content:"GET";',
    ),
    nameTests(false).map((tests) => `http.host; ${tests}`),
  ),
  dns: fc.oneof(
    fc.constantFrom('', 'dns.opcode:!15;'),
    nameTests(true).map((tests) => `dns.query; ${tests}`),
  ),
  ssh: fc.constant(''),
  ntp: fc.constant(''),
  quic: fc.constantFrom('', 'quic.sni; content:"example.com";'),
  tcp: fc.oneof(
    fc.constantFrom(
      ...['', '', 'app-layer-protocol:tls;', 'app-layer-protocol:!tls;', 'app-layer-protocol:!http;'],
      ...['app-layer-protocol:ssh;', 'geoip:dst,US;', 'geoip:dst,!US;', 'geoip:any,DE;', 'dsize:>0;'],
      ...[
        'byte_test:1,!=,0x16,0;',
        'byte_test:1,>,0x5a,0;',
        'content:"HTTP";',
        'priority:1;',
        'flowbits:set,seen;',
      ],
    ),
    nameTests(true).map((tests) => `tls.sni; ${tests}`),
  ),
  udp: fc.constantFrom(
    ...[
      '',
      '',
      'app-layer-protocol:dns;',
      'app-layer-protocol:!dns;',
      'app-layer-protocol:!quic;',
      'geoip:dst,US,DE;',
    ],
  ),
  icmp: fc.constantFrom('', 'itype:8;', 'itype:>8;', 'geoip:dst,US;', 'itype:128;'),
  ip: fc.constantFrom(
    '',
    '',
    'ip_proto:!TCP;',
    'ip_proto:6;',
    'geoip:dst,!US,DE;',
    'ip_proto:!17; ip_proto:!1;',
  ),
};

const ruleText = fc
  .constantFrom(...Object.keys(ofApplication))
  .chain((protocol) =>
    fc.record({
      action: fc.constantFrom('pass', 'pass', 'pass', 'drop', 'drop', 'reject', 'alert'),
      protocol: fc.constant(protocol),
      source: addresses(true),
      destination: addresses(false),
      port: protocol === 'icmp' ? fc.constantFrom('any', 'any', '443') : port,
      arrow,
      options: ofApplication[protocol] ?? fc.constant(''),
      flowOption,
    }),
  )
  .map(({ action, protocol, source, destination, port: to, arrow: way, options, flowOption: flow }) =>
    // A rule on a name that is answered to the client, or before the connection, does not load.
    [`${action} ${protocol} ${source} any ${way} ${destination} ${to}`, `${options} ${flow}`].join(' ('),
  );

const DEFAULTS: readonly DefaultAction[] = [
  'none',
  'drop_strict',
  'drop_established',
  'drop_established_app_layer',
  'drop_established_app_layer_to_server',
];

/** Rule sets of up to five rules, in one or two groups. */
export const anyRules: fc.Arbitrary<JudgedRules> = fc
  .record({
    bodies: fc.array(ruleText, { minLength: 1, maxLength: 5 }),
    cut: fc.nat(5),
    defaultAction: fc.constantFrom(...DEFAULTS),
  })
  .map(({ bodies, cut, defaultAction }) => {
    const lines = bodies.map((body, index) => `${body.trimEnd()} sid:${index + 1};)`);
    const groups = [lines.slice(0, cut), lines.slice(cut)].filter((group) => group.length > 0);
    return { ruleGroups: groups.map((group) => group.join('\n')), defaultAction };
  });
