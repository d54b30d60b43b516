import { ENDPOINT_POLICY_CHARACTERS } from '@inspected-egress/policy';
import { quote, quoteAll, type Problem } from '@inspected-egress/problem';
import {
  BLOCK_PUBLIC_ACCESS_EXCLUSIONS,
  BUCKET_POLICY_BYTES,
  NETWORK_ACL_RULES,
  SECURITY_GROUP_RULES,
} from './limits';

// NET1xx: zones, blocks and the VPC.

export const tokenForStructure = (path: string, what: string): Problem => ({
  code: 'NET101',
  path,
  message: `${what} is a Terraform token, but the plan is made before Terraform knows its value`,
  remedy: `write the ${what} itself`,
});

export const notIpv4 = (path: string, block: string): Problem => ({
  code: 'NET102',
  path,
  message: `\`${block}\` is an IPv6 block`,
  remedy: 'give an IPv4 block, as AWS assigns those of IPv6',
});

export const endpointInAnotherZone = (path: string, zone: string, zones: readonly string[]): Problem => ({
  code: 'NET103',
  path,
  message: `endpoint is in \`${zone}\` but the VPC has zones ${quoteAll(zones)} only`,
  remedy: 'use the endpoint of one of these zones, or leave it out',
});

export const blockSize = (path: string, block: string, shortest: number, longest: number): Problem => ({
  code: 'NET104',
  path,
  message: `\`${block}\` is not a size that AWS accepts`,
  remedy: `use a prefix length from /${shortest} to /${longest}`,
});

export const tooManyBlocks = (path: string, count: number, most: number): Problem => ({
  code: 'NET105',
  path,
  message: `the VPC would have ${count} IPv4 blocks, its primary block included, but AWS allows ${most}`,
  remedy: `leave at most ${most - 1} secondary blocks`,
});

export const blocksOverlap = (path: string, block: string, otherPath: string, other: string): Problem => ({
  code: 'NET106',
  path,
  message: `\`${block}\` overlaps \`${other}\` of ${otherPath}`,
  remedy: 'choose a block outside of all others',
});

export const vpcBlockTooSmall = (
  path: string,
  block: string,
  { slots, slot, tiers, smallest, enough }: TooSmall,
): Problem => ({
  code: 'NET107',
  path,
  message: `\`${block}\` is too small: cut in ${slots} zone slots of /${slot}, it leaves ${and(tiers.map(({ tier, prefix }) => `/${prefix} for ${tier}`))}, but the smallest subnet of AWS is /${smallest}`,
  remedy: `use a block of /${enough} or larger, or give \`cidrBlocks\` of ${and(tiers.map(({ tier }) => tier))} in every zone`,
});

interface TooSmall {
  readonly slots: number;
  readonly slot: number;
  readonly tiers: readonly { readonly tier: string; readonly prefix: number }[];
  readonly smallest: number;
  readonly enough: number;
}

export const subnetOutsideVpc = (path: string, block: string, vpcBlocks: readonly string[]): Problem => ({
  code: 'NET108',
  path,
  message: `\`${block}\` lies in no block of the VPC, which has ${quoteAll(vpcBlocks)}`,
  remedy: 'choose a block inside one of these, or add a secondary block that holds it',
});

export const subnetsOverlap = (path: string, block: string, subnet: string, other: string): Problem => ({
  code: 'NET109',
  path,
  message: `\`${block}\` overlaps \`${other}\`, the block of ${subnet}`,
  remedy: 'choose a block outside of all other subnets',
});

export const zoneCount = (path: string, count: number, most: number): Problem => ({
  code: 'NET110',
  path,
  message: count === 0 ? 'no zone is given' : `${count} zones are given`,
  remedy: `give 1 to ${most}`,
});

export const notAZone = (path: string, zone: string): Problem => ({
  code: 'NET111',
  path,
  message: `\`${zone}\` is not the name of a zone`,
  remedy: 'give a name such as `us-east-1a`, not an id such as `use1-az1`',
});

export const slotUnknown = (path: string, zone: string): Problem => ({
  code: 'NET112',
  path,
  message: `the name \`${zone}\` does not say which slot of the address plan the zone takes`,
  remedy: 'give `slot`, a number from 0 to 7 that no other zone has',
});

export const zoneRepeated = (path: string, zone: string, first: string): Problem => ({
  code: 'NET113',
  path,
  message: `\`${zone}\` is already ${first}`,
  remedy: 'give every zone once',
});

export const slotOutOfRange = (path: string, slot: number): Problem => ({
  code: 'NET114',
  path,
  message: `\`${slot}\` is no slot of the address plan`,
  remedy: 'give a whole number from 0 to 7',
});

export const slotTaken = (path: string, zone: string, slot: number, first: string): Problem => ({
  code: 'NET115',
  path,
  message: `\`${zone}\` would take slot ${slot}, which ${first} has`,
  remedy: 'give one of the two another `slot`',
});

export const zonesOfTwoRegions = (path: string, zone: string, region: string): Problem => ({
  code: 'NET116',
  path,
  message: `\`${zone}\` is not in \`${region}\`, the Region of the first zone`,
  remedy: 'give zones of one Region',
});

export const noTier = (path: string): Problem => ({
  code: 'NET117',
  path,
  message: 'no tier is given',
  remedy: 'give at least one, or leave `tiers` out',
});

export const unknownTier = (path: string, tier: string, tiers: readonly string[]): Problem => ({
  code: 'NET118',
  path,
  message: `\`${tier}\` is not a tier`,
  remedy: `use one of ${quoteAll(tiers)}`,
});

export const unusedTier = (path: string, tier: string, tiers: readonly string[]): Problem => ({
  code: 'NET119',
  path,
  message: `the VPC has no ${tier} subnets, only ${quoteAll(tiers)}`,
  remedy: `add \`${tier}\` to \`tiers\`, or leave this out`,
});

export const natWithoutTier = (path: string): Problem => ({
  code: 'NET120',
  path,
  message: 'there are NAT gateways but no nat subnets to hold them',
  remedy: "add `nat` to `tiers`, or set `natGateways: 'none'`",
});

export const unknownSingleZone = (path: string, zone: string, zones: readonly string[]): Problem => ({
  code: 'NET121',
  path,
  message: `\`${zone}\` is not a zone of the VPC, which has ${quoteAll(zones)}`,
  remedy: 'name one of these',
});

export const hostnamesWithoutSupport = (path: string): Problem => ({
  code: 'NET122',
  path,
  message: 'host names need DNS support, which is off',
  remedy: 'set `dns.support` to `true`, or leave `hostnames` out',
});

export const tooManyServers = (path: string, count: number, most: number): Problem => ({
  code: 'NET123',
  path,
  message: `${count} servers are given`,
  remedy: `give at most ${most}`,
});

export const secondaryNotAllowed = (
  path: string,
  block: string,
  refused: string,
  beside: string,
): Problem => ({
  code: 'NET124',
  path,
  message: `\`${block}\` is in \`${refused}\`, which AWS refuses beside ${beside}`,
  remedy: 'choose a block of the same private range as the primary one, or one of `100.64.0.0/10`',
});

export const unknownChoice = (path: string, value: unknown, choices: readonly string[]): Problem => ({
  code: 'NET125',
  path,
  message: `${quote(value)} is not one of the choices`,
  remedy: `use one of ${quoteAll(choices)}`,
});

export const uninspectedExit = (path: string): Problem => ({
  code: 'NET129',
  path,
  message: 'IPv6 would leave past the firewall that inspects IPv4 of the same workloads',
  remedy: "write `'inspected'`, or accept it by name: `accept: 'uninspected-ipv6'`",
});

export const unusableRange = (path: string, block: string, range: string, use: string): Problem => ({
  code: 'NET126',
  path,
  message: `\`${block}\` overlaps \`${range}\`, which is ${use}`,
  remedy: 'choose a private block, of `10.0.0.0/8` for example',
});

export const noServers = (path: string): Problem => ({
  code: 'NET127',
  path,
  message: 'no server is given',
  remedy: 'give at least one, or leave this out',
});

export const inputMissing = (path: string, what: string): Problem => ({
  code: 'NET128',
  path,
  message: `the ${what} is missing`,
  remedy: `give the ${what}`,
});

// NET2xx: routes, and VPCs that are adopted.

export const endpointMissing = (path: string, zone: string): Problem => ({
  code: 'NET201',
  path,
  message: `no endpoint is given for \`${zone}\`, whose traffic would leave uninspected or not at all`,
  remedy: `add the firewall endpoint of \`${zone}\``,
});

export const zoneEndpointRepeated = (path: string, zone: string, first: string): Problem => ({
  code: 'NET202',
  path,
  message: `\`${zone}\` has an endpoint already, ${first}`,
  remedy: 'give one endpoint for each zone',
});

export const endpointShared = (path: string, id: string, zone: string, first: string): Problem => ({
  code: 'NET203',
  path,
  message: `\`${id}\` is given for \`${zone}\` but stands at ${first} too, and an endpoint lives in one zone`,
  remedy: `use the endpoint of \`${zone}\``,
});

export const idOfAnotherKind = (path: string, id: string, prefix: string): Problem => ({
  code: 'NET204',
  path,
  message: `\`${id}\` is not an id of the kind \`${prefix}-…\``,
  remedy: `give the id that begins with \`${prefix}-\``,
});

export const subnetMissing = (path: string, tier: string, zone: string): Problem => ({
  code: 'NET205',
  path,
  message: `\`${zone}\` has no ${tier} subnet, which the way out of its packets crosses`,
  remedy: `add a ${tier} subnet to the zone`,
});

export const natInUnknownZone = (path: string, zone: string, zones: readonly string[]): Problem => ({
  code: 'NET206',
  path,
  message: `the NAT gateway is in \`${zone}\`, which is not among the zones ${quoteAll(zones)}`,
  remedy: 'name the zone that the NAT gateway stands in, and give that zone with its nat subnet',
});

export const natInSomeZones = (path: string, zone: string): Problem => ({
  code: 'NET207',
  path,
  message: `\`${zone}\` has no NAT gateway although other zones have`,
  remedy:
    'name the NAT gateway that serves it, of another zone if need be, or route the zone as a VPC of its own',
});

export const gatewayTableMissing = (path: string): Problem => ({
  code: 'NET208',
  path,
  message: 'replies need a gateway route table, but none is named and routes are not managed here',
  remedy: 'name the route table that is associated with the internet gateway',
});

export const routeTableShared = (path: string, id: string, first: string): Problem => ({
  code: 'NET209',
  path,
  message: `route table \`${id}\` is also ${first}`,
  remedy: 'give every subnet a route table of its own',
});

export const ipv6BlockMissing = (path: string, zone: string): Problem => ({
  code: 'NET210',
  path,
  message: `IPv6 is to be inspected but the protected subnet of \`${zone}\` has no IPv6 block`,
  remedy: "give the subnet's /64, or set `ipv6: 'none'`",
});

export const egressOnlyGatewayMissing = (): Problem => ({
  code: 'NET215',
  path: 'vpc.egressOnlyGatewayId',
  message: 'IPv6 is to leave by an egress-only internet gateway, and the VPC has none',
  remedy: 'give its id, or another `ipv6`',
});

export const takenOverRouteUnknown = (path: string, id: string, ids: readonly string[]): Problem => ({
  code: 'NET216',
  path,
  message: `\`${id}\` is not the id of a planned route`,
  remedy: `use those of ${quoteAll(ids)} that exist`,
});

export const routeManagementUnknown = (management: unknown): Problem => ({
  code: 'NET217',
  path: 'manageRoutes',
  message: `${quote(management)} does not say who makes the routes`,
  remedy: "write `true`, `false`, `'hand-back'`, or `{ takeOver: 'all' }`",
});

export const unroutableIpv6Block = (path: string, block: string, range: string): Problem => ({
  code: 'NET218',
  path,
  message: `\`${block}\` overlaps \`${range}\`, to which AWS takes no route`,
  remedy: "give the subnet's own IPv6 block",
});

export const notSubnetIpv6Block = (path: string, block: string, prefix: number): Problem => ({
  code: 'NET211',
  path,
  message: `\`${block}\` is not the IPv6 block of a subnet`,
  remedy: `give the subnet's whole IPv6 block, a /${prefix}`,
});

export const nothingToProtect = (path: string): Problem => ({
  code: 'NET212',
  path,
  message: 'no zone has a protected subnet, so there is nothing to route',
  remedy: 'add a protected subnet to at least one zone',
});

export const subnetRepeated = (path: string, id: string, first: string): Problem => ({
  code: 'NET213',
  path,
  message: `\`${id}\` is already ${first}`,
  remedy: 'give every subnet once',
});

export const natInTwoZones = (path: string, id: string, zone: string, other: string): Problem => ({
  code: 'NET214',
  path,
  message: `\`${id}\` stands in \`${zone}\` and \`${other}\``,
  remedy: 'name its zone in `nat.availabilityZone`',
});

function and(texts: readonly string[]): string {
  return [texts.slice(0, -1).join(', '), ...texts.slice(-1)].filter((text) => text !== '').join(' and ');
}

// NET3xx: network ACLs.

export const aclPortsInvalid = (path: string, service: string): Problem => ({
  code: 'NET301',
  path,
  message: `\`${service}\` is not a range of ports`,
  remedy: 'use whole numbers from 0 to 65535, the lower one first',
});

export const aclServiceRepeated = (path: string, service: string, first: string): Problem => ({
  code: 'NET302',
  path,
  message: `\`${service}\` is stated by ${first} already`,
  remedy: 'leave out one of the two',
});

export const workloadPortsInvalid = (path: string, ports: string): Problem => ({
  code: 'NET303',
  path,
  message: `\`${ports}\` is not a range that connections are opened from`,
  remedy: 'use whole numbers from 1024 to 65535, the lower one first',
});

export const aclIpv6BlockMissing = (): Problem => ({
  code: 'NET304',
  path: 'ipv6CidrBlock',
  message: 'IPv6 is inspected and rules name the blocks of the whole VPC, but its IPv6 block is not given',
  remedy: 'give the `ipv6_cidr_block` of the VPC, or set `blocks` to `subnet`',
});

export const aclQuotaInvalid = (rulesPerDirection: number): Problem => ({
  code: 'NET305',
  path: 'rulesPerDirection',
  message: `\`${rulesPerDirection}\` is not a quota that AWS grants`,
  remedy: `use a whole number from ${NETWORK_ACL_RULES.default} to ${NETWORK_ACL_RULES.most}`,
});

export const aclTooManyRules = (
  acl: string,
  family: 'IPv4' | 'IPv6',
  { count, room, left, hasSpokes }: AclSizes,
): Problem => ({
  code: 'NET306',
  path: 'services',
  message: `${acl} takes ${count} ${family} rules, but ${room} fit beside the last deny: no room for ${quoteAll(left)}`,
  remedy: `state fewer services or wider port ranges, ${fewerBlocks(hasSpokes)}, or have the quota raised and say so in \`rulesPerDirection\``,
});

/** Of the rules of one ACL, direction and family. */
interface AclSizes {
  readonly count: number;
  readonly room: number;
  /** Those that do not fit. */
  readonly left: readonly string[];
  readonly hasSpokes: boolean;
}

function fewerBlocks(hasSpokes: boolean): string {
  const vpc = 'set `blocks` to `vpc`';
  return hasSpokes ? `give the transit gateway fewer and wider \`spokeCidrBlocks\`, ${vpc}` : vpc;
}

export const aclNatSubnetUnknown = (path: string, zone: string): Problem => ({
  code: 'NET307',
  path,
  message: `the NAT gateway stands in \`${zone}\`, where the VPC has no nat subnet that rules could be made for`,
  remedy: `add the nat subnet of \`${zone}\` to the VPC`,
});

export const networkAclsOpen = (): Problem => ({
  code: 'NET308',
  path: 'vpc.networkAcls.rules',
  message: 'the ACLs of the VPC are `open`: one rule permits everything, so others mean nothing',
  remedy: "make the VPC with `networkAcls: 'elsewhere'`",
});

export const aclEgressStatedTwice = (): Problem => ({
  code: 'NET309',
  path: 'services',
  message: 'both `services` and `egressPolicy` say what workloads may open',
  remedy: 'leave `services` out: they follow from the policy',
});

export const aclPolicyOverQuota = (
  path: string,
  acl: string,
  family: 'IPv4' | 'IPv6',
  { count, room, left, hasSpokes }: AclSizes,
): Problem => ({
  code: 'NET310',
  path,
  message: `${acl} takes ${count} ${family} rules, but ${room} fit beside the last deny: no room for ${quoteAll(left)}, which this rule needs`,
  remedy: `permit fewer or larger blocks and ranges of ports, ${fewerBlocks(hasSpokes)}, or have the quota raised and say so in \`rulesPerDirection\``,
});

// NET4xx: flow logs and VPC endpoints.

export const accountIdInvalid = (path: string, accountId: string): Problem => ({
  code: 'NET401',
  path,
  message: `\`${accountId}\` is not an account id`,
  remedy: 'use twelve digits, as text',
});

export const regionInvalid = (path: string, region: string): Problem => ({
  code: 'NET402',
  path,
  message: `\`${region}\` is not the name of a Region`,
  remedy: 'use a name like `us-east-1`, without the letter of a zone',
});

export const logNameInvalid = (path: string, name: string, form: string): Problem => ({
  code: 'NET403',
  path,
  message: `\`${name}\` is not a name that AWS accepts here`,
  remedy: `use ${form}`,
});

export const logRetentionInvalid = (retentionDays: number, remedy: string): Problem => ({
  code: 'NET404',
  path: 'destination.retentionDays',
  message: `records cannot expire after \`${retentionDays}\` days`,
  remedy: `use ${remedy}`,
});

export const arnInvalid = (path: string, arn: string, what: string): Problem => ({
  code: 'NET405',
  path,
  message: `\`${arn}\` is not the ARN of ${what}`,
  remedy: `give the ARN of ${what}, without a wildcard`,
});

export const logFieldUnknown = (path: string, field: string): Problem => ({
  code: 'NET406',
  path,
  message: `\`${field}\` is not a field of flow logs`,
  remedy: 'use a field that the VPC guide lists',
});

export const logFieldRepeated = (path: string, field: string): Problem => ({
  code: 'NET407',
  path,
  message: `\`${field}\` is stated already`,
  remedy: 'leave it out',
});

export const logFieldsMissing = (): Problem => ({
  code: 'NET408',
  path: 'fields',
  message: 'a record without fields says nothing',
  remedy: 'state at least one field, or leave `fields` out for those of egress',
});

export const partitionOfOtherRegions = (partition: string, region: string, right: string): Problem => ({
  code: 'NET409',
  path: 'partition',
  message: `\`${region}\` is not in the partition \`${partition}\``,
  remedy: `set \`partition\` to \`${right}\``,
});

export const endpointPolicyTooLong = (path: string, length: number): Problem => ({
  code: 'NET413',
  path,
  message: `the policy has ${length} characters, but an endpoint takes ${ENDPOINT_POLICY_CHARACTERS}`,
  remedy: 'name fewer resources, or say the same by conditions',
});

export const endpointPrincipalNarrow = (path: string): Problem => ({
  code: 'NET414',
  path,
  message: 'a gateway endpoint takes no other principal than `*`',
  remedy: 'use `*` and narrow it by a condition, `aws:PrincipalArn` for one',
});

export const endpointReasonInvalid = (path: string, reason: string): Problem => ({
  code: 'NET415',
  path,
  message: `\`${reason}\` cannot be the value of a tag`,
  remedy: 'give a reason of 1 to 256 letters, digits, spaces and `_ . : / = + - @`',
});

export const endpointFullAccessHidden = (path: string): Problem => ({
  code: 'NET416',
  path,
  message: 'the statement lets everybody do everything',
  remedy: 'narrow it, or state `fullAccessBecause` with the reason in place of the document',
});

export const endpointStatementsMissing = (path: string): Problem => ({
  code: 'NET417',
  path,
  message: 'a policy without statements is not accepted',
  remedy: 'state what may pass, or leave out the endpoint',
});

export const regionOfOtherZones = (region: string, zone: string, right: string): Problem => ({
  code: 'NET418',
  path: 'region',
  message: `\`${region}\` is not the Region of \`${zone}\`, a zone of the VPC`,
  remedy: `use \`${right}\``,
});

export const endpointTierAbsent = (path: string, tier: string): Problem => ({
  code: 'NET421',
  path,
  message: `the VPC has no subnet of tier \`${tier}\``,
  remedy: 'leave the tier out, or add it to the VPC',
});

export const endpointTiersMissing = (path: string): Problem => ({
  code: 'NET422',
  path,
  message: 'an endpoint for no tier is of no use',
  remedy: 'name a tier, or leave out the endpoint',
});

export const endpointServiceRepeated = (path: string, service: string, first: string): Problem => ({
  code: 'NET423',
  path,
  message: `\`${service}\` has an endpoint by ${first} already, and a VPC takes one with private DNS`,
  remedy: 'leave out one of the two',
});

export const endpointServiceOfGateway = (path: string, service: string): Problem => ({
  code: 'NET424',
  path,
  message: `\`${service}\` is reached by a gateway endpoint, which costs nothing and needs no private DNS`,
  remedy: 'use `GatewayEndpoints`',
});

export const endpointZoneUnknown = (path: string, zone: string, zones: readonly string[]): Problem => ({
  code: 'NET425',
  path,
  message: `\`${zone}\` has no endpoint subnet`,
  remedy: zones.length === 0 ? 'add the endpoint tier to the VPC' : `use one of ${quoteAll(zones)}`,
});

export const endpointClientsMissing = (): Problem => ({
  code: 'NET426',
  path: 'clientTiers',
  message: 'nobody may connect to the endpoints',
  remedy: 'name a tier or a block of clients',
});

export const endpointBlockForEverybody = (path: string, block: string): Problem => ({
  code: 'NET427',
  path,
  message: `\`${block}\` is not a block of clients`,
  remedy: 'give IPv4 blocks that clients have, none of them `0.0.0.0/0`',
});

export const endpointClientsTooMany = (count: number): Problem => ({
  code: 'NET428',
  path: 'clientCidrBlocks',
  message: `clients have ${count} blocks in all, but a security group takes ${SECURITY_GROUP_RULES} rules`,
  remedy: 'give fewer, larger blocks',
});

export const endpointSubnetsMissing = (): Problem => ({
  code: 'NET429',
  path: 'vpc.zones',
  message: 'no zone has an endpoint subnet',
  remedy: 'add the tier `endpoint` to the VPC',
});

export const endpointServiceInvalid = (path: string, service: string): Problem => ({
  code: 'NET430',
  path,
  message: `\`${service}\` is not the last part of a service name`,
  remedy: 'use lower-case letters, digits, hyphens and inner dots, as in `ecr.api`',
});

export const endpointZonesMissing = (path: string): Problem => ({
  code: 'NET431',
  path,
  message: 'an endpoint in no zone is of no use',
  remedy: 'name a zone, or leave this out for all of them',
});

export const endpointBlocksOfEverybody = (path: string): Problem => ({
  code: 'NET432',
  path,
  message: 'these blocks together are every IPv4 address',
  remedy: 'give the blocks that clients have',
});

export const endpointDnsOff = (what: string): Problem => ({
  code: 'NET433',
  path: 'vpc.dns',
  message: `private DNS of the endpoints needs DNS ${what}, which is off in the VPC`,
  remedy: `turn DNS ${what} on in the VPC`,
});

export const logWriterTwice = (path: string, accountId: string, first: number): Problem => ({
  code: 'NET434',
  path,
  message: `\`${accountId}\` is the account of \`writers[${first}]\` too`,
  remedy: 'state all its Regions in one entry',
});

export const logWriterRegionsMissing = (path: string): Problem => ({
  code: 'NET435',
  path,
  message: 'logs of no Region would be taken',
  remedy: 'state at least one, or leave the account out',
});

export const logWritersMissing = (): Problem => ({
  code: 'NET436',
  path: 'writers',
  message: 'nobody would be let in to write logs',
  remedy: 'state at least one account with its Regions',
});

export const logBucketPolicyTooLong = (bytes: number): Problem => ({
  code: 'NET437',
  path: 'writers',
  message: `the policy of the bucket would have ${bytes} bytes, but S3 takes ${BUCKET_POLICY_BYTES}`,
  remedy: 'share the accounts out among several buckets',
});

// NET5xx: VPC Block Public Access.

export const egressBlocked = (): Problem => ({
  code: 'NET501',
  path: 'mode',
  message: '`block-bidirectional` stops every internet gateway and NAT gateway, so nothing leaves this VPC',
  remedy: 'exclude the VPC with `allow-bidirectional`',
});

export const firewallBlockedDespiteExclusion = (): Problem => ({
  code: 'NET502',
  path: 'mode',
  message: '`block-bidirectional` stops AWS Network Firewall even where its subnets are excluded',
  remedy: 'use `block-ingress` with inspection before NAT, or the engine `gateway-load-balancer`',
});

export const exclusionTiersMissing = (tiers: readonly string[]): Problem => ({
  code: 'NET503',
  path: 'exclusion.tiers',
  message: `traffic passes subnets that are not excluded: ${quoteAll(tiers)}`,
  remedy: 'add these tiers, or exclude the VPC',
});

export const natTrafficOnly = (path: string, mode: string, families: readonly string[]): Problem => ({
  code: 'NET504',
  path,
  message: `\`${mode}\` admits traffic of NAT gateways alone, but ${and(families)} leaves without NAT`,
  remedy: 'exclude the VPC with `allow-bidirectional`, or translate and do without IPv6',
});

export const returnPathUnconfirmed = (path: string, mode: string, acceptance: string): Problem => ({
  code: 'NET505',
  path,
  message: `whether \`${mode}\` admits replies that reach a NAT gateway through a firewall endpoint is not documented`,
  remedy: `inspect \`before-nat\`, exclude the VPC with \`allow-bidirectional\`, or try it and accept \`${acceptance}\``,
});

export const unknownEngineBlocked = (acceptance: string): Problem => ({
  code: 'NET506',
  path: 'engineKind',
  message:
    '`block-bidirectional` stops AWS Network Firewall, and of `adopted` endpoints it is not known what is behind',
  remedy: `state the engine, or try it and accept \`${acceptance}\``,
});

export const exclusionWithoutEffect = (exclusion: string, mode: string): Problem => ({
  code: 'NET507',
  path: 'exclusion.mode',
  message: `an exclusion \`${exclusion}\` does nothing while the mode is \`${mode}\``,
  remedy: 'leave it out, or use `allow-bidirectional` where something is blocked',
});

export const exclusionTierAbsent = (path: string, tier: string): Problem => ({
  code: 'NET508',
  path,
  message: `the VPC has no subnet of tier \`${tier}\``,
  remedy: 'leave the tier out',
});

export const tooManyExclusions = (count: number): Problem => ({
  code: 'NET509',
  path: 'exclusion.tiers',
  message: `${count} subnets would be excluded, but an account has ${BLOCK_PUBLIC_ACCESS_EXCLUSIONS} exclusions in a Region`,
  remedy: 'exclude the VPC',
});

// NET6xx: security groups.

export const securityGroupNameInvalid = (path: string, name: string): Problem => ({
  code: 'NET601',
  path,
  message: `\`${name}\` cannot be the value of a tag`,
  remedy: 'use 1 to 256 letters, digits, spaces and `_ . : / = + - @`',
});

// NET7xx: transit gateways, and the VPCs that are attached to one.

export const noSpokeBlock = (path: string): Problem => ({
  code: 'NET701',
  path,
  message: 'no block of spokes is given, so replies to them would have no way back',
  remedy: 'give the blocks that all spokes lie in, for example `10.0.0.0/8`',
});

export const spokeOutside = (path: string, block: string, blocks: readonly string[]): Problem => ({
  code: 'NET702',
  path,
  message: `\`${block}\` lies in no block of \`spokeCidrBlocks\`, ${quoteAll(blocks)}, so replies to it would have no way back`,
  remedy: 'choose a block inside one of these, or add one that holds it',
});

export const attachedOverlap = (path: string, block: string, other: string, holder: string): Problem => ({
  code: 'NET703',
  path,
  message: `\`${block}\` overlaps \`${other}\` of \`${holder}\`, which is attached to the same transit gateway`,
  remedy: 'choose a block that no other attached VPC has',
});

export const transitBeforeNat = (path: string): Problem => ({
  code: 'NET704',
  path,
  message: 'packets of other VPCs are inspected before NAT, where the firewall sees who sent them',
  remedy: "set `position: 'before-nat'`, or leave it out",
});

export const transitNeedsNat = (path: string): Problem => ({
  code: 'NET705',
  path,
  message:
    'packets of other VPCs need a NAT gateway in every zone: an internet gateway gives them no public address, and one NAT gateway for several zones cannot tell which endpoint saw the request',
  remedy: "set `natGateways: 'zonal'`, or leave it out",
});

export const transitNeedsTier = (path: string): Problem => ({
  code: 'NET706',
  path,
  message: 'there is a transit gateway but no transit subnets for its attachment',
  remedy: 'add `transit` to `tiers`, or leave `tiers` out',
});

export const transitWithoutGateway = (path: string): Problem => ({
  code: 'NET707',
  path,
  message: 'there are transit subnets but no transit gateway',
  remedy: 'give `transitGateway`, or leave `transit` out of `tiers`',
});

export const transitWithIpv6 = (path: string): Problem => ({
  code: 'NET708',
  path,
  message: 'an internet gateway is not documented to take IPv6 of other VPCs, and there is no NAT for it',
  remedy: "set `ipv6: 'none'`, or leave it out",
});

export const notASpokeTier = (path: string, tier: string, tiers: readonly string[]): Problem => ({
  code: 'NET709',
  path,
  message: `a spoke has no ${tier} subnets: its packets are inspected and translated in the inspection VPC`,
  remedy: `use ${quoteAll(tiers)}`,
});

export const notAPrincipal = (path: string, principal: string): Problem => ({
  code: 'NET711',
  path,
  message: `\`${principal}\` is no account, organization or unit of one that is given once`,
  remedy: 'give 12 digits, or an ARN of AWS Organizations, each once',
});

export const acceptedByItself = (path: string): Problem => ({
  code: 'NET712',
  path,
  message: 'the transit gateway is of this account, so no attachment to it waits to be accepted',
  remedy: 'leave it out, or give the id of a transit gateway of another account',
});
