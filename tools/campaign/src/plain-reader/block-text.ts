import type { Stack } from '../stack';
import { addressOf, referenceOf, resourcesOf, textOf } from './references';

// AWS numbers a VPC's IPv6 at apply; any block will do, as long as it is always the same.
const IPV6_OF_VPC = '2600:1f18:0:100::/56';

/** The block that an argument means. @throws Error for an expression that is not read */
export function blockText(stack: Stack, value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  if (/^[\da-f.:]+\/\d+$/.test(text)) return text;
  const [, number] = /^\$\{cidrsubnet\(aws_vpc\.[\w-]+\.ipv6_cidr_block, 8, (\d+)\)\}$/.exec(text) ?? [];
  if (number !== undefined) return `2600:1f18:0:1${Number(number).toString(16).padStart(2, '0')}::/64`;
  const reference = referenceOf(text);
  if (reference?.type === 'aws_vpc' && reference.attribute === 'ipv6_cidr_block') return IPV6_OF_VPC;
  const named = reference === undefined ? undefined : stack.find(reference.type, reference.name);
  if (reference === undefined || named === undefined)
    throw new Error(`\`${text}\` is no block that is read here`);
  return blockText(stack, named[reference.attribute]);
}

/** The blocks of a VPC: its own, secondary ones, and that of IPv6. */
export function blocksOfVpc(stack: Stack, name: string): string[] {
  const values = stack.at('aws_vpc', name);
  const secondary = resourcesOf(stack, 'aws_vpc_ipv4_cidr_block_association')
    .filter((one) => addressOf(one.values['vpc_id']) === `aws_vpc.${name}`)
    .map((one) => blockText(stack, one.values['cidr_block']));
  const ipv6 = values['assign_generated_ipv6_cidr_block'] === true ? [IPV6_OF_VPC] : [];
  return [blockText(stack, values['cidr_block']), ...secondary, ...ipv6].filter(
    (block) => block !== undefined,
  );
}
