import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { TestApplication } from '@inspected-egress/app';
import { InspectedEgress } from '@inspected-egress/inspection';
import { FlowLogs, NetworkAcls } from '@inspected-egress/network';
import { TerraformResource, TerraformStack, type ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { declareBackend } from './backend';
import type { EnvironmentConfig } from './environment-config';
import { declareOutputs } from './outputs';
import { engineOf } from './plan/engine-of';
import { planBackend } from './plan/planned-backend';
import { partitionOf } from './plan/region';
import { PrivateServices } from './private-services';
import { WorkspaceGuard } from './workspace-guard';

// 1.10 locks state in S3 without a table; see declareBackend.
const TERRAFORM_VERSION = '>= 1.10';
// cdktf asks for exactly 5.100.0, from which its bindings were generated; later 5.x read the same JSON.
const PROVIDER_VERSION = '~> 5.100';

/**
 * One environment: VPC, firewall endpoints, routes, logs, endpoints of AWS services, test application. The stack's name
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

    const { cidrBlock, zones, natGateways, position, ipv6, name, services, accountId, region } = config;
    const account = { accountId, region, partition: partitionOf(region) };
    const egress = new InspectedEgress(this, 'egress', {
      ...{ cidrBlock, zones, natGateways, position, ipv6, name },
      networkAcls: config.networkAcls === 'open' ? 'open' : 'elsewhere',
      engine: engineOf(config),
    });
    const { vpc } = egress;
    if (config.networkAcls === 'declared-services') new NetworkAcls(this, 'acls', { vpc, services });
    if (config.privateServices === 'session-manager') {
      new PrivateServices(this, 'services', { vpc, ...account });
    }
    if (config.flowLogs !== 'none') {
      const destination = { kind: config.flowLogs, retentionDays: config.logRetentionDays } as const;
      new FlowLogs(this, 'flow-logs', { vpcId: vpc.vpcId, name, ...account, destination });
    }
    const application = new TestApplication(this, 'app', {
      vpc,
      egress: services,
      partition: account.partition,
      name: `${name} test application`,
      dependsOn: routesOf(egress),
    });
    declareOutputs(this, { egress, application });
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

// An instance that starts before the last route would lose its first packets, or send them where no rule is yet.
function routesOf({ routes }: InspectedEgress): readonly ITerraformDependable[] {
  return routes?.node.findAll().filter((one) => TerraformResource.isTerraformResource(one)) ?? [];
}
