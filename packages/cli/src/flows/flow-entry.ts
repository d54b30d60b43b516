import { listOf, object, oneOf, orNull, text, wholeNumber, type Formed } from '../inputs/form';
import { tier } from '../place/fields';

export const EXPECTATIONS = ['pass', 'drop', 'reject', 'undetermined'] as const;

/** One flow as a file or the options of a call say it: what `Flow` of the policy has, a name, and what is expected. */
export const flowEntry = object(
  { source: text, destination: text },
  {
    name: text,
    expect: oneOf(...EXPECTATIONS),
    protocol: oneOf('tcp', 'udp', 'icmp', 'icmpv6'),
    port: wholeNumber(1, 65_535),
    icmpType: wholeNumber(0, 255),
    application: oneOf('tls', 'http', 'dns', 'ssh', 'quic', 'ntp', 'other'),
    sni: orNull(text),
    host: orNull(text),
    queryName: orNull(text),
    country: orNull(text),
    prefixLists: listOf(text),
    groups: listOf(text),
    tier,
  },
);

export const flowEntries = listOf(flowEntry);

export type FlowEntry = Formed<typeof flowEntry>;
