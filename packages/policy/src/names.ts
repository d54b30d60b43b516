import { domainToASCII } from 'node:url';
import { quote, throwProblems, type Problem } from '@inspected-egress/problem';
import * as errors from './errors';
import { LABEL_BYTES, NAME_BYTES } from './limits';

/** A name of a policy: `example.com` is that name alone, `*.example.com` every subdomain at any depth and not itself. */
export interface DomainName {
  /** As written in the policy, canonical: lower case, ASCII, no final dot. */
  readonly text: string;
  readonly isWildcard: boolean;
  /** The name without `*.`. */
  readonly base: string;
}

/**
 * Reads the one canonical form of a name: lower-case letters, digits and hyphens in labels, `*` only as whole first label.
 * @throws PlanError POL130 to POL139 for every other text, with the correction where there is one
 */
export function parseName(text: string): DomainName {
  const problem = findNameProblem(text, '');
  throwProblems(`name ${quote(text)}`, problem === undefined ? [] : [problem]);
  return readName(text);
}

/** Trusts the caller that the text has been checked. */
export function readName(text: string): DomainName {
  const isWildcard = text.startsWith('*.');
  return { text, isWildcard, base: isWildcard ? text.slice(2) : text };
}

/**
 * Whether a name that a client claims is one that the policy's name means, without regard to case.
 * @param claimed - a TLS server name as sent, or what {@link nameOfHost} or {@link nameOfQuery} returns
 */
export function matchesName(name: DomainName, claimed: string): boolean {
  const lower = claimed.toLowerCase();
  if (!name.isWildcard) return lower === name.base;
  return lower.length > name.base.length + 1 && lower.endsWith(`.${name.base}`);
}

/** The name in a Host header: what is before the first colon, where Suricata ends it too, without final dots. */
export function nameOfHost(host: string): string {
  return host.replace(/:.*$/s, '').replace(/\.+$/, '');
}

/** The name in a DNS query, whose text may end in the dot of the root. */
export function nameOfQuery(queryName: string): string {
  return queryName.replace(/\.$/, '');
}

/** Whether every name that `inner` means is one that `outer` means. */
export function coversName(outer: DomainName, inner: DomainName): boolean {
  if (!outer.isWildcard) return !inner.isWildcard && outer.base === inner.base;
  return (inner.isWildcard && outer.base === inner.base) || inner.base.endsWith(`.${outer.base}`);
}

/** The first thing wrong with a name, or undefined when it is in canonical form. */
export function findNameProblem(text: unknown, path: string): Problem | undefined {
  if (typeof text !== 'string' || text.trim() === '') {
    return errors.notAName(path, text, 'write a name as in `example.com` or `*.example.com`');
  }
  return (
    findOtherNotation(text, path) ??
    findWildcardProblem(text, path) ??
    findLabelProblem(text, text.startsWith('*.') ? text.slice(2) : text, path)
  );
}

/** A URL, a port, white space: the name is inside. */
function findOtherNotation(text: string, path: string): Problem | undefined {
  if (text === '*') return errors.notAName(path, text, 'for every destination write `{ anywhere: all }`');
  if (text.includes('${')) {
    return errors.notAName(path, text, 'write the name itself, not a Terraform token');
  }
  const bare = text
    .trim()
    .replace(/^[a-z][a-z\d+.-]*:\/\//i, '')
    .replace(/[/?#].*$/su, '')
    .replace(/:\d*$/, '');
  if (bare === text) return undefined;
  return errors.notAName(path, text, advise(bare) ?? 'write the name alone');
}

function findWildcardProblem(text: string, path: string): Problem | undefined {
  const labels = text.split('.');
  const stars = labels.filter((label) => label.includes('*')).length;
  if (stars === 0 || (stars === 1 && labels[0] === '*' && labels.length > 1)) return undefined;
  const afterStars = text.slice(text.lastIndexOf('*')).split('.').slice(1);
  return errors.wildcardPlace(path, text, advise(['*', ...afterStars].join('.')));
}

function findLabelProblem(text: string, base: string, path: string): Problem | undefined {
  if (/[^\0-\x7f]/u.test(text)) {
    const ascii = domainToASCII(base);
    const known = ascii === '' ? undefined : advise(base === text ? ascii : `*.${ascii}`);
    return errors.notAscii(path, text, known);
  }
  const labels = base.split('.');
  if (labels.includes('')) return errors.emptyLabel(path, text, adviseOnDots(text, base));
  const stray = /[^A-Za-z\d.-]/u.exec(base)?.[0];
  if (stray !== undefined) return errors.nameCharacter(path, text, stray);
  if (text.length > NAME_BYTES) return errors.nameTooLong(path, text, text.length, NAME_BYTES);
  const long = labels.find((label) => label.length > LABEL_BYTES);
  if (long !== undefined) return errors.labelTooLong(path, text, long, LABEL_BYTES);
  const hyphened = labels.find((label) => label.startsWith('-') || label.endsWith('-'));
  if (hyphened !== undefined) return errors.labelHyphen(path, text, hyphened);
  if (/^(\d+|0x[\da-f]*)$/i.test(labels.at(-1) ?? '')) return errors.addressAsName(path, text);
  return text === text.toLowerCase() ? undefined : errors.upperCase(path, text, text.toLowerCase());
}

function adviseOnDots(text: string, base: string): string | undefined {
  // `.example.com` is what domain lists of Network Firewall and Squid call the name with its subdomains.
  const parent = text.startsWith('.') ? text.slice(1) : undefined;
  if (parent !== undefined && findNameProblem(parent, '') === undefined) {
    return `write \`*.${parent}\` for the subdomains, \`${parent}\` for the name itself, or both`;
  }
  const labels = base.split('.').filter((label) => label !== '');
  return advise([...(base === text ? [] : ['*']), ...labels].join('.'));
}

/** A correction only if it is one: what is advised must be accepted. */
function advise(text: string): string | undefined {
  const lower = text.toLowerCase();
  const isName = lower !== '' && /^[a-z\d.*-]+$/.test(lower) && findNameProblem(lower, '') === undefined;
  return isName ? `write \`${lower}\`` : undefined;
}
