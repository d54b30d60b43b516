import type { Item } from './item';

/** The VPC that a gateway is attached to; undefined while it is to none. */
export function attachedVpc(attachments: readonly Item[]): string | undefined {
  return attachments.find((one) => ATTACHED.includes(one.text('State') ?? 'attached'))?.text('VpcId');
}

// EC2 says `available` of internet gateways and `attached` of the others.
const ATTACHED = ['attached', 'available', 'attaching', 'detaching'];
