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
 * @param picked - the subnet that the other direction of the flow came in by
 */
export function landingOf(
  world: World,
  key: string,
  origin: string,
  hash: number,
  picked?: string,
): string | undefined {
  const attachment = world.attachments.find((one) => one.key === key);
  if (attachment === undefined) return undefined;
  const { subnets, isInApplianceMode } = attachment;
  const any = subnets[hash % subnets.length];
  if (isInApplianceMode) return picked ?? any;
  return subnets.find((one) => world.zoneOf(one) === world.zoneOf(origin)) ?? any;
}
