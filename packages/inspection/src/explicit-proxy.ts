import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Route } from '@cdktf/provider-aws/lib/route';
import type { Approximation, CompilationRemark } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { proxyCapacity } from './errors';
import { FleetInstances } from './fleet/fleet-instances';
import { FleetScaling } from './fleet/fleet-scaling';
import { planHealthCheck } from './plan/fleet/health-check';
import { DEFAULT_SCALING, findScalingProblems, type FleetScaling as Scaling } from './plan/fleet/scaling';
import {
  clientBlocks,
  compileProxy,
  DEFAULT_PROXY,
  findProxyProblems,
  planProxyBootstrap,
  proxyZones,
  type ProxyClientTier,
  type ProxySettings,
} from './plan/proxy/proxy';
import { nameFromPath, shortName } from './plan/resource-name';
import { ProxyLogs } from './proxy/proxy-logs';
import { ProxySecurityGroup } from './proxy/proxy-security-group';

export interface ExplicitProxyProps extends ProxySettings {
  /**
   * Tiers whose workloads may ask. Isolated ones have no route out: what does not ask the proxy does not leave.
   * @default ['isolated']
   * @throws PlanError INS343
   */
  readonly clientTiers?: readonly ProxyClientTier[];
  /** @throws PlanError INS344 */
  readonly capacity: { readonly min: number; readonly max: number };
  /** @default - 60 % mean use of processors */
  readonly scaling?: Scaling;
}

const PORT = 3128;
const DRAIN_SECONDS = 120;
const HEALTH_CHECK = { protocol: 'TCP', port: PORT, healthyThreshold: 3, unhealthyThreshold: 3 } as const;

/**
 * Squid proxies that programs are told of, behind an internal Network Load Balancer. Clients need no route out, which is the
 * strongest default: what does not ask the proxy does not leave.
 */
export class ExplicitProxy extends Construct {
  /** As `http://<name>:3128`, known at apply. */
  readonly proxyUrl: string;
  /** What programs are told. Instance metadata and the VPC itself are reached without the proxy. */
  readonly clientEnvironment: Readonly<Record<'HTTP_PROXY' | 'HTTPS_PROXY' | 'NO_PROXY', string>>;
  readonly autoScalingGroupName: string;
  readonly logGroupName: string;
  readonly approximations: readonly Approximation[];
  readonly remarks: readonly CompilationRemark[];

  /** @throws PlanError with every problem of the props: INS242, INS311, INS313, INS320, INS340 to INS345, POLxxx */
  constructor(scope: Construct, id: string, props: ExplicitProxyProps) {
    super(scope, id);
    const { vpc, capacity, tags = {}, clientTiers = ['isolated'], scaling = DEFAULT_SCALING } = props;
    throwProblems(`explicit proxy \`${this.node.path}\``, findProblems(props, clientTiers, scaling));
    const name = props.name ?? shortName(nameFromPath(this.node.path));
    const { artefact, approximations, remarks } = compileProxy(props, clientTiers, 'explicit');
    this.approximations = approximations;
    this.remarks = remarks;
    const zones = proxyZones(vpc, clientTiers);
    for (const { key, proxies } of zones)
      new Route(this, `${key}-out`, {
        routeTableId: proxies.routeTableId,
        destinationCidrBlock: '0.0.0.0/0',
        gatewayId: vpc.internetGatewayId,
      });
    const subnets = zones.map(({ proxies }) => proxies);
    const blocks = clientBlocks(vpc, clientTiers);
    const { url, targetGroupArn } = this.addLoadBalancer(name, props);
    const { securityGroupId } = new ProxySecurityGroup(this, 'security-group', {
      ...{ name, vpcId: vpc.vpcId, tags, ports: [PORT] },
      // Questions of the load balancer come from the subnets of the proxies.
      clientCidrBlocks: [...blocks, ...subnets.map(({ cidrBlock }) => cidrBlock)],
    });
    const logs = new ProxyLogs(this, 'logs', { ...props, name });
    const { groupName } = new FleetInstances(this, 'instances', {
      ...{ name, securityGroupId, targetGroupArn, hasPublicAddress: true, statements: [logs.statement] },
      settings: {
        ...{ subnets, capacity, drainSeconds: DRAIN_SECONDS, tags },
        instanceType: props.instanceType ?? DEFAULT_PROXY.instanceType,
        partition: props.partition ?? 'aws',
      },
      bootstrap: planProxyBootstrap(
        props,
        {
          ...{ files: artefact.files, groupName: name, logGroupName: logs.logGroupName },
          clientCidrBlocks: blocks,
        },
        HEALTH_CHECK,
      ),
    });
    new FleetScaling(this, 'scaling', { groupName, name, scaling });
    this.autoScalingGroupName = groupName;
    this.logGroupName = logs.logGroupName;
    this.proxyUrl = url;
    const direct = ['169.254.169.254', 'localhost', '127.0.0.1', ...vpc.cidrBlocks];
    this.clientEnvironment = { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: direct.join(',') };
  }

  private addLoadBalancer(name: string, { vpc, tags = {}, clientTiers = ['isolated'] }: ExplicitProxyProps) {
    const loadBalancer = new Lb(this, 'load-balancer', {
      ...{ name, loadBalancerType: 'network', internal: true, enableCrossZoneLoadBalancing: true },
      subnets: proxyZones(vpc, clientTiers).map(({ proxies }) => proxies.subnetId),
      tags: { Name: name, ...tags },
    });
    const targets = new LbTargetGroup(this, 'targets', {
      ...{ name: `${name}-tg`, port: PORT, protocol: 'TCP', targetType: 'instance', vpcId: vpc.vpcId },
      // Rules tell clients apart by their addresses.
      preserveClientIp: 'true',
      deregistrationDelay: String(DRAIN_SECONDS),
      healthCheck: planHealthCheck(HEALTH_CHECK),
      tags: { Name: name, ...tags },
    });
    new LbListener(this, 'listener', {
      ...{ loadBalancerArn: loadBalancer.arn, port: PORT, protocol: 'TCP' },
      defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }],
      tags: { Name: name, ...tags },
    });
    return { url: `http://${loadBalancer.dnsName}:${PORT}`, targetGroupArn: targets.arn };
  }
}

function findProblems(props: ExplicitProxyProps, clientTiers: readonly ProxyClientTier[], scaling: Scaling) {
  const { min, max } = props.capacity;
  const isOrdered = Number.isInteger(min) && Number.isInteger(max) && min >= 1 && max >= min;
  return [
    ...findProxyProblems(props, clientTiers, 'explicit'),
    ...findScalingProblems('scaling', scaling),
    ...(isOrdered ? [] : [proxyCapacity(min, max)]),
  ];
}
