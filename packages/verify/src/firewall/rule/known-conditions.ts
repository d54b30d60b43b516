import { NO_MATCH } from '../match';
import { matchApplication, matchOtherApplication } from './application-match';
import type { Condition } from './condition';
import { flowCondition } from './flow-option';
import { countryCondition, firstByteCondition, icmpTypeCondition, protocolCondition } from './header-options';
import type { RuleOption } from './rule-option';
import { isRuleProtocol, isTransport } from './rule-protocol';

/** What an option asks that stands for itself; undefined when it is not modelled. */
export function knownCondition({ keyword, value = '' }: RuleOption): Condition | undefined {
  switch (keyword) {
    case 'flow':
      return flowCondition(value);
    case 'ssl_state':
      return value === 'client_hello' ? requestOf('tls') : undefined;
    // Every query has an operation code, and none has the one that is reserved last.
    case 'dns.opcode':
      return value === '!15' ? (packet) => matchApplication('dns', packet) : undefined;
    case 'app-layer-protocol':
      return applicationCondition(value);
    case 'ip_proto':
      return protocolCondition(value);
    case 'itype':
      return icmpTypeCondition(value);
    case 'geoip':
      return countryCondition(value);
    case 'byte_test':
      return firstByteCondition(value);
    default:
      return undefined;
  }
}

function applicationCondition(value: string): Condition | undefined {
  const [, not, name = ''] = /^(!?)\s*([\w-]+)$/.exec(value) ?? [];
  if (not === undefined || !isRuleProtocol(name) || isTransport(name)) return undefined;
  return not === '!'
    ? (packet) => matchOtherApplication(name, packet)
    : (packet) => matchApplication(name, packet);
}

/**
 * Forms that AWS generates and we compile: buffers of HTTP, in which a line ends as soon as the headers are there.
 * @param next - the option after it
 */
export function wholeRequestCondition(
  { keyword }: RuleOption,
  next: RuleOption | undefined,
): Condition | undefined {
  if (next === undefined || !isLineEnd(next)) return undefined;
  if (keyword === 'http.start') return requestOf('http');
  if (keyword !== 'http.header_names') return undefined;
  return (packet) => (packet.payload === 'whole' ? matchApplication('http', packet) : NO_MATCH);
}

/** Of what follows such a buffer, what says no more than it. */
export function isOfWholeRequest(option: RuleOption): boolean {
  return isLineEnd(option) || option.keyword === 'startswith';
}

function isLineEnd({ keyword, value }: RuleOption): boolean {
  return keyword === 'content' && value === '"|0d 0a|"';
}

/** The request as a whole, with or without a name in it. */
function requestOf(application: 'tls' | 'http'): Condition {
  return (packet) =>
    packet.phase === 'request' && packet.payload === 'whole'
      ? matchApplication(application, packet)
      : NO_MATCH;
}
