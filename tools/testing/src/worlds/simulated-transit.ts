import type { World, WorldAttachment } from './world';

/** Where packets of a subnet come into a transit gateway. */
export interface Door {
  readonly attachment: WorldAttachment;
  readonly subnet: string;
}

/** Undefined where no row joins the VPC to the gateway; closed where it has no table, or no subnet in the zone. */
export function doorOf(world: World, gateway: string, subnet: string): Door | 'closed' | undefined {
  const vpc = world.vpcOf('subnet', subnet);
  const attachment = world.attachments.find((one) => one.gateway === gateway && one.vpc === vpc);
  if (attachment === undefined) return undefined;
  const door = attachment.subnets.find((one) => world.zoneOf(one) === world.zoneOf(subnet));
  return door === undefined || attachment.table === undefined ? 'closed' : { attachment, subnet: door };
}

/**
 * The subnet by which packets come into a VPC; undefined where no row has the attachment.
 *
 * @param pick - among so many, where the zone that the packets come from does not decide
 * @param seen - the subnet by which the request of a reply passed the attachment
 */
export function landingOf(
  world: World,
  key: string,
  origin: string,
  pick: (count: number) => number,
  seen?: string,
): string | undefined {
  const attachment = world.attachments.find((one) => one.key === key);
  if (attachment === undefined) return undefined;
  const { subnets, isInApplianceMode } = attachment;
  const own = isInApplianceMode ? seen : subnets.find((one) => world.zoneOf(one) === world.zoneOf(origin));
  return own ?? subnets[pick(subnets.length)];
}

/** Whether a hop is a transit gateway that a row joins a VPC to. */
export function isTransit(world: World, key: string | undefined): boolean {
  return key !== undefined && world.attachments.some(({ gateway }) => gateway === key);
}
