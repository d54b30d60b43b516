import type { FirewallStatefulRule } from '../graph/firewall-rule-group';
import type { Known } from '../graph/known';

/** Options that mean the same in whatever order they stand. */
const ORDERLESS: ReadonlySet<string> = new Set(
  'sid rev msg gid classtype reference metadata priority flow geoip itype icode ip_proto alert noalert app-layer-protocol'.split(
    ' ',
  ),
);

/**
 * A rule in fields as the text that AWS makes of it. The provider keeps options as a set, so contents, which are of the
 * buffer before them, have no order that could be read.
 */
export function ruleText(rule: FirewallStatefulRule): Known<string> {
  const { action, protocol, source, sourcePort, direction, destination, destinationPort, options } = rule;
  const facts = [action, protocol, source, sourcePort, direction, destination, destinationPort];
  const texts: string[] = [];
  for (const fact of facts) {
    if (fact.is === 'unknown') return fact;
    texts.push(fact.value);
  }
  if (options.is === 'unknown') return options;
  const unordered = options.value.find(({ keyword }) => !ORDERLESS.has(keyword.toLowerCase()));
  const isAlone = options.value.filter(({ keyword }) => keyword.toLowerCase() !== 'sid').length === 1;
  if (unordered !== undefined && !isAlone)
    return {
      is: 'unknown',
      reason: `its options are a set, and \`${unordered.keyword}\` needs its place among them`,
    };
  const [verb = '', of = '', from = '', fromPort = '', way = '', to = '', toPort = ''] = texts;
  const arrow = way.toUpperCase() === 'ANY' ? '<>' : '->';
  const body = options.value.map(({ keyword, settings }) =>
    settings.length === 0 ? `${keyword};` : `${keyword}:${settings.join(',')};`,
  );
  const header = [verb.toLowerCase(), of.toLowerCase(), from, fromPort, arrow, to, toPort].join(' ');
  return { is: 'known', value: `${header} (${body.join(' ')})` };
}
