import type { IRoutedVpc } from '@inspected-egress/network';
import { throwProblems } from '@inspected-egress/problem';
import { Annotations, TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import {
  findAdoptedEndpointProblems,
  pendingInstructions,
  type AdoptedEndpointIds,
  type AdoptedEndpointSettings,
} from './plan/adopted-endpoints';
import { firewallZones } from './plan/firewall-zones';

export interface AdoptedEndpointsProps extends AdoptedEndpointSettings {
  readonly vpc: IRoutedVpc;
}

/**
 * Firewall endpoints that something other than Terraform makes, in the firewall subnets of the VPC. Two phases:
 *
 * 1. `endpoints: 'pending'`: the subnets are there, tagged as the vendor wants them. Nothing leads out, so protected
 *    subnets are cut off. An output lists the subnets by zone.
 * 2. `endpoints: [ … ]`: the ids by zone, once the vendor has made the endpoints. Routes follow.
 *
 * Going back: phase 1 first, then let the vendor delete its endpoints; AWS keeps an endpoint that a route names. Routes that
 * are to stay are handed back first: `manageRoutes` of `InspectedEgress`.
 */
export class AdoptedEndpoints extends Construct {
  readonly endpoints: AdoptedEndpointIds;

  /** @throws PlanError INS250, INS251, INS252, INS270 to INS277 */
  constructor(scope: Construct, id: string, props: AdoptedEndpointsProps) {
    super(scope, id);
    const { vpc, endpoints, vendor } = props;
    throwProblems(`adopted endpoints \`${this.node.path}\``, findAdoptedEndpointProblems(props, vpc));
    this.endpoints = endpoints;
    if (endpoints !== 'pending') return;
    const description = pendingInstructions(vendor);
    new TerraformOutput(this, 'subnets-for-endpoints', {
      description,
      value: Object.fromEntries(
        firewallZones(vpc).map((zone) => [zone.availabilityZone, zone.subnet.subnetId]),
      ),
    });
    Annotations.of(this).addInfo(description);
  }
}
