import { listOr, quote, type Problem } from '@inspected-egress/problem';
import { IDENTIFIER_LENGTH, LINE_LENGTH } from './limits';

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

export const notAPrefixList = (path: string, text: string): Problem => ({
  code: 'POL119',
  path,
  message: `${quote(text)} is not the id of a prefix list`,
  remedy: text.includes('${')
    ? 'write the id itself, as in `pl-0123456789abcdef0`, and its blocks in the options of each compiler: there they may be tokens'
    : 'write it as AWS does, as in `pl-0123456789abcdef0`',
});

export const notAService = (path: string, text: string): Problem => ({
  code: 'POL120',
  path,
  message: `${quote(text)} is not the name of a service`,
  remedy: 'write it as endpoint names end, as in `s3` or `ecr.api`',
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

// POL14x: policy files and other texts

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

export const yamlExtra = (
  at: string,
  what: string,
  text: string,
  noun: string,
  reuse: string | undefined,
): Problem => ({
  code: 'POL142',
  path: at,
  message: `${what} ${quote(text)} is not read: a ${noun} says everything where it stands`,
  remedy: `write the value out${reuse === undefined ? '' : `, or use ${reuse} for what is used twice`}`,
});

// POL3xx: network firewall

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
  message: `the policy becomes \`${count}\` signatures and from this rule on they do not fit: the firewall policy has room for \`${limit}\`; ${quote(largest)} alone has \`${share}\``,
  remedy: 'permit parents by `*.` in place of their subdomains, or split the policy between firewalls',
});

export const managedGroupUnknown = (path: string, name: string, meant: string | undefined): Problem => ({
  code: 'POL305',
  path,
  message: `${quote(name)} is no managed rule group of AWS`,
  remedy:
    meant === undefined
      ? 'write a name as AWS lists it, without `StrictOrder`, as in `ThreatSignaturesBotnet`'
      : `write \`${meant}\``,
});

export const managedGroupTwice = (path: string, name: string, first: number): Problem => ({
  code: 'POL306',
  path,
  message: `${quote(name)} is \`managedRuleGroups[${first}]\` too`,
  remedy: 'remove one of them',
});

export const regionMissing = (path: string): Problem => ({
  code: 'POL307',
  path,
  message: 'nothing is given, and the ARN of a managed rule group names the Region',
  remedy: 'write the Region of the firewall, as in `us-east-1`',
});

export const noGroupLeft = (path: string): Problem => ({
  code: 'POL308',
  path,
  message: 'a firewall policy holds 20 rule groups, and none is left for the rules of the policy',
  remedy: 'attach fewer managed rule groups',
});

export const certificateArn = (path: string, arn: string): Problem => ({
  code: 'POL309',
  path,
  message: `${quote(arn)} is not the ARN of a certificate in AWS Certificate Manager`,
  remedy: 'import the certificate authority there, and write its ARN',
});

export const certificateRegion = (path: string, arn: string, region: string): Problem => ({
  code: 'POL310',
  path,
  message: `${quote(arn)} is of another Region than the firewall`,
  remedy: `import the certificate authority in \`${region}\``,
});

export const tlsInMonitor = (path: string): Problem => ({
  code: 'POL311',
  path,
  message: '`monitor` drops nothing, and TLS inspection cuts off clients that do not trust its certificate',
  remedy: 'leave it out until the mode is `enforce`',
});

export const statusAction = (path: string, value: unknown, known: readonly string[]): Problem => ({
  code: 'POL312',
  path,
  message: `${quote(value)} is not ${listOr(known)}`,
  remedy: 'use one of these',
});

export const managedGroupOverride = (path: string, value: string): Problem => ({
  code: 'POL313',
  path,
  message: `${quote(value)} is not \`drop-to-alert\``,
  remedy: 'write `drop-to-alert`, or leave it out',
});

export const blockFamilyUnknown = (path: string, block: string): Problem => ({
  code: 'POL314',
  path,
  message: `whether ${quote(block)} is IPv6, which the firewall sees as it is, or IPv4 behind NAT, is not known`,
  remedy: 'give `homeNet`, with the blocks that inspected traffic comes from',
});

// POL40x: DNS Firewall

export const domainsOverQuota = (path: string, count: number, limit: number): Problem => ({
  code: 'POL401',
  path,
  message: `the policy has \`${count}\` names to list and from here on they do not fit: DNS Firewall holds \`${limit}\``,
  remedy: 'permit parents by `*.` in place of their subdomains',
});

export const dnsRulesOverQuota = (path: string, count: number, limit: number): Problem => ({
  code: 'POL402',
  path,
  message: `the policy becomes \`${count}\` rules of DNS Firewall and from here on they do not fit: a VPC has \`${limit}\``,
  remedy: 'put the names of several rules in one',
});

export const overrideTtl = (path: string, seconds: unknown, limit: number): Problem => ({
  code: 'POL403',
  path,
  message: `${quote(seconds)} is not a time to live that DNS Firewall takes`,
  remedy: `write whole seconds from 0 to ${limit}`,
});

export const overrideWildcard = (path: string, name: string): Problem => ({
  code: 'POL404',
  path,
  message: `${quote(name)} is many names, and a query is answered with one`,
  remedy: 'write the name of a host',
});

// POL50x: security group

export const securityGroupQuotaInvalid = (value: number, most: number): Problem => ({
  code: 'POL501',
  path: 'rulesPerGroup',
  message: `${quote(value)} is no number of rules that a security group may hold`,
  remedy: `write a whole number from 1 to ${most}`,
});

export const maxEntriesInvalid = (path: string, value: number): Problem => ({
  code: 'POL502',
  path,
  message: `${quote(value)} is no number of entries`,
  remedy: 'write the most entries that the prefix list may have, at least 1',
});

export const maxEntriesUnknown = (path: string, id: string): Problem => ({
  code: 'POL503',
  path,
  message: `how many entries prefix list ${quote(id)} may have is not known, and a reference to it counts as that many rules`,
  remedy: 'add its `maxEntries`',
});

export const securityGroupOverQuota = (
  path: string,
  family: 4 | 6,
  { count, taken, limit }: { readonly count: number; readonly taken: number; readonly limit: number },
): Problem => ({
  code: 'POL504',
  path,
  message: `the rule needs ${count} outbound ${count === 1 ? 'rule' : 'rules'} of IPv${family} and does not fit: rules before it take ${taken} of ${limit}`,
  remedy: 'use fewer or larger blocks, put them in a smaller prefix list, or have the quota raised',
});

// POL55x: network ACL

export const networkAclQuotaInvalid = (value: number, least: number, most: number): Problem => ({
  code: 'POL551',
  path: 'rulesPerDirection',
  message: `${quote(value)} is no number of rules that AWS grants a direction of a network ACL`,
  remedy: `write a whole number from ${least} to ${most}, the last deny included`,
});

export const ephemeralPortsInvalid = (path: string, value: unknown, least: number): Problem => ({
  code: 'POL552',
  path,
  message: `${quote(value)} are no ports that connections are opened from`,
  remedy: `write from a lower to a higher one, within ${least} and 65535`,
});

export const listBlocksUnknown = (path: string, id: string): Problem => ({
  code: 'POL553',
  path,
  message: `the blocks of prefix list ${quote(id)} are not known, and a network ACL has rules by block alone`,
  remedy: 'add its blocks',
});

export const networkAclOverQuota = (
  path: string,
  direction: 'egress' | 'ingress',
  family: 4 | 6,
  { count, taken, room }: { readonly count: number; readonly taken: number; readonly room: number },
): Problem => ({
  code: 'POL554',
  path,
  message: `the rule needs ${count} ${direction} ${count === 1 ? 'rule' : 'rules'} of IPv${family} and does not fit: the rest takes ${taken} of the ${room} beside the last deny`,
  remedy: 'use fewer or larger blocks, or have the quota raised to 40',
});

export const reservedEntriesInvalid = (path: string, value: number, most: number): Problem => ({
  code: 'POL555',
  path,
  message: `${quote(value)} is no number of entries that can be reserved`,
  remedy: `write a whole number from 0 to ${most}, what the quota leaves beside the last deny`,
});

// POL60x: squid

export const proxyWithoutClients = (): Problem => ({
  code: 'POL601',
  path: 'clientCidrBlocks',
  message: 'nobody may use the proxy: the list is empty',
  remedy: 'add the blocks of the workloads that ask it',
});

export const proxyPath = (path: string, text: string): Problem => ({
  code: 'POL602',
  path,
  message: `${quote(text)} is not an absolute path of letters, digits, dots, hyphens and underscores`,
  remedy: 'write a path as in `/etc/squid`',
});

export const proxyPrefixList = (path: string, id: string): Problem => ({
  code: 'POL603',
  path,
  message: `the blocks of prefix list ${quote(id)} are not known, and Squid knows addresses by them alone`,
  remedy: 'add its blocks',
});

// POL64x: FortiOS

export const fortiosBlockUnknown = (path: string, block: string): Problem => ({
  code: 'POL641',
  path,
  message: `${quote(block)} is a Terraform token, and an address object is of IPv4 or of IPv6 when it is written`,
  remedy: 'give the block itself',
});

export const fortiosSeesNothing = (position: string): Problem => ({
  code: 'POL642',
  path: position === 'after-nat' ? 'natCidrBlocks' : 'workloadCidrBlocks',
  message: `the unit sees no block with position ${quote(position)}, so no policy would match`,
  remedy: 'add the blocks that inspected traffic comes from',
});

export const fortiosPrefixListUnknown = (path: string, id: string): Problem => ({
  code: 'POL643',
  path,
  message: `the blocks of prefix list ${quote(id)} are not known, and FortiOS knows no prefix list of AWS`,
  remedy: 'add its blocks',
});

export const fortiosInterface = (path: string, name: string): Problem => ({
  code: 'POL644',
  path,
  message: `${quote(name)} is not the name of an interface or zone`,
  remedy: 'write 1 to 35 letters, digits, spaces and `. _ -`, as in `gwlb1-tunnels`',
});

// POL67x-69x: endpoint policies

export const accountIdInvalid = (path: string, accountId: string): Problem => ({
  code: 'POL671',
  path,
  message: `${quote(accountId)} is not an account id`,
  remedy: 'use twelve digits, as text',
});

export const regionInvalid = (path: string, region: string): Problem => ({
  code: 'POL672',
  path,
  message: `${quote(region)} is not the name of a Region`,
  remedy: 'use a name like `us-east-1`, without the letter of a zone',
});

export const partitionOfOtherRegions = (partition: string, region: string, right: string): Problem => ({
  code: 'POL673',
  path: 'partition',
  message: `${quote(region)} is not in the partition ${quote(partition)}`,
  remedy: `set \`partition\` to \`${right}\``,
});

export const perimeterMissing = (): Problem => ({
  code: 'POL674',
  path: 'perimeter',
  message: 'an endpoint policy without organization and accounts would let everybody through',
  remedy: 'give `organizationId`, `accountIds` or both',
});

export const organizationIdInvalid = (path: string, organizationId: string): Problem => ({
  code: 'POL675',
  path,
  message: `${quote(organizationId)} is not the id of an organization`,
  remedy: 'use `o-` and 10 to 32 lower-case letters and digits',
});

export const bucketNameInvalid = (path: string, name: string): Problem => ({
  code: 'POL676',
  path,
  message: `${quote(name)} is not the name of a bucket`,
  remedy: 'give the name alone, without ARN, folder or wildcard',
});

export const tableArnInvalid = (path: string, arn: string): Problem => ({
  code: 'POL677',
  path,
  message: `${quote(arn)} is not the ARN of a DynamoDB table`,
  remedy: 'give the ARN of a DynamoDB table, without a wildcard',
});

export const endpointChoiceUnknown = (path: string, value: unknown, choices: readonly string[]): Problem => ({
  code: 'POL678',
  path,
  message: `${quote(value)} is not one of the choices`,
  remedy: `use ${listOr(choices)}`,
});

export const gatewayOfNoService = (path: string, service: string): Problem => ({
  code: 'POL679',
  path,
  message: `${quote(service)} has no gateway endpoint: S3 and DynamoDB alone do`,
  remedy: 'write `interface`',
});

export const endpointFieldOfOther = (path: string, service: string, owner: string): Problem => ({
  code: 'POL680',
  path,
  message: `nothing of ${quote(service)} is narrowed by this`,
  remedy: `remove it, or move it to \`${owner}\``,
});

export const endpointDocumentTooLong = (path: string, length: number, limit: number): Problem => ({
  code: 'POL681',
  path,
  message: `the document has \`${length}\` characters, an endpoint takes \`${limit}\``,
  remedy: 'name fewer buckets or tables, or fewer and larger blocks as sources',
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

// POL70x: what is asked of egress, when a strategy is chosen

export const unknownNeed = (
  path: string,
  value: unknown,
  meant: string | undefined,
  known: readonly string[],
): Problem => ({
  code: 'POL701',
  path,
  message: `${quote(value)} is no need`,
  remedy: meant === undefined ? `use ${listOr(known)}` : `write \`${meant}\``,
});

export const notOneDestination = (value: unknown): Problem => ({
  code: 'POL702',
  path: 'destinations',
  message: `${quote(value)} is not where workloads may call`,
  remedy: 'write `internet` or `aws-services`',
});

export const outOfRange = (
  path: string,
  value: unknown,
  least: number,
  most: number,
  isWhole: boolean,
): Problem => ({
  code: 'POL703',
  path,
  message: `${quote(value)} is not a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}`,
  remedy: 'write one that is',
});
