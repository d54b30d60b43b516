import { isToken } from '@inspected-egress/problem';
import { containsBlock, findCidrBlockProblem, parseCidrBlock, type CidrBlock } from '@inspected-egress/cidr';

// EC2 API, `IcmpTypeCode`.
const ANY_ICMP_CODE = -1;

/** Ports, both ends included. */
export interface PortRange {
  readonly fromPort: number;
  readonly toPort: number;
}

/** Whether there are such ports from `least` on, in the right order. */
export function isPortRange({ fromPort, toPort }: PortRange, least: number): boolean {
  return (
    Number.isInteger(fromPort) &&
    Number.isInteger(toPort) &&
    least <= fromPort &&
    fromPort <= toPort &&
    toPort <= 65535
  );
}

/** What a rule of a network ACL matches besides addresses. */
export type AclTraffic =
  | { readonly protocol: 'all' }
  | ({ readonly protocol: 'tcp' | 'udp' } & PortRange)
  | { readonly protocol: 'icmp' | 'icmpv6'; readonly icmpType: number; readonly icmpCode: number };

/** Source of an ingress rule, destination of an egress rule; a network ACL sees no more than one of the two. */
export type AclBlock = { readonly cidrBlock: string } | { readonly ipv6CidrBlock: string };

export type AclDirection = 'ingress' | 'egress';

/** Of the rules that match a packet, the one with the lowest number decides; what none matches is denied. */
export interface PlannedAclRule {
  /** From 1 to 32766, unique in its ACL and direction. Depends on nothing but what the rule is for. */
  readonly ruleNumber: number;
  /** `deny` stands for a rule of an egress policy that forbids, and for nothing else. */
  readonly action: 'allow' | 'deny';
  readonly block: AclBlock;
  readonly traffic: AclTraffic;
  /** What it is for, in words: `path MTU discovery`. */
  readonly purpose: string;
  /** Ids of the egress policy's rules that it stands for; absent where it stands for none. */
  readonly policyRules?: readonly string[];
}

export interface AclRules {
  readonly ingress: readonly PlannedAclRule[];
  readonly egress: readonly PlannedAclRule[];
}

export function isIpv6({ block }: { readonly block: AclBlock }): boolean {
  return 'ipv6CidrBlock' in block;
}

/** `tcp/443 10.0.0.0/24`, as problems name a rule. */
export function describeAclRule({ traffic, block }: Pick<PlannedAclRule, 'traffic' | 'block'>): string {
  return `${describeTraffic(traffic)} ${textOf(block)}`;
}

export function describeTraffic(traffic: AclTraffic): string {
  if (traffic.protocol === 'all') return 'all';
  if ('icmpType' in traffic) return `${traffic.protocol}/${traffic.icmpType}/${traffic.icmpCode}`;
  const { protocol, fromPort, toPort } = traffic;
  return fromPort === toPort ? `${protocol}/${fromPort}` : `${protocol}/${fromPort}-${toPort}`;
}

/** Without the rules that another one makes superfluous. All must permit, so that their order means nothing. */
export function withoutCovered(rules: readonly PlannedAclRule[]): readonly PlannedAclRule[] {
  const covers = coverage(rules);
  const needed = rules.filter((rule, index) => {
    const earlier = rules.slice(0, index);
    const later = rules.slice(index + 1);
    // Of two that cover each other, the first stays.
    return (
      !earlier.some((one) => covers(one, rule)) &&
      !later.some((one) => covers(one, rule) && !covers(rule, one))
    );
  });
  return needed.sort((one, other) => one.ruleNumber - other.ruleNumber);
}

/** Without the rules whose packets one of the earlier ones decides. */
export function withoutDecided(
  rules: readonly PlannedAclRule[],
  earlier: readonly PlannedAclRule[],
): readonly PlannedAclRule[] {
  const covers = coverage([...rules, ...earlier]);
  return rules.filter((rule) => !earlier.some((one) => covers(one, rule)));
}

/** Whether every packet that the second rule matches is one that the first matches. */
function coverage(
  rules: readonly PlannedAclRule[],
): (wide: PlannedAclRule, narrow: PlannedAclRule) => boolean {
  const blocks = new Map(rules.map(({ block }) => [textOf(block), parsed(textOf(block))]));
  return (wide, narrow) => coversTraffic(wide, narrow) && coversBlock(wide, narrow, blocks);
}

function coversTraffic({ traffic: wide }: PlannedAclRule, { traffic: narrow }: PlannedAclRule): boolean {
  if (wide.protocol === 'all') return true;
  if (wide.protocol !== narrow.protocol) return false;
  if ('icmpType' in wide) {
    const isSameType = 'icmpType' in narrow && wide.icmpType === narrow.icmpType;
    return isSameType && [ANY_ICMP_CODE, narrow.icmpCode].includes(wide.icmpCode);
  }
  return 'fromPort' in narrow && wide.fromPort <= narrow.fromPort && narrow.toPort <= wide.toPort;
}

function coversBlock(
  wide: PlannedAclRule,
  narrow: PlannedAclRule,
  blocks: ReadonlyMap<string, CidrBlock | undefined>,
): boolean {
  if (isIpv6(wide) !== isIpv6(narrow)) return false;
  const [outer, inner] = [textOf(wide.block), textOf(narrow.block)];
  if (outer === inner || outer === '0.0.0.0/0' || outer === '::/0') return true;
  const [outerBlock, innerBlock] = [blocks.get(outer), blocks.get(inner)];
  return outerBlock !== undefined && innerBlock !== undefined && containsBlock(outerBlock, innerBlock);
}

/** Nothing is known of a token. */
function parsed(text: string): CidrBlock | undefined {
  return isToken(text) || findCidrBlockProblem(text, '') !== undefined ? undefined : parseCidrBlock(text);
}

function textOf(block: AclBlock): string {
  return 'cidrBlock' in block ? block.cidrBlock : block.ipv6CidrBlock;
}
