import { NetworkInterface } from '@cdktf/provider-aws/lib/network-interface';
import { Route } from '@cdktf/provider-aws/lib/route';
import type { Approximation, CompilationRemark } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { FleetInstances } from './fleet/fleet-instances';
import {
  clientBlocks,
  compileProxy,
  DEFAULT_PROXY,
  findProxyProblems,
  planProxyBootstrap,
  proxyZones,
  type ProxyClientTier,
  type ProxySettings,
  type ProxyZone,
} from './plan/proxy/proxy';
import { nameFromPath, shortName } from './plan/resource-name';
import { ProxyLogs } from './proxy/proxy-logs';
import { ProxySecurityGroup } from './proxy/proxy-security-group';

export interface TransparentProxyProps extends ProxySettings {
  /**
   * Tiers whose default route leads to the proxy.
   * @default ['protected']
   * @throws PlanError INS343
   */
  readonly clientTiers?: readonly ProxyClientTier[];
}

/**
 * Squid proxies that programs do not know of: the default route of clients leads to a network interface in their zone, and what
 * goes to ports 80 and 443 is judged; nothing else is forwarded.
 *
 * The interface stays, and routes with it. An instance that starts takes it over: when one is lost, the group of its zone starts
 * another, and the zone has no way out until then.
 */
export class TransparentProxy extends Construct {
  /** Of each zone, what routes lead to. */
  readonly networkInterfaceIds: Readonly<Record<string, string>>;
  readonly logGroupName: string;
  readonly approximations: readonly Approximation[];
  readonly remarks: readonly CompilationRemark[];

  /** @throws PlanError with every problem of the props: INS242, INS320, INS340 to INS343, INS345, POLxxx */
  constructor(scope: Construct, id: string, props: TransparentProxyProps) {
    super(scope, id);
    const { vpc, tags = {}, clientTiers = ['protected'] } = props;
    const subject = `transparent proxy \`${this.node.path}\``;
    throwProblems(subject, findProxyProblems(props, clientTiers, 'transparent'));
    const name = props.name ?? shortName(nameFromPath(this.node.path));
    const { artefact, approximations, remarks } = compileProxy(props, clientTiers, 'transparent');
    this.approximations = approximations;
    this.remarks = remarks;
    const blocks = clientBlocks(vpc, clientTiers);
    const { securityGroupId } = new ProxySecurityGroup(this, 'security-group', {
      ...{ name, vpcId: vpc.vpcId, tags, ports: [80, 443], clientCidrBlocks: blocks },
    });
    const logs = new ProxyLogs(this, 'logs', { ...props, name });
    const interfaces = proxyZones(vpc, clientTiers).map((zone) => {
      const { key, availabilityZone, proxies } = zone;
      const groupName = `${name}-${key}`;
      const networkInterface = new NetworkInterface(this, `${key}-interface`, {
        ...{ subnetId: proxies.subnetId, securityGroups: [securityGroupId], sourceDestCheck: false },
        description: `What routes of clients in ${availabilityZone} lead to`,
        tags: { Name: groupName, ...tags },
        // Instances attach it themselves.
        lifecycle: { ignoreChanges: ['attachment'] },
      });
      new FleetInstances(this, `${key}-instance`, {
        ...{ name: groupName, securityGroupId, hasPublicAddress: true },
        statements: [logs.statement, ...takeOver(networkInterface.arn, props.partition ?? 'aws')],
        settings: {
          ...{ subnets: [proxies], capacity: { min: 1, max: 1 }, drainSeconds: 0, tags },
          instanceType: props.instanceType ?? DEFAULT_PROXY.instanceType,
          partition: props.partition ?? 'aws',
        },
        bootstrap: planProxyBootstrap(
          props,
          {
            ...{ files: artefact.files, groupName, logGroupName: logs.logGroupName },
            ...{ clientCidrBlocks: blocks, interfaceId: networkInterface.id },
          },
          { protocol: 'TCP', port: 443 },
        ),
      });
      this.addRoutes(zone, vpc.internetGatewayId, networkInterface.id);
      return [availabilityZone, networkInterface.id] as const;
    });
    this.networkInterfaceIds = Object.fromEntries(interfaces);
    this.logGroupName = logs.logGroupName;
  }

  private addRoutes(zone: ProxyZone, gatewayId: string, networkInterfaceId: string): void {
    const { key, proxies, clients } = zone;
    const anywhere = { destinationCidrBlock: '0.0.0.0/0' };
    const out = new Route(this, `${key}-out`, { routeTableId: proxies.routeTableId, ...anywhere, gatewayId });
    for (const [index, { routeTableId }] of clients.entries())
      new Route(this, `${key}-clients-${index}`, {
        ...{ routeTableId, ...anywhere, networkInterfaceId },
        dependsOn: [out],
      });
  }
}

/** AWS tells who may attach an interface by the interface and by the instance; which instance will be is not known. */
function takeOver(interfaceArn: string, partition: string) {
  const instances = `arn:${partition}:ec2:*:*:instance/*`;
  return [
    {
      Effect: 'Allow' as const,
      Action: ['ec2:AttachNetworkInterface', 'ec2:DetachNetworkInterface'],
      Resource: [interfaceArn, instances],
    },
    // It knows no resources.
    { Effect: 'Allow' as const, Action: 'ec2:DescribeNetworkInterfaces', Resource: '*' },
  ];
}
