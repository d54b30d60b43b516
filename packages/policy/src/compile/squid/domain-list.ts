import { readName } from '../../names';

/** Names as Squid compares them: `.example.com` is the name and its subdomains. */
export interface DomainList {
  /** None lies within another, which Squid would warn of and leave out. */
  readonly domains: readonly string[];
  /** Of these only subdomains are meant. */
  readonly apexes: readonly string[];
}

/** Names of a policy without change of meaning: what a wildcard of Squid takes in beyond ours is taken out again. */
export function domainListOf(names: readonly string[]): DomainList {
  const distinct = [...new Set(names)].sort().map(readName);
  const wildcards = new Set(distinct.flatMap(({ isWildcard, base }) => (isWildcard ? [base] : [])));
  const exact = new Set(distinct.flatMap(({ isWildcard, base }) => (isWildcard ? [] : [base])));
  const isBelowWildcard = (base: string): boolean => {
    for (let dot = base.indexOf('.'); dot >= 0; dot = base.indexOf('.', dot + 1)) {
      if (wildcards.has(base.slice(dot + 1))) return true;
    }
    return false;
  };
  return {
    domains: [
      ...[...wildcards].filter((base) => !isBelowWildcard(base)).map((base) => `.${base}`),
      ...[...exact].filter((base) => !wildcards.has(base) && !isBelowWildcard(base)),
    ],
    apexes: [...wildcards].filter((base) => !exact.has(base) && !isBelowWildcard(base)),
  };
}
