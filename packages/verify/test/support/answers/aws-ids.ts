import { formatCidrBlock, type CidrBlock } from '@inspected-egress/cidr';
import type { Key } from '../../../src/graph/key';
import { valueOf, type Known } from '../../../src/graph/known';
import type { RouteTargetKind } from '../../../src/graph/route';

export const ACCOUNT = '123456789012';
export const FIREWALL_ARN = `arn:aws:network-firewall:us-east-1:${ACCOUNT}:firewall/`;
export const ASSOCIATED = { State: 'associated' };

/** How ids of what routes lead to begin. */
export const PREFIXES: Readonly<Record<RouteTargetKind, string>> = {
  'internet-gateway': 'igw-',
  'nat-gateway': 'nat-',
  'firewall-endpoint': 'vpce-',
  'egress-only-gateway': 'eigw-',
  'network-interface': 'eni-',
  'transit-gateway': 'tgw-',
  'transit-gateway-attachment': 'tgw-attach-',
  peering: 'pcx-',
  'vpn-gateway': 'vgw-',
  'carrier-gateway': 'cagw-',
  'local-gateway': 'lgw-',
  'core-network': 'arn:aws:networkmanager::123456789012:core-network/',
  'gateway-endpoint': 'vpce-',
};

/** The id that AWS gives to a node. */
export function idOf(prefix: string, key: Key): string {
  return key.startsWith(prefix) ? plain(key) : `${prefix}${plain(key)}`;
}

/** The id of a part of a transit gateway, without hyphens in it: it is looked for in texts and in names of files. */
export function transitId(prefix: 'tgw-attach-' | 'tgw-rtb-', key: Key): string {
  return `${prefix}${plain(key).replaceAll('-', '')}`;
}

/** A key as a part of names of AWS. */
export function plain(key: Key): string {
  return key.replace(/^aws_\w+\./, '').replace(/[^0-9A-Za-z-]/g, '-');
}

/** A block as AWS tells it, once it is numbered. */
export function text(block: Known<CidrBlock> | undefined): string {
  const known = valueOf(block);
  return known === undefined ? refuse('a block that AWS has not numbered') : formatCidrBlock(known);
}

export function refuse(what: string): never {
  throw new Error(`AWS never tells of ${what}`);
}
