import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Route53ResolverFirewallRuleGroupAssociation } from '@cdktf/provider-aws/lib/route53-resolver-firewall-rule-group-association';
import { TestApplication } from '@inspected-egress/app';
import { DnsFirewall, EgressMonitoring, InspectedEgress } from '@inspected-egress/inspection';
import {
  FlowLogs,
  NetworkAcls,
  WorkloadSecurityGroup,
  type AccountScope,
  type IRoutedVpc,
} from '@inspected-egress/network';
import { partitionOf, type EndpointPlace } from '@inspected-egress/policy';
import { TerraformResource, TerraformStack, type ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { declareBackend } from './backend';
import type { EnvironmentConfig } from './environment-config';
import { declareOutputs } from './outputs';
import { engineOf } from './plan/engine-of';
import { planBackend } from './plan/planned-backend';
import { blocksOf, endpointBlocksOf } from './plan/policy-context';
import { declarePolicyOutput } from './policy-output';
import { PrivateServices } from './private-services';
import { WorkspaceGuard } from './workspace-guard';

// 1.10 locks state in S3 without a table; see declareBackend.
const TERRAFORM_VERSION = '>= 1.10';
// cdktf asks for exactly 5.100.0, from which its bindings were generated; later 5.x read the same JSON.
const PROVIDER_VERSION = '~> 5.100';

/**
 * One environment: VPC, firewall endpoints, routes, DNS Firewall, logs, endpoints of AWS services, test application. The stack's name
 * is the environment's and is no part of any resource address, so that what is the same has the same address everywhere.
 */
export class EgressStack extends TerraformStack {
  /** @throws PlanError with every problem that the constructs find; what `validateEnvironment` finds is not repeated */
  constructor(scope: Construct, config: EnvironmentConfig) {
    super(scope, config.name);
    const backend = planBackend(config.backend, config.name);
    declareBackend(this, backend);
    const guard = new WorkspaceGuard(this, 'guard', {
      environment: config.name,
      workspace: backend.workspace,
    });
    this.declareProvider(config, guard);

    const { cidrBlock, zones, natGateways, position, ipv6, name, accountId, region } = config;
    const account = { accountId, region, partition: partitionOf(region) };
    const egress = new InspectedEgress(this, 'egress', {
      ...{ cidrBlock, zones, natGateways, position, ipv6, name },
      networkAcls: config.networkAcls === 'open' ? 'open' : 'elsewhere',
      engine: engineOf(config),
    });
    const { vpc } = egress;
    const stated = { policy: config.policy, today: config.policyDate };
    const services =
      config.privateServices === 'session-manager'
        ? new PrivateServices(this, 'services', { vpc, ...account, ...stated })
        : undefined;
    const places = services?.places ?? {};
    const acls = config.networkAcls === 'open' ? undefined : this.closeNetworkAcls(config, vpc, places);
    if (config.flowLogs !== 'none') {
      const destination = { kind: config.flowLogs, retentionDays: config.logRetentionDays } as const;
      new FlowLogs(this, 'flow-logs', { vpcId: vpc.vpcId, name, ...account, destination });
    }
    const dns =
      config.dnsFirewall === 'none'
        ? undefined
        : this.filterNames(config, vpc, { ...account, alsoAllow: services?.dnsNames ?? [] });
    const workloads = this.workloadsOf(config, vpc, places);
    const application = new TestApplication(this, 'app', {
      vpc,
      securityGroupId: workloads.securityGroupId,
      partition: account.partition,
      name: `${name} test application`,
      dependsOn: [
        ...[egress.routes, workloads].flatMap(resourcesIn),
        ...resourcesIn(dns).filter(isAssociation),
      ],
    });
    const monitoring = config.monitoring === 'none' ? undefined : this.monitor(config, egress, dns);
    declareOutputs(this, { egress, application, monitoring });
    const layers = [egress, services, acls, dns, workloads];
    declarePolicyOutput(this, {
      policy: config.policy,
      policyDate: config.policyDate,
      approximations: layers.flatMap((layer) => layer?.approximations ?? []),
    });
  }

  private closeNetworkAcls(config: EnvironmentConfig, vpc: IRoutedVpc, places: Places): NetworkAcls {
    const { policy, policyDate: today, prefixLists = {} } = config;
    return new NetworkAcls(this, 'acls', {
      vpc,
      egressPolicy: {
        policy,
        today,
        prefixLists: blocksOf(prefixLists),
        services: endpointBlocksOf(places),
      },
    });
  }

  private filterNames(
    { policy, policyDate: today, protection, logRetentionDays, name }: EnvironmentConfig,
    { vpcId }: IRoutedVpc,
    { alsoAllow, ...newKeyIn }: AccountScope & { readonly alsoAllow: readonly string[] },
  ): DnsFirewall {
    return new DnsFirewall(this, 'dns', {
      ...{ egressPolicy: policy, today, alsoAllow, name, vpcIds: { egress: vpcId } },
      mutationProtection: protection,
      queryLogs: { to: 'cloudwatch', retentionInDays: logRetentionDays, encryption: { newKeyIn } },
    });
  }

  private monitor(
    { engine, name, accountId }: EnvironmentConfig,
    { vpc, firewall }: InspectedEgress,
    dns: DnsFirewall | undefined,
  ): EgressMonitoring {
    return new EgressMonitoring(this, 'monitoring', {
      ...{ name, vpc, notify: { newTopicIn: { accountId } } },
      // AWS counts what its own firewall does.
      ...(engine.kind === 'network-firewall' ? { firewall } : {}),
      ...(dns === undefined ? {} : { dns }),
    });
  }

  private workloadsOf(config: EnvironmentConfig, vpc: IRoutedVpc, services: Places): WorkloadSecurityGroup {
    const { policy, policyDate: today, prefixLists = {}, name } = config;
    const cidrBlocks = vpc.zones.flatMap(({ subnets }) => subnets.protected?.cidrBlock ?? []);
    return new WorkloadSecurityGroup(this, 'workloads', {
      ...{ vpc, policy, today, prefixLists, services },
      workload: { tier: 'protected', cidrBlocks },
      name: `${name} workloads`,
    });
  }

  private declareProvider(config: EnvironmentConfig, guard: WorkspaceGuard): void {
    const tags = {
      ...config.tags,
      Environment: config.name,
      Workspace: guard.workspace,
      ManagedBy: 'terraform',
    };
    new AwsProvider(this, 'aws', {
      region: config.region,
      // With credentials of any other account Terraform stops before the first call that changes something.
      allowedAccountIds: [config.accountId],
      defaultTags: [{ tags }],
    });
    this.addOverride('terraform.required_version', TERRAFORM_VERSION);
    this.addOverride('terraform.required_providers.aws.version', PROVIDER_VERSION);
  }
}

type Places = Readonly<Record<string, EndpointPlace>>;

// An instance that starts before the last route and rule would lose its first packets, or send them where no rule is yet;
// one that starts before its resolver asks DNS Firewall would resolve any name.
function resourcesIn(construct: Construct | undefined): readonly ITerraformDependable[] {
  return construct?.node.findAll().filter((one) => TerraformResource.isTerraformResource(one)) ?? [];
}

function isAssociation(resource: ITerraformDependable): boolean {
  return resource instanceof Route53ResolverFirewallRuleGroupAssociation;
}
