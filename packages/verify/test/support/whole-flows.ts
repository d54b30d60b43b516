import type { Flow } from '@inspected-egress/policy';
import type { FirewallFlow } from '../../src/firewall/firewall-flow';
import { fc } from '../read/support/properties';
import { at } from './firewall-world';

/** A prefix list that rules may refer to. */
export const LIST = 'pl-0123456789abcdef0';

/** Names that flows claim. */
export const names = ['example.com', 'a.example.com', 'b.a.example.com', 'notexample.com', 'example.org'];
const claim = fc.option(fc.constantFrom(...names, 'A.Example.COM'));
/** A flow of which every fact is known; HTTPS to one of a few names on one of a few ports, and all else. */
export const anyWholeFlow: fc.Arbitrary<Flow> = fc
  .record({
    source: fc.constantFrom('10.1.3.10', '10.1.3.200'),
    destination: fc.constantFrom('198.51.100.7', '198.51.100.100', '203.0.113.9'),
    sourceOf6: fc.constant('2001:db8:ffff::1'),
    destinationOf6: fc.constantFrom('2001:db8:1::7', '2600:9000::1'),
    is6: fc.boolean(),
    kind: fc.constantFrom(
      'tls',
      'tls',
      'http',
      'dns',
      'dns/tcp',
      'ssh',
      'quic',
      'ntp',
      'other',
      'other/udp',
      'icmp',
    ),
    anyPort: fc.constantFrom(443, 80, 53, 22, 123, 8001, 40000),
    sni: claim,
    host: claim,
    queryName: fc.constantFrom(...names),
    country: fc.constantFrom('US', 'DE', null),
    icmpType: fc.constantFrom(8, 13),
  })
  .map((given) => {
    const { is6, kind, anyPort, country, queryName, sni, host, icmpType } = given;
    const ends = is6
      ? { source: given.sourceOf6, destination: given.destinationOf6 }
      : { source: given.source, destination: given.destination };
    const isIn = ['198.51.100.7', '2001:db8:1::7'].includes(ends.destination);
    const base = {
      ...ends,
      tier: 'protected',
      groups: [],
      sni: null,
      host: null,
      queryName: null,
      country,
      prefixLists: isIn ? [LIST] : [],
    };
    const over = (
      protocol: Flow['protocol'],
      carries: Flow['application'],
      port: number,
      more: Partial<Flow> = {},
    ) => ({ ...base, protocol, port, application: carries, ...more }) as Flow;
    switch (kind) {
      case 'tls':
        return over('tcp', 'tls', anyPort, { sni });
      case 'http':
        return over('tcp', 'http', anyPort, { host });
      case 'dns':
        return over('udp', 'dns', 53, { queryName });
      case 'dns/tcp':
        return over('tcp', 'dns', 53, { queryName });
      case 'ssh':
        return over('tcp', 'ssh', anyPort);
      case 'quic':
        return over('udp', 'quic', 443, { sni });
      case 'ntp':
        return over('udp', 'ntp', 123);
      case 'other':
        return over('tcp', 'other', anyPort);
      case 'other/udp':
        return over('udp', 'other', anyPort);
      default:
        return {
          ...base,
          protocol: is6 ? 'icmpv6' : 'icmp',
          icmpType: is6 && icmpType === 8 ? 128 : icmpType,
        } as Flow;
    }
  });

/** A policy knows more of a flow than a firewall sees. */
export function seenBy({
  source,
  destination,
  protocol,
  port,
  icmpType,
  application: carries,
  ...names
}: Flow): FirewallFlow {
  const { sni = null, host = null, queryName = null, country = null } = names;
  return {
    source: at(source),
    destination: at(destination),
    protocol,
    ...(port === undefined ? {} : { port }),
    ...(icmpType === undefined ? {} : { icmpType }),
    ...(carries === undefined ? {} : { application: carries }),
    ...{ sni, host, queryName, country },
  };
}
