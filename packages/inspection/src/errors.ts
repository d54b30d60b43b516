import { LOG_RETENTION_DAYS } from '@inspected-egress/network';
import { quote, quoteAll, type Problem } from '@inspected-egress/problem';
import {
  MAX_IP_SET_REFERENCES,
  MAX_RULES_STRING_BYTES,
  MAX_RULE_LENGTH,
  MAX_SID,
  MAX_STATEFUL_CAPACITY,
  MAX_STATEFUL_RULE_GROUPS,
  TCP_IDLE_TIMEOUT_SECONDS,
} from './limits';

// --- names, counts and numbers of a firewall policy ---

export const nameUnusable = (path: string, name: string): Problem => ({
  code: 'INS201',
  path,
  message: `${quote(name)} makes a name that AWS does not take`,
  remedy: 'use letters, digits and hyphens; with what is added to it, at most 128 characters',
});

export const ruleGroupCount = (count: number): Problem => ({
  code: 'INS202',
  path: 'ruleGroups',
  message: `a firewall policy holds 1 to ${MAX_STATEFUL_RULE_GROUPS} rule groups, not \`${count}\``,
  remedy: count === 0 ? 'add a rule group' : 'join rule groups',
});

export const ruleGroupNameTaken = (path: string, name: string, first: number): Problem => ({
  code: 'INS203',
  path,
  message: `${quote(name)} is the name of \`ruleGroups[${first}]\` too`,
  remedy: 'give each rule group its own name',
});

export const tcpIdleTimeout = (seconds: number): Problem => ({
  code: 'INS204',
  path: 'tcpIdleTimeoutSeconds',
  message: `\`${seconds}\` is not a whole number of seconds from ${TCP_IDLE_TIMEOUT_SECONDS.min} to ${TCP_IDLE_TIMEOUT_SECONDS.max}`,
  remedy: `leave it out for ${TCP_IDLE_TIMEOUT_SECONDS.default}`,
});

export const capacityOutOfRange = (path: string, capacity: number): Problem => ({
  code: 'INS205',
  path,
  message: `\`${capacity}\` is not a whole number from 1 to 30,000`,
  remedy: 'leave it out to have it derived from the number of rules',
});

export const capacityTooSmall = (path: string, capacity: number, rules: number): Problem => ({
  code: 'INS206',
  path,
  message: `\`${capacity}\` is less than the ${rules} rules of the group`,
  remedy: 'leave it out to have it derived from the number of rules',
});

export const capacitySum = (capacities: readonly number[]): Problem => ({
  code: 'INS207',
  path: 'ruleGroups',
  message: `capacities \`${capacities.join(' + ')} = ${capacities.reduce((sum, each) => sum + each, 0)}\` exceed the ${MAX_STATEFUL_CAPACITY.toLocaleString('en')} of a firewall policy`,
  remedy: 'set smaller capacities, or move rules to another firewall policy',
});

export const rulesTooLarge = (path: string, bytes: number): Problem => ({
  code: 'INS208',
  path,
  message: `the text has \`${bytes}\` bytes, a rule group holds ${MAX_RULES_STRING_BYTES.toLocaleString('en')}`,
  remedy: 'split the rule group',
});

export const rulesEmpty = (path: string): Problem => ({
  code: 'INS209',
  path,
  message: 'there is no rule in the text',
  remedy: 'write one rule on each line, or leave the rule group out',
});

// --- Suricata rules ---

export const ruleTooLong = (path: string, length: number): Problem => ({
  code: 'INS210',
  path,
  message: `the rule has \`${length}\` characters with its variables expanded, AWS takes ${MAX_RULE_LENGTH.toLocaleString('en')}`,
  remedy: 'split the rule',
});

export const ruleUnreadable = (path: string, text: string, why: string): Problem => ({
  code: 'INS211',
  path,
  message: `${quote(text)} ${why}`,
  remedy: 'write each rule on one line: `action protocol source port -> destination port (option; … sid:1;)`',
});

export const actionUnknown = (path: string, action: string): Problem => ({
  code: 'INS212',
  path,
  message: `${quote(action)} is not an action of Network Firewall`,
  remedy: 'use pass, drop, reject or alert',
});

export const sidMissing = (path: string): Problem => ({
  code: 'INS213',
  path,
  message: 'the rule has no `sid` of digits',
  remedy: 'add `sid:<number>;`',
});

export const sidTaken = (path: string, sid: string, first: string): Problem => ({
  code: 'INS214',
  path,
  message: `\`sid:${sid}\` is the sid of ${first} too`,
  remedy: 'give each rule of the policy its own sid, so that a log line names one rule',
});

export const keywordUnsupported = (path: string, keyword: string, feature: string): Problem => ({
  code: 'INS215',
  path,
  message: `Network Firewall does not support ${quote(keyword)} (${feature})`,
  remedy: 'write the rule without it',
});

export const protocolUnsupported = (path: string, protocol: string, feature: string): Problem => ({
  code: 'INS216',
  path,
  message: `Network Firewall does not support the protocol ${quote(protocol)} (${feature})`,
  remedy: 'match it by `ip`, `tcp` or `udp`',
});

export const priorityInStrictOrder = (path: string): Problem => ({
  code: 'INS217',
  path,
  message: '`priority` has no meaning in strict order',
  remedy: 'put the rule where it is to be tried',
});

export const pcreAlone = (path: string, companions: readonly string[]): Problem => ({
  code: 'INS218',
  path,
  message: `Network Firewall takes \`pcre\` only beside one of ${quoteAll(companions)}`,
  remedy: 'add one of them to the rule',
});

export const variableUndefined = (path: string, name: string): Problem => ({
  code: 'INS219',
  path,
  message: `\`$${name}\` is not a variable of the rule group`,
  remedy: `add \`${name}\` to ipSetVariables`,
});

export const portVariable = (path: string, name: string): Problem => ({
  code: 'INS220',
  path,
  message: `\`$${name}\` stands for ports, and rule groups here have no port variables`,
  remedy: 'write the ports, as in `[80,443]`',
});

export const setReference = (path: string, name: string): Problem => ({
  code: 'INS221',
  path,
  message: `\`@${name}\` is not an IP set reference of the rule group`,
  remedy: `add \`${name}\` to ipSetReferences`,
});

export const rulesToken = (path: string, text: string): Problem => ({
  code: 'INS222',
  path,
  message: `${quote(text)} holds \`\${\`, the beginning of a Terraform token, whose value is not known when rules are checked`,
  remedy: 'name the value as a variable in ipSetVariables; write a literal `${` as `|24 7b|`',
});

export const variableName = (path: string, name: string): Problem => ({
  code: 'INS223',
  path,
  message: `${quote(name)} is not a name of a variable`,
  remedy: 'start with a letter and use letters, digits and `_`, at most 32',
});

export const variableEmpty = (path: string): Problem => ({
  code: 'INS224',
  path,
  message: 'the variable has no blocks',
  remedy: 'add a block, or leave the variable out',
});

export const homeNetAlone = (path: string, set: string, missing: string): Problem => ({
  code: 'INS225',
  path,
  message: `\`${set}\` is set and \`${missing}\` is not, so it stays what the policy says`,
  remedy: 'set both or neither',
});

export const homeNetMisses = (path: string, block: string, home: readonly string[]): Problem => ({
  code: 'INS226',
  path,
  message: `the firewall sees traffic from \`${block}\`, which \`HOME_NET\` ${quoteAll(home)} does not cover, so no rule from \`$HOME_NET\` matches it`,
  remedy: `add \`${block}\``,
});

export const sidOutOfRange = (path: string, sid: string): Problem => ({
  code: 'INS227',
  path,
  message: `\`sid:${sid}\` is not from 1 to ${MAX_SID.toLocaleString('en')}`,
  remedy: 'give the rule another sid',
});

export const protocolUnknown = (path: string, protocol: string): Problem => ({
  code: 'INS228',
  path,
  message: `${quote(protocol)} is not a protocol of Suricata`,
  remedy: 'use one such as `ip`, `tcp`, `udp`, `icmp`, `tls`, `http` or `dns`',
});

// --- managed rule groups ---

export const managedGroupArn = (path: string, arn: string): Problem => ({
  code: 'INS258',
  path,
  message: `${quote(arn)} is not the ARN of a rule group that AWS manages for strict order`,
  remedy:
    'write it as in `arn:aws:network-firewall:us-east-1:aws-managed:stateful-rulegroup/MalwareDomainsStrictOrder`',
});

export const managedGroupTwice = (path: string, arn: string, first: number): Problem => ({
  code: 'INS259',
  path,
  message: `${quote(arn)} is \`managedRuleGroups[${first}]\` too`,
  remedy: 'remove one of them',
});

// --- default actions ---

export const streamException = (value: string): Problem => ({
  code: 'INS230',
  path: 'streamExceptionPolicy',
  message: `${quote(value)} is not a stream exception policy`,
  remedy: 'use REJECT, DROP or CONTINUE',
});

export const defaultActionUnknown = (action: string): Problem => ({
  code: 'INS231',
  path: 'defaultActions',
  message: `${quote(action)} is not a stateful default action`,
  remedy: 'use `aws:drop_established_app_layer_to_server` with `aws:alert_established_app_layer_to_server`',
});

export const dropMissing = (actions: readonly string[]): Problem => ({
  code: 'INS232',
  path: 'defaultActions',
  message: `${actions.length === 0 ? 'no action' : quoteAll(actions)} drops nothing, so all that no rule matches passes`,
  remedy: 'add `aws:drop_established_app_layer_to_server`',
});

export const dropInMonitor = (action: string): Problem => ({
  code: 'INS238',
  path: 'defaultActions',
  message: `\`${action}\` drops, and mode \`monitor\` drops nothing`,
  remedy: 'leave it out for `aws:alert_established_app_layer_to_server`',
});

export const modeUnknown = (mode: string): Problem => ({
  code: 'INS239',
  path: 'mode',
  message: `${quote(mode)} is not a mode`,
  remedy: 'write `enforce` or `monitor`',
});

export const dropsSeveral = (drops: readonly string[]): Problem => ({
  code: 'INS233',
  path: 'defaultActions',
  message: `${quoteAll(drops)} are ${drops.length} drops, AWS takes one`,
  remedy: 'keep one of them',
});

export const familiesMixed = (drop: string, action: string): Problem => ({
  code: 'INS234',
  path: 'defaultActions',
  message: `\`${action}\` does not go with \`${drop}\``,
  remedy: `use \`${drop.replace('drop', 'alert')}\``,
});

export const alertTwinMissing = (drop: string, twin: string): Problem => ({
  code: 'INS235',
  path: 'defaultActions',
  message: `\`${drop}\` alone drops without a trace`,
  remedy: `add \`${twin}\``,
});

export const strictDropsHandshake = (path: string, what: string): Problem => ({
  code: 'INS236',
  path,
  message: `\`aws:drop_strict\` drops the TCP handshake, so this rule, which needs ${what}, can never match`,
  remedy: 'use `aws:drop_established_app_layer_to_server` as the default action',
});

export const defaultActionTwice = (action: string): Problem => ({
  code: 'INS237',
  path: 'defaultActions',
  message: `\`${action}\` is listed twice`,
  remedy: 'list it once',
});

// --- firewall, encryption and logs ---

export const policyArn = (path: string, arn: string): Problem => ({
  code: 'INS240',
  path,
  message: `${quote(arn)} is not the ARN of a firewall policy`,
  remedy: 'write it as in `arn:aws:network-firewall:us-east-1:123456789012:firewall-policy/egress`',
});

export const policySource = (path: string, given: readonly string[]): Problem => ({
  code: 'INS249',
  path,
  message:
    given.length === 0
      ? 'there are neither rules nor an egress policy nor the ARN of a firewall policy'
      : `${quoteAll(given)} are ${given.length} sources of a firewall policy, and it has one`,
  remedy: 'give one of `egressPolicy`, `rules` and `firewallPolicyArn`',
});

export const kmsKeyArn = (path: string, arn: string): Problem => ({
  code: 'INS241',
  path,
  message: `${quote(arn)} is not the ARN of a KMS key`,
  remedy: 'write it as in `arn:aws:kms:us-east-1:123456789012:key/<id>`; an alias is not a key',
});

export const logRetention = (path: string, days: number): Problem => ({
  code: 'INS242',
  path,
  message: `\`${days}\` is not a number of days that CloudWatch Logs keeps a log`,
  remedy: `use one of ${LOG_RETENTION_DAYS.join(', ')}`,
});

export const bucketName = (path: string, name: string): Problem => ({
  code: 'INS243',
  path,
  message: `${quote(name)} is not the name of a bucket`,
  remedy: 'give the name, not the ARN: 3 to 63 lower case letters, digits, dots and hyphens',
});

export const bucketPrefix = (path: string, prefix: string): Problem => ({
  code: 'INS244',
  path,
  message: `${quote(prefix)} begins or ends with \`/\`, and AWS adds one, so keys would hold an empty folder`,
  remedy: 'write it without',
});

export const logTypesEmpty = (path: string): Problem => ({
  code: 'INS245',
  path,
  message: 'there is no type of log',
  remedy: "name one of ALERT, FLOW and TLS, or write logging: 'none'",
});

export const logType = (path: string, type: string, known: boolean): Problem => ({
  code: 'INS246',
  path,
  message: known ? `${quote(type)} is listed twice` : `${quote(type)} is not a type of log`,
  remedy: 'use each of ALERT, FLOW and TLS at most once',
});

export const protectionUnknown = (value: string): Problem => ({
  code: 'INS247',
  path: 'protection',
  message: `${quote(value)} is neither on nor off`,
  remedy: "write 'on' or 'off'",
});

export const accountId = (path: string, id: string): Problem => ({
  code: 'INS248',
  path,
  message: `${quote(id)} is not the id of an account`,
  remedy: 'write its twelve digits in quotes',
});

// --- the VPC that endpoints stand in ---

export const firewallSubnetMissing = (path: string, zone: string): Problem => ({
  code: 'INS250',
  path,
  message: `zone \`${zone}\` has no firewall subnet for an endpoint to stand in`,
  remedy: 'add a firewall subnet to the zone, or leave the zone out',
});

export const firewallSubnetIpv4Only = (path: string, zone: string): Problem => ({
  code: 'INS251',
  path,
  message: `IPv6 is inspected, but the firewall subnet of \`${zone}\` has no IPv6 block`,
  remedy: 'give it a /64 of the VPC',
});

export const nothingInspected = (path: string): Problem => ({
  code: 'INS252',
  path,
  message: 'no zone has traffic for a firewall endpoint to inspect',
  remedy: 'add a protected subnet to a zone',
});

// --- Regions of keys and policies, and where logs go ---

export const keyRegion = (path: string, region: string, zones: readonly string[]): Problem => ({
  code: 'INS253',
  path,
  message: `${quote(region)} is not the Region of the VPC${zones.length === 0 ? '' : `, whose zones are ${quoteAll(zones)}`}`,
  remedy: 'write the Region of the zones, as in `us-east-1`',
});

export const arnRegion = (path: string, arn: string, zones: readonly string[]): Problem => ({
  code: 'INS254',
  path,
  message: `${quote(arn)} is in another Region than the zones ${quoteAll(zones)}`,
  remedy: 'use one in the Region of the zones',
});

export const keyPartition = (path: string, partition: string, region: string, own: string): Problem => ({
  code: 'INS255',
  path,
  message: `${quote(partition)} is not the partition of \`${region}\``,
  remedy: `write \`${own}\``,
});

export const logDestination = (logging: unknown): Problem => {
  const to: unknown = logging instanceof Object && 'to' in logging ? logging.to : undefined;
  return {
    code: 'INS256',
    path: to === undefined ? '' : 'to',
    message: `${quote(to ?? logging)} is not where logs can go`,
    remedy: "write 'cloudwatch' or 's3' as `to`, or logging: 'none'",
  };
};

export const encryptionForm = (path: string): Problem => ({
  code: 'INS257',
  path,
  message: 'there is no key',
  remedy: 'give `kmsKeyArn`, for logs `newKeyIn` too, or leave encryption out',
});

// --- Gateway Load Balancer endpoints ---

export const serviceName = (path: string, name: string): Problem => ({
  code: 'INS260',
  path,
  message: `${quote(name)} is not the name of an endpoint service`,
  remedy: 'write it as in `com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0`',
});

export const serviceRegion = (path: string, name: string, zones: readonly string[]): Problem => ({
  code: 'INS261',
  path,
  message: `the service ${quote(name)} is in another Region than the zones ${quoteAll(zones)}, and a Gateway Load Balancer endpoint cannot cross Regions`,
  remedy: 'use a service in the Region of the zones',
});

export const acceptanceUnknown = (path: string, value: string): Problem => ({
  code: 'INS262',
  path,
  message: `${quote(value)} is not a way to accept an endpoint`,
  remedy: "write 'automatic' or 'by-provider'",
});

// --- DNS Firewall ---

export const dnsFirewallName = (name: string): Problem => ({
  code: 'INS263',
  path: 'name',
  message: `${quote(name)} makes a name that DNS Firewall does not take`,
  remedy: 'use 1 to 40 letters, digits and hyphens',
});

export const associationPriority = (priority: unknown, first: number, last: number): Problem => ({
  code: 'INS264',
  path: 'associationPriority',
  message: `${quote(priority)} is not a whole number from ${first} to ${last}: a VPC has five rule groups, and AWS keeps what is outside for itself`,
  remedy: `leave it out for ${first}`,
});

export const vpcsMissing = (): Problem => ({
  code: 'INS265',
  path: 'vpcIds',
  message: 'no VPC is given, so nobody would ask the firewall',
  remedy: 'add one by a name of yours, as in `{ dev: vpc.vpcId }`',
});

export const vpcKey = (path: string, key: string): Problem => ({
  code: 'INS266',
  path,
  message: `${quote(key)} is no name for associations`,
  remedy: 'use 1 to 20 letters, digits and hyphens',
});

export const vpcId = (path: string, id: string): Problem => ({
  code: 'INS267',
  path,
  message: `${quote(id)} is not the id of a VPC`,
  remedy: 'write it as in `vpc-0123456789abcdef0`',
});

export const vpcTwice = (path: string, id: string, first: string): Problem => ({
  code: 'INS268',
  path,
  message: `${quote(id)} is the VPC of ${quote(first)} too, and a VPC takes a rule group once`,
  remedy: 'remove one of them',
});

export const mutationProtection = (value: string): Problem => ({
  code: 'INS269',
  path: 'mutationProtection',
  message: `${quote(value)} is neither on nor off`,
  remedy: "write 'on' or 'off'",
});

// --- adopted endpoints ---

export const endpointId = (path: string, id: string): Problem => ({
  code: 'INS270',
  path,
  message: `${quote(id)} is not the id of a VPC endpoint`,
  remedy: 'write it as in `vpce-0123456789abcdef0`',
});

export const zoneUnknown = (path: string, zone: string, zones: readonly string[]): Problem => ({
  code: 'INS271',
  path,
  message: `${quote(zone)} is not a zone of the VPC`,
  remedy: `use one of ${quoteAll(zones)}`,
});

export const endpointMissing = (path: string, zone: string): Problem => ({
  code: 'INS272',
  path,
  message: `zone \`${zone}\` has no endpoint`,
  remedy: "add its endpoint, or write 'pending' until all exist",
});

export const zoneTwice = (path: string, zone: string, first: number): Problem => ({
  code: 'INS273',
  path,
  message: `zone \`${zone}\` already has the endpoint of \`endpoints[${first}]\``,
  remedy: 'give one endpoint for each zone',
});

export const endpointTwice = (path: string, id: string, zone: string): Problem => ({
  code: 'INS274',
  path,
  message: `\`${id}\` is the endpoint of \`${zone}\` too, but an endpoint stands in one zone`,
  remedy: 'give the endpoint that stands in this zone',
});

export const zoneToken = (path: string, zone: string): Problem => ({
  code: 'INS275',
  path,
  message: `${quote(zone)} is a Terraform token, whose value is not known when endpoints are matched to zones`,
  remedy: 'write the zone itself, as in `us-east-1a`',
});

export const vendorUnknown = (path: string, vendor: string): Problem => ({
  code: 'INS276',
  path,
  message: `${quote(vendor)} is not a vendor whose subnet tags are known`,
  remedy: "write 'fortigate-cnf', or leave it out and tag the firewall subnets yourself",
});

export const endpointsForm = (path: string, endpoints: unknown): Problem => ({
  code: 'INS277',
  path,
  message: `${quote(endpoints)} is not a list of endpoints by zone`,
  remedy: "list `availabilityZone` and `vpcEndpointId` of each, or write 'pending' until all exist",
});

// --- the whole ---

export const engineUnknown = (kind: string, kinds: readonly string[]): Problem => ({
  code: 'INS280',
  path: 'engine.kind',
  message: `${quote(kind)} is not an engine`,
  remedy: `use one of ${quoteAll(kinds)}`,
});

export const engineMissing = (kinds: readonly string[]): Problem => ({
  code: 'INS281',
  path: 'engine',
  message: 'no engine is named',
  remedy: `give it a \`kind\`, one of ${quoteAll(kinds)}`,
});

// --- INS282 to INS289: what a firewall shares with others, and takes from them ---

export const tooManyReferences = (path: string, count: number): Problem => ({
  code: 'INS282',
  path,
  message: `a rule group refers to at most ${MAX_IP_SET_REFERENCES} IP sets, not \`${count}\``,
  remedy: 'spread the rules over several rule groups',
});

export const referenceArn = (path: string, arn: unknown): Problem => ({
  code: 'INS283',
  path,
  message: `${quote(arn)} is neither the ARN of a managed prefix list nor that of a resource group`,
  remedy: 'write `arn:aws:ec2:<region>:<account>:prefix-list/pl-…`',
});

export const referenceRegion = (path: string, arn: string, zones: readonly string[]): Problem => ({
  code: 'INS284',
  path,
  message: `${quote(arn)} is of another Region than zones ${quoteAll(zones)}`,
  remedy: 'refer to one of their Region',
});

export const streamName = (path: string, name: unknown): Problem => ({
  code: 'INS285',
  path,
  message: `${quote(name)} is not the name of a delivery stream`,
  remedy: 'write the name, not the ARN: 1 to 64 letters, digits, `_`, `.` and `-`',
});

export const sharePrincipal = (path: string, principal: unknown): Problem => ({
  code: 'INS286',
  path,
  message: `${quote(principal)} is not somebody to share with`,
  remedy: 'write the 12 digits of an account, or the ARN of an organization or of one of its units',
});

export const sharePrincipals = (path: string): Problem => ({
  code: 'INS287',
  path,
  message: 'nobody is named to share with',
  remedy: 'name an account, an organization or one of its units, or leave the share out',
});

export const sharedForeignPolicy = (path: string): Problem => ({
  code: 'INS288',
  path,
  message: "the firewall policy is somebody else's, and only its owner can share it",
  remedy: 'share it where it is made',
});

export const sharedTlsInspection = (path: string): Problem => ({
  code: 'INS289',
  path,
  message: 'a firewall policy that inspects TLS cannot be shared',
  remedy: 'leave out `tlsInspection` or the share',
});

// --- INS40x: lists, logs and shares of DNS Firewall ---

export const queryLogArn = (path: string, arn: unknown, example: string): Problem => ({
  code: 'INS401',
  path,
  message: `${quote(arn)} is not where queries can be logged`,
  remedy: `write an ARN as \`${example}\``,
});

export const managedListName = (path: string, name: unknown): Problem => ({
  code: 'INS402',
  path,
  message: `${quote(name)} is no name for a rule`,
  remedy: 'use 1 to 40 letters, digits and hyphens',
});

export const managedListId = (path: string, id: unknown): Problem => ({
  code: 'INS403',
  path,
  message: `${quote(id)} is not the id of a domain list`,
  remedy: 'write it as in `rslvr-fdl-0123456789abcdef`',
});

export const managedListTwice = (path: string, name: string): Problem => ({
  code: 'INS404',
  path,
  message: `the name or the list of ${quote(name)} is there already`,
  remedy: 'give each list once, under a name of its own',
});

export const queryLogDestination = (given: unknown): Problem => ({
  code: 'INS405',
  path: '',
  message: `${quote(given)} does not say where queries are logged`,
  remedy: "write `{ to: 'cloudwatch' }`, or 's3' or 'firehose' with an ARN, or 'none'",
});

export const dnsRuleGroupId = (path: string, id: unknown): Problem => ({
  code: 'INS406',
  path,
  message: `${quote(id)} is not the id of a rule group of DNS Firewall`,
  remedy: 'write it as in `rslvr-frg-0123456789abcdef`',
});

export const dnsRuleGroupCount = (count: number, most: number): Problem => ({
  code: 'INS407',
  path: 'ruleGroupIds',
  message: `a VPC takes 1 to ${most} rule groups, not \`${count}\``,
  remedy: count === 0 ? 'give what the owner shares' : 'join rule groups where they are made',
});

export const managedGroupsFull = (groups: number, most: number): Problem => ({
  code: 'INS408',
  path: 'managedLists',
  message: `the policy fills ${groups} of the ${most} rule groups of a VPC, and managed lists need one`,
  remedy: 'name fewer hosts, or use wildcards',
});

// --- INS301 to INS314: a fleet of appliances ---

export const fleetSubnets = (): Problem => ({
  code: 'INS301',
  path: 'subnets',
  message: 'no subnet is given, so no zone is served',
  remedy: 'give one for each zone that is to be served',
});

export const fleetZoneTwice = (path: string, zone: string, first: number): Problem => ({
  code: 'INS302',
  path,
  message: `zone \`${zone}\` already has \`subnets[${first}]\`, and a load balancer takes one subnet of a zone`,
  remedy: 'give one subnet for each zone',
});

/** @param zones - that must have an appliance each; undefined when the numbers are wrong in themselves */
export const fleetCapacity = (min: unknown, max: unknown, zones?: number): Problem =>
  zones === undefined
    ? {
        code: 'INS303',
        path: 'capacity',
        message: `\`${String(min)}\` to \`${String(max)}\` is not from a whole number of at least 1 to one that is no less`,
        remedy: 'write for example `{ min: 2, max: 6 }`',
      }
    : {
        code: 'INS304',
        path: 'capacity.min',
        message: `\`${String(min)}\` appliances leave some of ${zones} zones without one, and what is sent there is lost`,
        remedy: `write at least \`${zones}\`, or \`crossZone: 'on'\``,
      };

export const fleetStickyTimeout = (): Problem => ({
  code: 'INS305',
  path: 'tcpIdleTimeoutSeconds',
  message: 'AWS takes an idle timeout with 5-tuple stickiness alone',
  remedy: "leave it out for 350, or write `stickiness: '5-tuple'`",
});

export const fleetZoneMissing = (path: string, zone: string, served: readonly string[]): Problem => ({
  code: 'INS307',
  path,
  message: `the fleet does not serve zone \`${zone}\`, so no endpoint can be made there`,
  remedy: `use ${quoteAll(served)}, or give the fleet a subnet of the zone`,
});

export const fleetPrincipal = (path: string, principal: unknown): Problem => ({
  code: 'INS308',
  path,
  message: `${quote(principal)} is not somebody who may make endpoints`,
  remedy: 'write `arn:aws:iam::<account>:root`, the ARN of a role or user, or `*`',
});

export const fleetPrincipals = (): Problem => ({
  code: 'INS309',
  path: 'allowedPrincipals',
  message: 'nobody is allowed to make endpoints to the service',
  remedy: 'name an account, `arn:aws:iam::<account>:root`',
});

export const fleetName = (name: string): Problem => ({
  code: 'INS310',
  path: 'name',
  message: `${quote(name)} makes a name that load balancers do not take`,
  remedy: 'use at most 28 letters, digits and inner hyphens',
});

export const fleetNumber = (path: string, value: unknown, least: number, most: number): Problem => ({
  code: 'INS311',
  path,
  message: `${quote(value)} is not a number from ${least} to ${most}`,
  remedy: 'write one that is, or leave it out',
});

export const fleetHealthPath = (path: string, value: string): Problem => ({
  code: 'INS312',
  path,
  message: `${quote(value)} is not a path that the health check can ask for`,
  remedy: 'begin it with `/`, and leave it out for TCP',
});

export const fleetSteps = (path: string): Problem => ({
  code: 'INS313',
  path,
  message: 'appliances would be taken away at a use at which others are added',
  remedy: 'write a smaller `removeBelowPercent`',
});

export const unknownChoice = (path: string, value: unknown, choices: readonly string[]): Problem => ({
  code: 'INS314',
  path,
  message: `${quote(value)} is not one of the choices`,
  remedy: `write one of ${quoteAll(choices)}`,
});

// --- INS320 to INS325: what appliances do when they start ---

export const userDataTooLong = (bytes: number): Problem => ({
  code: 'INS320',
  path: '',
  message: `user data of \`${bytes}\` bytes as it is sent is more than AWS takes`,
  remedy: 'put what is large into the image or into S3',
});

export const strictOrderOnly = (path: string, rule: string, remark: string): Problem => ({
  code: 'INS321',
  path,
  message: `${quote(rule)} ${remark}, which is the order of Suricata`,
  remedy: 'narrow the rule that passes, so that no flow is meant by both',
});

export const artefactArn = (path: string, arn: unknown): Problem => ({
  code: 'INS322',
  path,
  message: `${quote(arn)} is not the ARN of an object of S3`,
  remedy: 'write `arn:aws:s3:::bucket/key`',
});

export const needsCountryDatabase = (): Problem => ({
  code: 'INS323',
  path: 'countryDatabase',
  message: 'a rule names a country, and Suricata has no database of them',
  remedy: 'give the path of one on the instance, or name blocks',
});

export const gatewayAddressZone = (path: string, zone: string, zones: readonly string[]): Problem => ({
  code: 'INS324',
  path,
  message: `${quote(zone)} is not a zone of the fleet`,
  remedy: `use ${quoteAll(zones)}`,
});

export const gatewayAddressMissing = (path: string, zone: string): Problem => ({
  code: 'INS325',
  path,
  message: `zone \`${zone}\` has no address of the load balancer, so its packets would find no tunnel`,
  remedy: "add it, or write 'pending' until all are known",
});

// --- INS340 to INS349: proxies ---

export const proxySubnetMissing = (path: string, zone: string, tier: string): Problem => ({
  code: 'INS340',
  path,
  message: `zone \`${zone}\` has no ${tier} subnet`,
  remedy: 'add the tier to the VPC: proxies stand in nat subnets, and clients in another',
});

export const proxyBesideNat = (path: string, zone: string): Problem => ({
  code: 'INS341',
  path,
  message: `zone \`${zone}\` has a NAT gateway, a way out beside the proxy`,
  remedy: "give the VPC `natGateways: 'none'`",
});

export const proxyBesideIpv6 = (): Problem => ({
  code: 'INS342',
  path: 'vpc.ipv6',
  message: 'IPv6 would leave past the proxies, which are IPv4',
  remedy: "give the VPC `ipv6: 'none'`",
});

export const proxyTier = (path: string, tier: unknown): Problem => ({
  code: 'INS343',
  path,
  message: `clients cannot be in the tier ${quote(tier)}`,
  remedy: 'write `protected` or `isolated`',
});

export const proxyCapacity = (min: unknown, max: unknown): Problem => ({
  code: 'INS344',
  path: 'capacity',
  message: `\`${String(min)}\` to \`${String(max)}\` is not from a whole number of at least 1 to one that is no less`,
  remedy: 'write for example `{ min: 2, max: 6 }`',
});

export const proxyBlockToken = (path: string, block: string): Problem => ({
  code: 'INS345',
  path,
  message: `${quote(block)} is a Terraform token, and the proxy is told of its clients when it is planned`,
  remedy: 'use a VPC whose blocks are written down',
});

// --- INS361 to INS368: alarms and dashboard ---

export const monitoringName = (name: string, isGiven: boolean): Problem => ({
  code: 'INS361',
  path: 'name',
  message: `${quote(name)}${isGiven ? '' : ', from the path of the construct,'} is not a name for alarms and a dashboard`,
  remedy: 'use at most 100 letters, digits and hyphens',
});

export const unwatchableFirewall = (): Problem => ({
  code: 'INS362',
  path: 'firewall',
  message: 'AWS counts what a Network Firewall drops, and this is none',
  remedy: 'leave it out; watch appliances as `fleet`, and a partner by what the partner offers',
});

export const monitoringThreshold = (path: string, threshold: unknown): Problem => ({
  code: 'INS363',
  path,
  message: `\`${String(threshold)}\` is not a threshold`,
  remedy: 'write a number from 0, or `unusual`',
});

export const nothingWatched = (): Problem => ({
  code: 'INS364',
  path: '',
  message: 'there is nothing to watch: no NAT gateway, firewall, fleet or list that blocks',
  remedy: 'give one of `firewall`, `fleet` and `dns`',
});

export const alarmTopicArn = (arn: string): Problem => ({
  code: 'INS365',
  path: 'notify.topicArn',
  message: `${quote(arn)} is not the ARN of an SNS topic`,
  remedy: 'write `arn:aws:sns:<region>:<account>:<name>`',
});

export const alarmTopicRegion = (arn: string, zones: readonly string[]): Problem => ({
  code: 'INS366',
  path: 'notify.topicArn',
  message: `${quote(arn)} is in another Region than ${quoteAll(zones)}`,
  remedy: 'use a topic of the Region of the VPC: alarms reach no other',
});

export const alarmTopicForm = (): Problem => ({
  code: 'INS367',
  path: 'notify',
  message: 'nobody would be told',
  remedy: 'write `{ topicArn }` of a topic that exists, or `{ newTopicIn: { accountId } }`',
});

export const blockedListTwice = (path: string, key: string): Problem => ({
  code: 'INS368',
  path,
  message: `${quote(key)} is the key of another list too`,
  remedy: 'give each list a key of its own',
});
