/** Names that one signature says. */
export interface NamedTarget {
  readonly key: string;
  readonly base: string;
  readonly means: 'itself' | 'subdomains' | 'both';
}

/** Where the engine has the name that a client claims. */
export type NameBuffer = 'tls.sni' | 'http.host' | 'dns.query';

/**
 * Options of a signature that reads a claimed name, so that it means what `matchesName` does. `dotprefix` puts a dot before
 * the name, as in the rules that AWS generates for `.example.com`.
 *
 * A text that ends in `.example.com` may have nothing before it, and a Host may end in dots, which the engine keeps: a
 * pattern says the rest. It is tried only where the content is found, and AWS takes it beside content. A name in a query is
 * made of labels, none of them empty.
 */
export function nameOptions(buffer: NameBuffer, { base, means }: NamedTarget): readonly string[] {
  const content = means === 'itself' ? base : `.${base}`;
  const isHost = buffer === 'http.host';
  return [
    buffer,
    ...(means === 'both' ? ['dotprefix'] : []),
    `content:"${content}"`,
    ...(means === 'itself' ? ['startswith'] : []),
    // Suricata has made the host lower case, and refuses `nocase` on it.
    ...(isHost ? [] : ['nocase', 'endswith']),
    ...(isHost ? [`pcre:"/${patternOf(base, means)}\\.*$/"`] : []),
    ...(buffer === 'tls.sni' && means !== 'itself' ? [`pcre:"/${patternOf(base, means)}$/is"`] : []),
  ];
}

function patternOf(base: string, means: NamedTarget['means']): string {
  const name = base.replaceAll('.', '\\.');
  if (means === 'itself') return `^${name}`;
  return means === 'subdomains' ? `.\\.${name}` : `^\\.(.+\\.)?${name}`;
}
