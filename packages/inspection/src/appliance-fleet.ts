import type { Approximation } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { FleetInstances } from './fleet/fleet-instances';
import { FleetLoadBalancer } from './fleet/fleet-load-balancer';
import { FleetScaling } from './fleet/fleet-scaling';
import { FleetSecurityGroup } from './fleet/fleet-security-group';
import type { GatewayLoadBalancerEngine } from './engine';
import { planBootstrap } from './plan/bootstrap/bootstrap';
import {
  findConsumerProblems,
  findFleetProblems,
  type ApplianceFleetSettings,
} from './plan/fleet/appliance-fleet';
import { DEFAULT_SCALING } from './plan/fleet/scaling';
import { nameFromPath, shortName } from './plan/resource-name';

export type ApplianceFleetProps = ApplianceFleetSettings;

/**
 * Appliances of a third party behind a Gateway Load Balancer, and the endpoint service by which any number of VPCs and
 * accounts send their packets through them. What an appliance takes is up to 8500 bytes, and 68 of GENEVE around them: the
 * interface of an appliance must take 8568.
 *
 * Construct ids are `load-balancer`, `instances`, `security-group` and `scaling`, whatever the appliances are.
 */
export class ApplianceFleet extends Construct {
  /** `com.amazonaws.vpce.<region>.vpce-svc-…`, known at apply. */
  readonly serviceName: string;
  readonly loadBalancerArn: string;
  /** `gwy/<name>/<id>`, by which metrics and network interfaces know it. */
  readonly loadBalancerArnSuffix: string;
  readonly targetGroupArnSuffix: string;
  readonly autoScalingGroupName: string;
  readonly securityGroupId: string;
  /** Where appliances permit more or less than their egress policy; empty when they have none of ours. */
  readonly approximations: readonly Approximation[];
  private readonly settings: ApplianceFleetSettings;

  /** @throws PlanError with every problem of the props, INS301 to INS325, CIDR1xx, and POLxxx of an egress policy */
  constructor(scope: Construct, id: string, props: ApplianceFleetProps) {
    super(scope, id);
    const name = props.name ?? shortName(nameFromPath(this.node.path));
    throwProblems(`appliance fleet \`${this.node.path}\``, findFleetProblems(props, name));
    this.settings = props;
    const bootstrap = planBootstrap(props.bootstrap, { groupName: name, subnets: props.subnets });
    const { healthCheck } = bootstrap;
    this.approximations = bootstrap.approximations;
    const loadBalancer = new FleetLoadBalancer(this, 'load-balancer', { name, settings: props, healthCheck });
    const { securityGroupId } = new FleetSecurityGroup(this, 'security-group', {
      ...{ name, settings: props },
      healthPort: healthCheck.port,
    });
    const { groupName } = new FleetInstances(this, 'instances', {
      ...{ name, settings: props, bootstrap, securityGroupId },
      targetGroupArn: loadBalancer.targetGroupArn,
    });
    new FleetScaling(this, 'scaling', { groupName, name, scaling: props.scaling ?? DEFAULT_SCALING });
    this.serviceName = loadBalancer.serviceName;
    this.loadBalancerArn = loadBalancer.loadBalancerArn;
    this.loadBalancerArnSuffix = loadBalancer.loadBalancerArnSuffix;
    this.targetGroupArnSuffix = loadBalancer.targetGroupArnSuffix;
    this.autoScalingGroupName = groupName;
    this.securityGroupId = securityGroupId;
  }

  /**
   * The engine of a VPC in some zones, for `InspectedEgress`.
   * @throws PlanError INS307 with every zone that the fleet does not serve
   */
  engineFor(zones: readonly string[]): GatewayLoadBalancerEngine {
    const { service, subnets } = this.settings;
    throwProblems(`appliance fleet \`${this.node.path}\``, findConsumerProblems(subnets, zones));
    return {
      kind: 'gateway-load-balancer',
      serviceName: this.serviceName,
      acceptance: service.acceptance ?? 'by-provider',
    };
  }
}
