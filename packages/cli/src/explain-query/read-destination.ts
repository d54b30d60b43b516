import { isIP } from 'node:net';
import { PlanError, type Problem } from '@inspected-egress/problem';
import type { DeclaredFlow } from '@inspected-egress/verify';
import { noDestination, notOfProtocol } from '../errors';

export interface ExplainedDestination {
  readonly to: string;
  readonly flow: DeclaredFlow;
}

/** An address of IPv6 needs brackets before a port, as in a URL. */
const FORM =
  /^(?:\[(?<bracketed>[^\]]*)\]|(?<bare>[^/[\]]*?))(?::(?<port>\d{1,9}))?(?:\/(?<protocol>tcp|udp|icmp))?$/;
const DEFAULT_PORT = 443;

/**
 * Reads `<address or name>[:port][/tcp|udp|icmp]`.
 * @default - TCP, and port 443
 * @throws PlanError CLI109 for what is neither, CLI131 for a port of ICMP
 */
export function readDestination(text: string): ExplainedDestination {
  const isBareIpv6 = isIP(text.split('/')[0] ?? '') === 6;
  const [bare, , protocolOfBare] = isBareIpv6
    ? (/^(.*?)(\/(tcp|udp|icmp))?$/.exec(text)?.slice(1) ?? [])
    : [];
  const groups = FORM.exec(text)?.groups;
  const to = bare ?? groups?.['bracketed'] ?? groups?.['bare'] ?? '';
  const port = bare === undefined ? groups?.['port'] : undefined;
  const protocol = (bare === undefined ? groups?.['protocol'] : protocolOfBare) ?? 'tcp';
  if (isIP(to) === 0 && !isName(to)) refuse(noDestination(text));
  if (protocol === 'icmp') {
    if (port !== undefined) refuse(notOfProtocol('--to', 'port', protocol));
    return { to, flow: { protocol } };
  }
  return {
    to,
    flow: { protocol: protocol as 'tcp' | 'udp', port: port === undefined ? DEFAULT_PORT : Number(port) },
  };
}

/** What is a name of DNS, and not an address that was mistyped: its last label holds a letter. */
function isName(text: string): boolean {
  return /^(?=.{1,253}$)(?:[\w-]{1,63}\.)*[\w-]*[a-z][\w-]*\.?$/i.test(text);
}

function refuse(problem: Problem): never {
  throw new PlanError('destination', [problem]);
}
