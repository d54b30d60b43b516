import { matchAll, NO_MATCH, unsure } from '../match';
import { matchApplication } from './application-match';
import type { Condition } from './condition';
import type { RuleOption } from './rule-option';

/** An option as it is written. */
export function optionText({ keyword, value }: RuleOption): string {
  return value === undefined ? keyword : `${keyword}:${value}`;
}

/**
 * An option that is not modelled: a keyword of an application still asks that the flow is of it, and one of the payload
 * that there is one.
 * @param isOfPayload - whether contents are of the payload here
 */
export function unmodelledCondition(option: RuleOption, isOfPayload: boolean): Condition {
  const { keyword } = option;
  const doubtful = unsure(`\`${optionText(option)}\` is not modelled`);
  const [, prefix] = /^(tls|ssl|ja3s?|ja4|http|http2|dns|ssh|quic)[._]/.exec(keyword) ?? [];
  const application = prefix?.startsWith('ja') === true ? 'tls' : prefix === 'http2' ? 'http' : prefix;
  if (application !== undefined)
    return (packet) => matchAll([matchApplication(application, packet), doubtful]);
  if (!isOfPayload || !['content', 'pcre', 'byte_test', 'byte_jump'].includes(keyword)) return () => doubtful;
  // Over TCP nothing is in a packet of the handshake; in others something is.
  return ({ payload, flow }) => (payload === 'nothing' && flow.protocol === 'tcp' ? NO_MATCH : doubtful);
}
