import type { Item } from './item';

const GONE = ['disassociated', 'failed', 'failing'];

/**
 * Blocks that a VPC or subnet has, with those that come or go just now.
 * @param family - what the members begin with
 */
export function blocksIn(item: Item, family: '' | 'Ipv6'): readonly string[] {
  return item
    .items(`${family}CidrBlockAssociationSet`)
    .filter((association) => {
      const state = association.item(`${family}CidrBlockState`)?.text('State');
      return !GONE.includes(state ?? '');
    })
    .map((association) => association.need(`${family}CidrBlock`));
}
