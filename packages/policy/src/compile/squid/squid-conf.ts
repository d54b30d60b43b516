import type { EgressPolicy } from '../../model';
import { formatAcl, type Acl } from './acl';
import type { Section } from './decisions';

export interface ConfParts {
  readonly policy: EgressPolicy;
  readonly today: string;
  readonly mode: 'explicit' | 'transparent';
  readonly folder: string;
  readonly certificateFile: string;
  /** Whether some port reads TLS. */
  readonly peeks: boolean;
  /** Whether what is neither TLS nor HTTP may pass where they are expected. */
  readonly waits: boolean;
  readonly clients: Acl;
  readonly acls: readonly Acl[];
  readonly sections: readonly Section[];
}

/** The text of squid.conf: who may ask, who decides, what is written down, and nothing that a proxy does besides. */
export function formatSquidConf(parts: ConfParts): string {
  const { policy, mode, folder, sections } = parts;
  const acls = [...fixedAcls(parts), ...parts.acls.map((acl) => formatAcl(acl, folder))];
  return [
    `# Egress policy ${policy.name}, ${policy.mode}, as of ${parts.today}, for Squid 5 with OpenSSL as ${mode === 'explicit' ? 'an explicit' : 'a transparent'} proxy.`,
    '# Made from the policy: change the policy, not this file.',
    ...block('Where it listens', ports(parts)),
    ...block('What rules speak of', acls),
    ...block(
      'Rules, in the order of the policy; the first that matches decides.',
      policy.rules.map(({ id, action, description }) => `# ${action} ${id}${comment(description)}`),
    ),
    ...block('Nobody else may ask, and nobody manages the proxy by its ports', guards(parts)),
    ...sections
      .filter(({ lines }) => lines.length > 0)
      .flatMap(({ heading, lines }) => block(heading, lines)),
    ...block(
      'One line of JSON for each request and each tunnel: the rule that decided, the alerts before it',
      LOG,
    ),
    ...block('Nothing is kept, nothing is told about the client', PRIVACY),
    ...(parts.waits
      ? block('A client that waits for the server to speak first is let through to it after this time', [
          'request_start_timeout 5 seconds',
          'request_timeout 30 seconds',
        ])
      : []),
    '',
  ].join('\n');
}

function block(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `# ${heading}`, ...lines];
}

/**
 * Text of people: a line of squid.conf may go on after a backslash, and `${` stands for a variable. In Terraform, which may carry
 * the file to the proxy, `%{` begins a directive.
 */
function comment(description: string | undefined): string {
  return description === undefined ? '' : `: ${description.replace(/[^\x20-\x7e]|[\\$%]/g, '?')}`;
}

function ports({ mode, certificateFile, peeks }: ConfParts): readonly string[] {
  const tls = `ssl-bump generate-host-certificates=off tls-cert=${certificateFile}`;
  const certificate = [
    '# Squid wants a certificate to read TLS, and shows it to no one but a client that it refuses. Make it here, once:',
    `#   openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=proxy -keyout ${certificateFile} -out ${certificateFile}.crt`,
    `#   cat ${certificateFile}.crt >> ${certificateFile}; chmod 600 ${certificateFile}`,
  ];
  if (mode === 'explicit') return peeks ? [...certificate, `http_port 3128 ${tls}`] : ['http_port 3128'];
  return [
    '# The host redirects, with packets of the proxy itself left alone:',
    '#   nft add table inet proxy',
    "#   nft add chain inet proxy redirect '{ type nat hook prerouting priority dstnat; }'",
    '#   nft add rule inet proxy redirect tcp dport 80 redirect to :3128',
    '#   nft add rule inet proxy redirect tcp dport 443 redirect to :3129',
    ...certificate,
    'http_port 3128 intercept name=port_80',
    `https_port 3129 intercept ${tls} name=port_443`,
    '# For addresses in error pages of its own; Squid complains without one.',
    'http_port 127.0.0.1:3127',
  ];
}

function fixedAcls({ mode, peeks, clients, folder }: ConfParts): readonly string[] {
  const common = [
    formatAcl(clients, folder),
    'acl CONNECT method CONNECT',
    // The metadata service would give a client the credentials of the proxy.
    'acl proxy_itself dst 0.0.0.0/8 127.0.0.0/8 169.254.0.0/16 ::/128 ::1/128 fe80::/10 fd00:ec2::254/128',
    ...(peeks
      ? ['acl step_1 at_step SslBump1', 'acl by_no_rule annotate_transaction rule=- verdict=drop']
      : []),
    ...(peeks
      ? [
          'acl sni_as_sent annotate_transaction sni="%ssl::>sni"',
          'acl sni_is_absent note sni -',
          'acl has_sni all-of sni_as_sent !sni_is_absent',
        ]
      : []),
  ];
  if (mode === 'explicit')
    return [...common, 'acl pages proto HTTP', 'acl port_80 port 80', 'acl port_443 port 443'];
  return [
    ...common,
    'acl on_80 myportname port_80',
    'acl on_443 myportname port_443',
    'acl pages proto HTTP',
    'acl no_page proto AUTHORITY_FORM',
  ];
}

function guards({ mode }: ConfParts): readonly string[] {
  return [
    'http_access deny !clients',
    'http_access deny manager',
    ...(mode === 'explicit' ? [] : ['http_access deny proxy_itself']),
  ];
}

const LOG = [
  'logformat egress {"time":"%{%FT%TZ}tg","client":"%>a","clientPort":%>p,"method":"%rm","url":"%#ru","sni":"%#ssl::>sni","tls":"%ssl::bump_mode","rule":"%{rule}note","verdict":"%{verdict}note","alerts":"%{alert}note","outcome":"%Ss","status":"%>Hs","server":"%<a","sent":%>st,"received":%<st,"milliseconds":%tr}',
  'access_log stdio:/var/log/squid/access.log logformat=egress',
];

const PRIVACY = [
  'cache deny all',
  'cache_mem 0',
  'forwarded_for delete',
  // `via off` would be a warning at every start: HTTP wants the header.
  'request_header_access Via deny all',
  'reply_header_access Via deny all',
  'httpd_suppress_version_string on',
  'global_internal_static off',
  'coredump_dir none',
  'pinger_enable off',
];
