import type { FirewallFlow } from '../../firewall/firewall-flow';
import { judgeBy } from '../../firewall/judge-flow';
import type { ReadFirewall } from '../../firewall/read-firewall';
import * as remarks from '../firewall-findings';
import { DNS_OVER_HTTPS_NAMES } from './limits';
import { lesser, undecided, violated, type PolicyRemark } from './policy-remark';
import { flowOf, UNLISTED_NAME, type Stranger } from './strangers';

/**
 * Channels that carry names, or whole requests, past rules that pass by name. By default they must not pass; where a rule
 * passes them, it is said.
 */
export function judgeChannels(read: ReadFirewall, stranger: Stranger): readonly PolicyRemark[] {
  const channels: readonly (readonly [string, Partial<FirewallFlow>])[] = [
    ['QUIC, UDP to port 443', { protocol: 'udp', port: 443, application: 'quic', sni: UNLISTED_NAME }],
    ['DNS over TLS, TCP to port 853', { port: 853, application: 'tls', sni: UNLISTED_NAME }],
    ['DNS over QUIC, UDP to port 853', { protocol: 'udp', port: 853, application: 'other' }],
    [
      'DNS to resolvers of others, UDP to port 53',
      { protocol: 'udp', port: 53, application: 'dns', queryName: UNLISTED_NAME },
    ],
    [
      'DNS to resolvers of others, TCP to port 53',
      { port: 53, application: 'dns', queryName: UNLISTED_NAME },
    ],
  ];
  const found = channels.flatMap(([what, fields]): readonly PolicyRemark[] => {
    const flow = flowOf(stranger, fields);
    const judged = judgeBy(read, flow, { isOfNoList: true });
    if (judged.verdict === 'undetermined') return [undecided(`${what} passes`, judged)];
    if (judged.verdict !== 'pass') return [];
    return judged.rule === undefined
      ? [violated(remarks.channelOpen(what, judged.because), stranger, flow)]
      : [lesser(remarks.channelPassed(what, judged.rule))];
  });
  return [...found, ...judgeDnsOverHttps(read, stranger)];
}

/** A name in the list that answers queries over HTTPS; where any name passes, it is said elsewhere. */
function judgeDnsOverHttps(read: ReadFirewall, stranger: Stranger): readonly PolicyRemark[] {
  const verdictOf = (sni: string) =>
    judgeBy(read, flowOf(stranger, { port: 443, application: 'tls', sni }), { isOfNoList: true });
  if (verdictOf(UNLISTED_NAME).verdict === 'pass') return [];
  return DNS_OVER_HTTPS_NAMES.flatMap((name) => {
    const { verdict, rule } = verdictOf(name);
    return verdict === 'pass' && rule !== undefined
      ? [lesser(remarks.channelPassed(`DNS over HTTPS at \`${name}\``, rule))]
      : [];
  }).slice(0, 1);
}
