import { matchAll, matchIf, NO_MATCH, unsure, type Match } from '../match';
import type { FirewallFlow } from '../firewall-flow';
import type { Packet } from '../packet';
import { matchApplication } from './application-match';
import { testContent, type Content, type TextTest } from './claimed-name';
import type { Condition } from './condition';

/** Where the engine has the name that a client claims. */
export type NameBuffer = 'tls.sni' | 'http.host' | 'dns.query' | 'quic.sni';

interface ClaimedName {
  readonly application: 'tls' | 'http' | 'dns' | 'quic';
  /** As the engine keeps it: without the port, in lower case. */
  readonly nameIn: (flow: FirewallFlow) => string | null | undefined;
}

const CLAIMED: Readonly<Record<NameBuffer, ClaimedName>> = {
  'tls.sni': { application: 'tls', nameIn: ({ sni }) => sni },
  'quic.sni': { application: 'quic', nameIn: ({ sni }) => sni },
  'dns.query': { application: 'dns', nameIn: ({ queryName }) => queryName?.replace(/\.$/, '') ?? queryName },
  'http.host': {
    application: 'http',
    nameIn: ({ host }) => host?.replace(/:.*$/s, '').toLowerCase() ?? host,
  },
};

/** What a rule asks of one name. */
export interface NameTests {
  readonly buffer: NameBuffer;
  readonly hasDotPrefix: boolean;
  readonly contents: readonly Content[];
  readonly others: readonly TextTest[];
  /** Why one of its tests is not modelled. */
  readonly doubt?: string;
}

export function applicationOf(buffer: NameBuffer): ClaimedName['application'] {
  return CLAIMED[buffer].application;
}

export function nameCondition({ buffer, hasDotPrefix, contents, others, doubt }: NameTests): Condition {
  const { application, nameIn } = CLAIMED[buffer];
  const tests = [...contents.map(testContent), ...others];
  const ofName = ({ flow }: Packet): Match => {
    const name = nameIn(flow);
    if (name === undefined) return unsure(`${NAME_OF[buffer]} is not known`);
    if (name === null) return NO_MATCH;
    const text = hasDotPrefix ? `.${name}` : name;
    if (!tests.every((test) => test(text))) return NO_MATCH;
    return doubt === undefined ? matchIf(true) : unsure(doubt);
  };
  return (packet) => {
    if (packet.phase !== 'request' || packet.payload !== 'whole') return NO_MATCH;
    return matchAll([matchApplication(application, packet), ofName(packet)]);
  };
}

const NAME_OF: Readonly<Record<NameBuffer, string>> = {
  'tls.sni': 'the server name',
  'quic.sni': 'the server name',
  'http.host': 'the host',
  'dns.query': 'the name asked',
};

/** What a rule says of names, where it says no more than that: the name itself, or it and its subdomains. */
export interface ClaimedNames {
  readonly buffer: NameBuffer;
  readonly base: string;
  readonly means: 'itself' | 'subdomains' | 'both';
}

/** @returns undefined when it says something else */
export function readClaimedNames(tests: NameTests): ClaimedNames | undefined {
  const { buffer, hasDotPrefix, contents, others, doubt } = tests;
  const [content, ...more] = contents;
  if (content === undefined || more.length > 0 || content.isNegated || doubt !== undefined) return undefined;
  const base = content.text.toLowerCase().replace(/^\./, '');
  if (!/^[a-z\d_-]+(\.[a-z\d_-]+)*$/.test(base)) return undefined;
  const is = (name: string): boolean => {
    const text = hasDotPrefix ? `.${name}` : name;
    return [testContent(content), ...others].every((test) => test(text));
  };
  if (is(`other${base}`) || is(`${base}.example`) || is('another.example')) return undefined;
  const [isItself, isBelow] = [is(base), is(`a.${base}`) && is(`b.a.${base}`)];
  if (!isItself && !isBelow) return undefined;
  return { buffer, base, means: isItself ? (isBelow ? 'both' : 'itself') : 'subdomains' };
}
