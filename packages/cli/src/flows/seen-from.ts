import type { Flow } from '@inspected-egress/policy';
import { object, readForm } from '../inputs/form';
import * as fields from '../place/fields';
import type { Place } from '../place/read-place';

/** The address that a flow has at the firewall: after NAT, IPv4 has one of the NAT gateways'. */
export function seenFrom({ fields: { position, natCidrBlocks } }: Place): (flow: Flow) => string {
  const form = object({ position: fields.position, natCidrBlocks: fields.texts }, {});
  const { value: firewall } = readForm(form, { position, natCidrBlocks });
  const [natAddress] = (firewall.natCidrBlocks.find((block) => !block.includes(':')) ?? '').split('/');
  return ({ source }) =>
    firewall.position === 'after-nat' && !source.includes(':') && natAddress ? natAddress : source;
}
