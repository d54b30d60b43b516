/**
 * Ports 80 and 443 are redirected to the proxy, and programs do not know of it: Squid asks the kernel where a connection
 * was going, reads what the client says, and goes there itself.
 *
 * `on_unsupported_protocol` comes before there is a request, so it can write nothing down and asks for addresses alone.
 */
import type { EgressPolicy } from '../../model';
import { conditionsOf, hasPort, type AclTable, type Conditions } from './conditions';
import { decide, type Section } from './decisions';
import type { PlannedRule } from './planned-rule';

const HOST = { name: 'host', address: 'localip' } as const;
const SNI = { name: 'sni', address: 'localip' } as const;
const NO_NAME = { address: 'localip' } as const;

export function transparentSections(
  rules: readonly PlannedRule[],
  mode: EgressPolicy['mode'],
  acls: AclTable,
): readonly Section[] {
  const on80 = rules.filter((rule) => rule.http || hasPort(rule, 80));
  const on443 = rules.filter((rule) => rule.https || hasPort(rule, 443));
  const rest = (port: 80 | 443) =>
    rules
      .filter((rule) => hasPort(rule, port))
      .flatMap((rule) =>
        decide(
          rule,
          { directive: 'http_access', when: [`on_${port}`, '!CONNECT', 'no_page'], sight: NO_NAME },
          mode,
          acls,
        ),
      );
  return [
    {
      heading: 'Port 80: requests, by their Host',
      lines: on80.flatMap((rule) =>
        decide(
          rule,
          { directive: 'http_access', when: ['on_80', 'pages'], sight: rule.http ? HOST : NO_NAME },
          mode,
          acls,
        ),
      ),
    },
    {
      heading:
        'Neither HTTP nor TLS where it is expected: asked for here once more when the last rules of this file let it',
      lines: [
        ...rest(80),
        ...rest(443),
        ...(mode === 'monitor' ? ['http_access allow !CONNECT no_page'] : []),
      ],
    },
    {
      heading: 'Port 443: the lines on TLS below decide',
      lines: ['http_access allow on_443 CONNECT'],
    },
    {
      heading: mode === 'enforce' ? 'Nothing else' : 'Monitor: nothing is held back',
      lines: [mode === 'enforce' ? 'http_access deny all' : 'http_access allow all'],
    },
    {
      heading:
        'Port 443: read the ClientHello, then judge its server name. TLS is never opened: `splice` passes it on as it\n# is, `terminate` closes it',
      lines: [
        'ssl_bump peek step_1',
        ...on443.flatMap((rule) =>
          decide(rule, { directive: 'ssl_bump', when: [], sight: rule.https ? SNI : NO_NAME }, mode, acls),
        ),
        `ssl_bump ${mode === 'enforce' ? 'terminate' : 'splice'} by_no_rule`,
      ],
    },
    {
      heading: 'What is neither HTTP on port 80 nor TLS on port 443',
      lines: [
        ...rules.flatMap((rule) => [
          ...otherBytes(rule, 80, ['on_80'], mode, acls),
          ...otherBytes(rule, 443, ['on_443'], mode, acls),
        ]),
        mode === 'enforce' ? 'on_unsupported_protocol respond all' : 'on_unsupported_protocol tunnel all',
      ],
    },
  ];
}

function otherBytes(
  rule: PlannedRule,
  port: number,
  when: Conditions,
  mode: EgressPolicy['mode'],
  acls: AclTable,
): readonly string[] {
  if (!hasPort(rule, port) || rule.action === 'alert') return [];
  return conditionsOf(rule, NO_NAME, acls).map((conditions) => {
    const word = rule.action === 'pass' || mode === 'monitor' ? 'tunnel' : 'respond';
    return ['on_unsupported_protocol', word, ...when, ...conditions].join(' ');
  });
}
