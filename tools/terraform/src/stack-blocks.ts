import { BlockList, isIPv6 } from 'node:net';
import type { JsonObject, JsonValue } from './json';
import { literalOf, referred, resourcesOf, type StackResource } from './stack-reader';

/** `ipv4` or `ipv6`, as `node:net` writes it. */
export type AddressFamily = 'ipv4' | 'ipv6';

/**
 * The literal block of an argument. AWS assigns a VPC's /56 at apply, so each VPC stands for one of the documentation
 * prefix (RFC 3849) here, and `cidrsubnet` of it for the /64 that it will be in the same place.
 */
export function blockOf(stack: JsonObject, value: JsonValue | undefined): string | undefined {
  const text = literalOf(stack, value);
  if (text === undefined || !text.includes('${')) return text;
  const [, inner, number] = /^\$\{cidrsubnet\((.+), 8, (\d+)\)\}$/.exec(text) ?? [];
  if (inner !== undefined) {
    const whole = blockOf(stack, `\${${inner}}`);
    return whole?.replace(/00::\/56$/, `${Number(number).toString(16).padStart(2, '0')}::/64`);
  }
  const resource = referred(stack, text);
  if (resource === undefined) return undefined;
  const attribute = /\.(ipv6_cidr_block|cidr_block)\}$/.exec(text)?.[1];
  if (resource.type === 'aws_vpc' && attribute === 'ipv6_cidr_block') return vpcBlock6(stack, resource);
  return attribute === undefined ? undefined : blockOf(stack, resource.values[attribute]);
}

/** The blocks of the VPC that a subnet is in, secondary ones included. */
export function vpcBlocks(stack: JsonObject, subnet: StackResource): readonly string[] {
  const vpc = referred(stack, subnet.values['vpc_id']);
  if (vpc === undefined) return [];
  const secondary = resourcesOf(stack, 'aws_vpc_ipv4_cidr_block_association')
    .filter(({ values }) => referred(stack, values['vpc_id'])?.address === vpc.address)
    .map(({ values }) => blockOf(stack, values['cidr_block']));
  const first = blockOf(stack, vpc.values['cidr_block']);
  return [first, ...secondary, vpcBlock6(stack, vpc)].filter((block) => block !== undefined);
}

/** The block of a subnet in one family. */
export function subnetBlock(
  stack: JsonObject,
  subnet: StackResource,
  family: AddressFamily,
): string | undefined {
  return blockOf(stack, subnet.values[family === 'ipv4' ? 'cidr_block' : 'ipv6_cidr_block']);
}

/** Whether an address lies in a block; never when the families differ. */
export function holds(block: string, address: string): boolean {
  const [network = '', length] = block.split('/');
  if (length === undefined || familyOf(network) !== familyOf(address)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(length), familyOf(network));
  return list.check(address, familyOf(address));
}

/** The tenth address of a block; for IPv4 the last octet of the block must leave room for it. */
export function exampleAddress(block: string, offset = 10): string {
  const [network = ''] = block.split('/');
  if (isIPv6(network)) return network.replace(/::$/, `::${offset.toString(16)}`);
  return network.replace(/\d+$/, (octet) => String(Number(octet) + offset));
}

export function familyOf(address: string): AddressFamily {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

export function prefixLength(block: string): number {
  return Number(block.split('/')[1]);
}

function vpcBlock6(stack: JsonObject, vpc: StackResource): string | undefined {
  if (vpc.values['assign_generated_ipv6_cidr_block'] !== true)
    return blockOf(stack, vpc.values['ipv6_cidr_block']);
  const index = resourcesOf(stack, 'aws_vpc').findIndex(({ address }) => address === vpc.address);
  return `2001:db8:0:${(index + 1).toString(16)}00::/56`;
}
