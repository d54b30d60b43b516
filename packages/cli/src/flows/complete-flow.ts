import type { Flow } from '@inspected-egress/policy';
import { problemUnder, type Problem } from '@inspected-egress/problem';
import { notOfProtocol, protocolUnknown } from '../errors';
import { findCountryProblem } from './country';
import type { FlowEntry } from './flow-entry';

/** A flow to judge, and what its author wants to hear. */
export interface NamedFlow {
  readonly name: string;
  readonly flow: Flow;
  readonly expect?: 'pass' | 'drop' | 'reject' | 'undetermined';
  /** How the caller wrote a field of it. */
  readonly pathOf: (field: string) => string;
}

const CARRIED_BY = {
  tls: { protocol: 'tcp', port: 443 },
  http: { protocol: 'tcp', port: 80 },
  dns: { protocol: 'udp', port: 53 },
  ssh: { protocol: 'tcp', port: 22 },
  quic: { protocol: 'udp', port: 443 },
  ntp: { protocol: 'udp', port: 123 },
} as const;

/**
 * The flow that an entry means. A server name alone is TLS, a host is HTTP, a queried name is DNS; the protocol and the
 * port of what is carried are its usual ones. Nothing else is made up: what is absent is unknown.
 */
export function completeFlow(entry: FlowEntry, pathOf: NamedFlow['pathOf']): NamedFlow | readonly Problem[] {
  const { name, expect, ...said } = entry;
  const application = said.application ?? impliedApplication(entry);
  const usual = application === undefined || application === 'other' ? undefined : CARRIED_BY[application];
  const protocol = said.protocol ?? usual?.protocol;
  const problems = protocol === undefined ? [protocolUnknown('protocol')] : findMisfits(entry, protocol);
  const country = entry.country == null ? undefined : findCountryProblem(entry.country);
  if (country !== undefined) problems.push(problemUnder('country', country));
  if (protocol === undefined || problems.length > 0) {
    return problems.map((problem) => ({ ...problem, path: pathOf(problem.path) }));
  }

  const port = said.port ?? usual?.port;
  const flow: Flow = {
    ...said,
    protocol,
    ...(port === undefined ? {} : { port }),
    ...(application === undefined ? {} : { application }),
  };
  return { name: name ?? describeFlow(flow), flow, pathOf, ...(expect === undefined ? {} : { expect }) };
}

function impliedApplication({ protocol, sni, host, queryName }: FlowEntry): FlowEntry['application'] {
  const named = [
    ...(typeof sni === 'string' ? [protocol === 'udp' ? ('quic' as const) : ('tls' as const)] : []),
    ...(typeof host === 'string' ? ['http' as const] : []),
    ...(typeof queryName === 'string' ? ['dns' as const] : []),
  ];
  return named.length === 1 ? named[0] : undefined;
}

function findMisfits({ port, icmpType, application }: FlowEntry, protocol: string): Problem[] {
  const isIcmp = protocol.startsWith('icmp');
  return [
    ...(isIcmp && port !== undefined ? [notOfProtocol('port', 'port', protocol)] : []),
    ...(isIcmp && application !== undefined && application !== 'other'
      ? [notOfProtocol('application', application, protocol)]
      : []),
    ...(!isIcmp && icmpType !== undefined ? [notOfProtocol('icmpType', 'ICMP type', protocol)] : []),
  ];
}

/** For example `tcp 10.0.0.10 to 198.51.100.7 port 443, tls pypi.org`. */
export function describeFlow(flow: Flow): string {
  const { source, destination, protocol, port, icmpType, application } = flow;
  const claimed = flow.sni ?? flow.host ?? flow.queryName;
  return [
    `${protocol} ${source} to ${destination}`,
    ...(port === undefined ? [] : [` port ${port}`]),
    ...(icmpType === undefined ? [] : [` type ${icmpType}`]),
    ...(application === undefined ? [] : [`, ${application}`]),
    ...(claimed == null ? [] : [` ${claimed}`]),
  ].join('');
}
