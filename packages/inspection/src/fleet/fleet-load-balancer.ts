import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { VpcEndpointService } from '@cdktf/provider-aws/lib/vpc-endpoint-service';
import { Construct } from 'constructs';
import { GENEVE_PORT } from '../limits';
import type { ApplianceFleetSettings } from '../plan/fleet/appliance-fleet';
import { planHealthCheck, type FleetHealthCheck } from '../plan/fleet/health-check';

interface FleetLoadBalancerProps {
  readonly name: string;
  readonly settings: ApplianceFleetSettings;
  readonly healthCheck: FleetHealthCheck;
}

const STICKINESS = {
  '5-tuple': undefined,
  '3-tuple': 'source_ip_dest_ip_proto',
  '2-tuple': 'source_ip_dest_ip',
} as const;

/** The Gateway Load Balancer of a fleet, and the service that endpoints are made to. */
export class FleetLoadBalancer extends Construct {
  readonly loadBalancerArn: string;
  readonly loadBalancerArnSuffix: string;
  readonly targetGroupArn: string;
  readonly targetGroupArnSuffix: string;
  readonly serviceName: string;

  constructor(scope: Construct, id: string, { name, settings, healthCheck }: FleetLoadBalancerProps) {
    super(scope, id);
    const { service, tags = {}, crossZone = 'off', protection = 'on' } = settings;
    const addressType = service.ipAddressType ?? 'ipv4';
    const loadBalancer = new Lb(this, 'load-balancer', {
      name,
      loadBalancerType: 'gateway',
      subnets: settings.subnets.map(({ subnetId }) => subnetId),
      enableCrossZoneLoadBalancing: crossZone === 'on',
      enableDeletionProtection: protection === 'on',
      tags: { Name: name, ...tags },
    });
    const targets = this.addTargets(name, settings, healthCheck);
    const listener = new LbListener(this, 'listener', {
      loadBalancerArn: loadBalancer.arn,
      defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }],
      ...(settings.tcpIdleTimeoutSeconds === undefined
        ? {}
        : { tcpIdleTimeoutSeconds: settings.tcpIdleTimeoutSeconds }),
      tags: { Name: name, ...tags },
    });
    const endpointService = new VpcEndpointService(this, 'service', {
      acceptanceRequired: (service.acceptance ?? 'by-provider') === 'by-provider',
      gatewayLoadBalancerArns: [loadBalancer.arn],
      allowedPrincipals: [...service.allowedPrincipals],
      supportedIpAddressTypes: addressType === 'dualstack' ? ['ipv4', 'ipv6'] : ['ipv4'],
      tags: { Name: name, ...tags },
      // Without a listener what endpoints take goes nowhere.
      dependsOn: [listener],
    });
    this.loadBalancerArn = loadBalancer.arn;
    this.loadBalancerArnSuffix = loadBalancer.arnSuffix;
    this.targetGroupArn = targets.arn;
    this.targetGroupArnSuffix = targets.arnSuffix;
    this.serviceName = endpointService.serviceName;
  }

  private addTargets(
    name: string,
    {
      vpcId,
      stickiness = '5-tuple',
      failover = 'rebalance',
      drainSeconds = 300,
      tags = {},
    }: ApplianceFleetSettings,
    healthCheck: FleetHealthCheck,
  ): LbTargetGroup {
    const type = STICKINESS[stickiness];
    const on = failover === 'rebalance' ? 'rebalance' : 'no_rebalance';
    return new LbTargetGroup(this, 'targets', {
      name: `${name}-tg`,
      port: GENEVE_PORT,
      protocol: 'GENEVE',
      targetType: 'instance',
      vpcId,
      deregistrationDelay: String(drainSeconds),
      healthCheck: planHealthCheck(healthCheck),
      ...(type === undefined ? {} : { stickiness: { enabled: true, type } }),
      targetFailover: [{ onDeregistration: on, onUnhealthy: on }],
      tags: { Name: name, ...tags },
    });
  }
}
