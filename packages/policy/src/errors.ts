import type { Problem } from '@inspected-egress/problem';
import { IDENTIFIER_LENGTH, LINE_LENGTH } from './limits';

const SHOWN_CHARACTERS = 64; // hostile input must not fill a terminal

/** A value as a message shows it: in backticks and not too long. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : show(value, 0);
  return `\`${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}\``;
}

/** Nearly JSON, and short however deep and long the value is. */
function show(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value);
  if (depth > 2) return '…';
  if (Array.isArray(value))
    return `[${value
      .slice(0, 8)
      .map((one) => show(one, depth + 1))
      .join(', ')}]`;
  const fields = Object.entries(value).slice(0, 8);
  return `{ ${fields.map(([key, one]) => `${key}: ${show(one, depth + 1)}`).join(', ')} }`;
}

// POL10x: the form of a policy

export const wrongType = (path: string, value: unknown, wanted: string): Problem => ({
  code: 'POL101',
  path,
  message: `${quote(value)} is not ${wanted}`,
  remedy: `write ${wanted}`,
});

export const unknownField = (
  path: string,
  field: string,
  meant: string | undefined,
  known: readonly string[],
): Problem => ({
  code: 'POL102',
  path,
  message: `there is no field ${quote(field)} here`,
  remedy: meant === undefined ? `use ${listOr(known)}, or remove it` : `write \`${meant}\``,
});

export const missingField = (path: string, wanted: string): Problem => ({
  code: 'POL103',
  path,
  message: 'nothing is given',
  remedy: `write ${wanted}`,
});

export const notOneOf = (
  path: string,
  value: unknown,
  meant: string | undefined,
  known: readonly string[],
): Problem => ({
  code: 'POL104',
  path,
  message: `${quote(value)} is not ${listOr(known)}`,
  remedy: meant === undefined ? 'use one of these' : `write \`${meant}\``,
});

export const emptyList = (path: string, remedy: string): Problem => ({
  code: 'POL105',
  path,
  message: 'the list is empty, so the rule would match nothing',
  remedy,
});

export function findIdentifierProblem(text: string): Problem | undefined {
  if (/^[a-z\d]([a-z\d-]*[a-z\d])?$/.test(text) && text.length <= IDENTIFIER_LENGTH) return undefined;
  return {
    code: 'POL106',
    path: '',
    message: `${quote(text)} is not a name of lower-case letters, digits and inner hyphens`,
    remedy: `write 1 to ${IDENTIFIER_LENGTH} of them, as in \`package-index\``,
  };
}

/** Of text for people, which ends up in comments and messages of rules. */
export function findLineProblem(text: string): Problem | undefined {
  const isLine = text.trim() !== '' && text.length <= LINE_LENGTH && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
  if (isLine) return undefined;
  return {
    code: 'POL107',
    path: '',
    message: `${quote(text)} is not one line of text`,
    remedy: `write 1 to ${LINE_LENGTH} characters without line breaks or control characters`,
  };
}

export const severalForms = (path: string, noun: string, found: readonly string[]): Problem => ({
  code: 'POL108',
  path,
  message: `one ${noun} has ${found.map(quote).join(' and ')}`,
  remedy: `write one ${noun} for each`,
});

export const noForm = (
  path: string,
  noun: string,
  value: unknown,
  meant: string | undefined,
  known: readonly string[],
): Problem => ({
  code: 'POL109',
  path,
  message: `${quote(value)} is no ${noun}`,
  remedy: meant === undefined ? `write ${listOr(known)}` : `write \`${meant}\``,
});

// POL11x: values and references

export const portRange = (path: string, value: unknown): Problem => ({
  code: 'POL110',
  path,
  message: `${quote(value)} is not a port`,
  remedy: 'write a whole number from 1 to 65535',
});

export const reversedPorts = (path: string, from: number, to: number): Problem => ({
  code: 'POL111',
  path,
  message: `ports \`${from}\` to \`${to}\` are in reverse`,
  remedy: `write from \`${to}\` to \`${from}\``,
});

export const unknownCountry = (path: string, text: string, meant: string | undefined): Problem => ({
  code: 'POL112',
  path,
  message: `${quote(text)} is not a country of ISO 3166-1 alpha-2`,
  remedy: meant === undefined ? 'write two capital letters, as in `US`' : `write \`${meant}\``,
});

export const notADate = (path: string, text: string): Problem => ({
  code: 'POL113',
  path,
  message: `${quote(text)} is not a day of the calendar`,
  remedy: 'write year, month and day, as in `2026-12-31`',
});

export const duplicateId = (path: string, id: string, first: string): Problem => ({
  code: 'POL114',
  path,
  message: `${quote(id)} is the id of ${first} too`,
  remedy: 'give each rule an id of its own',
});

export const unknownReference = (
  path: string,
  noun: 'group' | 'set',
  name: string,
  meant: string | undefined,
): Problem => ({
  code: noun === 'group' ? 'POL115' : 'POL116',
  path,
  message: `the policy has no ${noun} ${quote(name)}`,
  remedy: meant === undefined ? `define it under \`${noun}s\`` : `write \`${meant}\``,
});

export const setHoldsItself = (path: string, name: string, through: readonly string[]): Problem => ({
  code: 'POL117',
  path,
  message: `set ${quote(name)} holds itself${through.length > 1 ? ` by ${through.slice(1).map(quote).join(', ')}` : ''}`,
  remedy: 'remove one of these references',
});

export const nameNotCarried = (path: string, application: string, name: string): Problem => ({
  code: 'POL118',
  path,
  message: `nothing in \`${application}\` carries a name, and the rule has destination ${quote(name)}`,
  remedy: 'write a rule of its own for it, with blocks, a country or a prefix list as destinations',
});

// POL13x: names

export const notAName = (path: string, value: unknown, remedy: string): Problem => ({
  code: 'POL130',
  path,
  message: `${quote(value)} is not a domain name`,
  remedy,
});

export const nameTooLong = (path: string, text: string, bytes: number, limit: number): Problem => ({
  code: 'POL131',
  path,
  message: `${quote(text)} has ${bytes} bytes, a name has at most ${limit}`,
  remedy: 'write the name of a host, or the `*.` form of a shorter parent',
});

export const emptyLabel = (path: string, text: string, correction: string | undefined): Problem => ({
  code: 'POL132',
  path,
  message: `${quote(text)} has an empty label: a dot at its start or end, or two dots together`,
  remedy: correction ?? 'write one dot between labels',
});

export const labelTooLong = (path: string, text: string, label: string, limit: number): Problem => ({
  code: 'POL133',
  path,
  message: `label ${quote(label)} of ${quote(text)} has ${label.length} characters, a label has at most ${limit}`,
  remedy: 'shorten the label, or permit its parent by `*.`',
});

export const wildcardPlace = (path: string, text: string, correction: string | undefined): Problem => ({
  code: 'POL134',
  path,
  message: `${quote(text)} has a wildcard that is not its whole first label`,
  remedy: correction ?? 'write the wildcard once, as the first label, as in `*.example.com`',
});

export const notAscii = (path: string, text: string, correction: string | undefined): Problem => ({
  code: 'POL135',
  path,
  message: `${quote(text)} has characters beyond ASCII, which no packet carries in a name`,
  remedy: correction ?? 'write the name in punycode (`xn--…`)',
});

export const upperCase = (path: string, text: string, correction: string): Problem => ({
  code: 'POL136',
  path,
  message: `${quote(text)} has upper-case letters; names are compared without regard to case and written one way`,
  remedy: `write ${quote(correction)}`,
});

export const nameCharacter = (path: string, text: string, character: string): Problem => ({
  code: 'POL137',
  path,
  message: `${quote(text)} has ${quote(character)}, which no host name has (RFC 1123) and DNS Firewall refuses`,
  remedy: 'use letters, digits, hyphens and dots, or permit the parent by `*.`',
});

export const labelHyphen = (path: string, text: string, label: string): Problem => ({
  code: 'POL138',
  path,
  message: `label ${quote(label)} of ${quote(text)} starts or ends with a hyphen`,
  remedy: 'remove the hyphen',
});

export const addressAsName = (path: string, text: string): Problem => ({
  code: 'POL139',
  path,
  message: `${quote(text)} ends in a number, so programs read it as an IPv4 address`,
  remedy: 'write a destination by address, as in `{ cidrBlock: 192.0.2.1/32 }`',
});

// POL14x: policy files

export const fileTooLarge = (bytes: number, limit: number): Problem => ({
  code: 'POL140',
  path: '',
  message: `the policy has \`${bytes}\` bytes, at most \`${limit}\` are read`,
  remedy: 'split it, or permit parents by `*.` in place of their subdomains',
});

export const syntax = (at: string, format: string, reason: string): Problem => ({
  code: 'POL141',
  path: at,
  message: `the text is not ${format}: ${reason}`,
  remedy: 'correct it there',
});

export const yamlExtra = (at: string, what: string, text: string): Problem => ({
  code: 'POL142',
  path: at,
  message: `${what} ${quote(text)} is not read: a policy says everything where it stands`,
  remedy: 'write the value out, or use `sets` and `groups` for what is used twice',
});

// POL30x: network firewall

export const homeNetEmpty = (position: string): Problem => ({
  code: 'POL301',
  path: position === 'after-nat' ? 'natCidrBlocks' : 'workloadCidrBlocks',
  message: `the firewall sees no block with position \`${position}\`, so no rule from \`HOME_NET\` would match`,
  remedy: 'add the blocks that inspected traffic comes from',
});

export const prefixListUnknown = (path: string, id: string): Problem => ({
  code: 'POL302',
  path,
  message: `the blocks of prefix list ${quote(id)} are not known, and a rule group knows a prefix list by them alone`,
  remedy: 'add its blocks',
});

export const signatureTooLong = (path: string, length: number, limit: number): Problem => ({
  code: 'POL303',
  path,
  message: `the rule becomes a signature of \`${length}\` characters with its variables written out, AWS takes \`${limit}\``,
  remedy: 'use fewer or larger blocks',
});

export const signaturesOverQuota = (
  path: string,
  count: number,
  limit: number,
  largest: string,
  share: number,
): Problem => ({
  code: 'POL304',
  path,
  message: `the policy becomes \`${count}\` signatures and from this rule on they do not fit: a firewall policy holds \`${limit}\`; ${quote(largest)} alone has \`${share}\``,
  remedy: 'permit parents by `*.` in place of their subdomains, or split the policy between firewalls',
});

// POL15x: layers

export const differentMeaning = (path: string, other: string): Problem => ({
  code: 'POL151',
  path,
  message: `the name means something else in ${other}`,
  remedy: 'give it another name, or the same members',
});

export const idInLayers = (path: string, id: string, other: string): Problem => ({
  code: 'POL152',
  path,
  message: `${quote(id)} is the id of a rule of ${other} too`,
  remedy: 'give each rule an id of its own, for example with the name of the team before it',
});

export const otherMode = (path: string, mode: string, baseline: string): Problem => ({
  code: 'POL153',
  path,
  message: `\`${mode}\` has no effect: the baseline says \`${baseline}\``,
  remedy: `write \`${baseline}\``,
});

export const layerConflict = (path: string, message: string): Problem => ({
  code: 'POL154',
  path,
  message,
  remedy: 'remove it, or agree on an exception in the baseline',
});

/** ``a`, `b` and 3 more`: what is left out beyond a handful is counted. */
export function listAnd(known: readonly string[]): string {
  const shown = known.slice(0, 5).map(quote);
  const rest = known.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** `a, b or c`, each in backticks. */
export function listOr(known: readonly string[]): string {
  const shown = known.map((one) => `\`${one}\``);
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}
