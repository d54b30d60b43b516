/**
 * Programs ask the proxy: for a page (`GET http://…`), which it reads and judges whole, or for a tunnel (`CONNECT`), of
 * which it knows host and port, and where rules on `https` apply, the server name of the TLS inside.
 *
 * A tunnel to port 443 is judged twice by these rules, once by the host that it was asked for and once by the server name
 * that TLS in it says, so that a permitted one of them does not carry the other.
 */
import type { EgressPolicy } from '../../model';
import { carry, isCarried, type AclTable, formatPorts, hasPort, withoutPorts } from './conditions';
import { decide, writeDown, type Section } from './decisions';
import { closedBefore, type PlannedRule } from './planned-rule';

const HOST = { name: 'host', address: 'dst' } as const;
const SNI = { name: 'sni', address: 'dst' } as const;
const NO_NAME = { address: 'dst' } as const;

// Asked last of all: a name that no rule permits is not looked up, for a lookup carries the name out.
const NOT_ITSELF = ['!proxy_itself'] as const;

export function explicitSections(
  rules: readonly PlannedRule[],
  mode: EgressPolicy['mode'],
  acls: AclTable,
): readonly Section[] {
  const isPeeked = peeksExplicitly(rules);
  const carriesBytes = isPeeked && mode === 'enforce' && rules.some((rule) => hasPort(rule, 443));
  const closed = closedBefore(rules);
  const carries = isPeeked && (mode === 'monitor' || carriesBytes);
  return [
    {
      heading: 'What is no TLS in a tunnel to port 443, where the last rules of this file have let it',
      lines: carries ? [`http_access allow ${isCarried(acls)}`] : [],
    },
    { heading: 'Nothing but HTTP and tunnels', lines: ['http_access deny !CONNECT !pages'] },
    {
      heading: 'Requests that the proxy reads: plain HTTP',
      lines: rules.flatMap((rule) => pages(rule, mode, acls)),
    },
    {
      heading: `Tunnels${isPeeked ? ' to other ports than 443' : ''}, whatever is in them`,
      lines: rules.flatMap((rule, index) => tunnels(rule, closed[index] ?? [], isPeeked, mode, acls)),
    },
    ...(isPeeked ? [carriesBytes ? eitherOn443(rules, acls) : tlsOn443(rules, mode, acls)] : []),
    {
      heading: mode === 'enforce' ? 'Nothing else' : 'Monitor: nothing is held back',
      lines: [mode === 'enforce' ? 'http_access deny all' : `http_access allow ${NOT_ITSELF[0]}`],
    },
    ...(isPeeked ? peeking(rules, mode, carriesBytes, acls) : []),
  ];
}

/** Without a rule that reads TLS there is nothing to look for inside. */
export function peeksExplicitly(rules: readonly PlannedRule[]): boolean {
  return rules.some(({ https }) => https);
}

function pages(rule: PlannedRule, mode: EgressPolicy['mode'], acls: AclTable): readonly string[] {
  const onPort80 = rule.http
    ? decide(
        rule,
        { directive: 'http_access', when: ['!CONNECT', 'port_80'], sight: HOST, then: NOT_ITSELF },
        mode,
        acls,
      )
    : [];
  if (rule.ports.length === 0) return onPort80;
  const ports = acls.define(`ports_${rule.label}`, 'port', formatPorts(rule.ports));
  return [
    ...onPort80,
    ...decide(
      rule,
      { directive: 'http_access', when: ['!CONNECT', ports], sight: NO_NAME, then: NOT_ITSELF },
      mode,
      acls,
    ),
  ];
}

function tunnels(
  rule: PlannedRule,
  closedPorts: readonly number[],
  isPeeked: boolean,
  mode: EgressPolicy['mode'],
  acls: AclTable,
): readonly string[] {
  const closed = rule.action === 'pass' && mode === 'enforce' ? closedPorts : [];
  const open = withoutPorts(rule.ports, [...closed, ...(isPeeked ? [443] : [])]);
  if (open.length === 0) return [];
  const ports = acls.define(`tunnel_${rule.label}`, 'port', formatPorts(open));
  return decide(
    rule,
    { directive: 'http_access', when: ['CONNECT', ports], sight: NO_NAME, then: NOT_ITSELF },
    mode,
    acls,
  );
}

function tlsOn443(rules: readonly PlannedRule[], mode: EgressPolicy['mode'], acls: AclTable): Section {
  const when = ['CONNECT', 'port_443'];
  return {
    heading: 'Tunnels for TLS, by the host that they are asked for',
    lines: rules
      .filter(seesTls)
      .flatMap((rule) =>
        decide(
          rule,
          { directive: 'http_access', when, sight: rule.https ? HOST : NO_NAME, then: NOT_ITSELF },
          mode,
          acls,
        ),
      ),
  };
}

/** A rule on TLS and one on whatever port 443 carries: both answers are needed before anybody knows which it is. */
function eitherOn443(rules: readonly PlannedRule[], acls: AclTable): Section {
  const when = ['CONNECT', 'port_443'];
  const passes = (key: 'tls' | 'bytes') => acls.define(`${key}_passes`, 'note', [key, 'pass']);
  return {
    heading:
      'Tunnels to port 443, by the host that they are asked for: what becomes of TLS is written down,\n# what becomes of anything else too, and a tunnel that either may use is opened',
    lines: [
      ...rules
        .filter(seesTls)
        .flatMap((rule) => writeDown(rule, 'tls', when, rule.https ? HOST : NO_NAME, acls)),
      ...rules
        .filter((rule) => hasPort(rule, 443))
        .flatMap((rule) => writeDown(rule, 'bytes', when, NO_NAME, acls)),
      `http_access allow CONNECT port_443 ${passes('tls')} ${NOT_ITSELF[0]}`,
      `http_access allow CONNECT port_443 ${passes('bytes')} ${NOT_ITSELF[0]}`,
    ],
  };
}

function peeking(
  rules: readonly PlannedRule[],
  mode: EgressPolicy['mode'],
  carriesBytes: boolean,
  acls: AclTable,
): readonly Section[] {
  return [
    {
      heading:
        'Inside a tunnel to port 443: read the ClientHello, then judge its server name. TLS is never opened:\n# `splice` passes it on as it is, `terminate` closes it',
      lines: [
        'ssl_bump splice !port_443',
        'ssl_bump peek step_1',
        ...(carriesBytes ? ['ssl_bump terminate !tls_passes'] : []),
        ...rules
          .filter(seesTls)
          .flatMap((rule) =>
            decide(rule, { directive: 'ssl_bump', when: [], sight: rule.https ? SNI : NO_NAME }, mode, acls),
          ),
        `ssl_bump ${mode === 'enforce' ? 'terminate' : 'splice'} by_no_rule`,
      ],
    },
    {
      heading: 'Inside a tunnel to port 443: what is no TLS',
      lines:
        mode === 'monitor'
          ? [`on_unsupported_protocol tunnel ${carry(acls)}`]
          : [
              ...(carriesBytes ? [`on_unsupported_protocol tunnel bytes_passes ${carry(acls)}`] : []),
              'on_unsupported_protocol respond all',
            ],
    },
  ];
}

function seesTls(rule: PlannedRule): boolean {
  return rule.https || hasPort(rule, 443);
}
