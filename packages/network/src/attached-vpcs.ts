import type { Construct } from 'constructs';
import type { AttachedVpc } from './plan/transit-gateway';
import type { ITransitGateway } from './transit-gateway';

const attached = new WeakMap<ITransitGateway, AttachedVpc[]>();

/** The VPCs that constructs of this program have attached to a transit gateway. */
export function attachedTo(gateway: ITransitGateway): readonly AttachedVpc[] {
  return attached.get(gateway) ?? [];
}

export function rememberAttached(
  gateway: ITransitGateway,
  vpc: Construct,
  cidrBlocks: readonly string[],
): void {
  attached.set(gateway, [...attachedTo(gateway), { path: vpc.node.path, cidrBlocks }]);
}
