import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { AutoscalingLifecycleHook } from '@cdktf/provider-aws/lib/autoscaling-lifecycle-hook';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import type { PlannedBootstrap } from '../plan/bootstrap/bootstrap';
import type { ApplianceFleetSettings } from '../plan/fleet/appliance-fleet';

interface FleetInstancesProps {
  readonly name: string;
  readonly settings: Pick<
    ApplianceFleetSettings,
    'instanceType' | 'capacity' | 'drainSeconds' | 'partition' | 'tags'
  > & { readonly subnets: readonly { readonly subnetId: string }[] };
  readonly bootstrap: PlannedBootstrap;
  readonly securityGroupId: string;
  /** Of the load balancer in front; absent when there is none, and EC2 alone says whether an instance works. */
  readonly targetGroupArn?: string;
  /** @default false */
  readonly hasPublicAddress?: boolean;
  /** What instances may do beside completing their lifecycle action. */
  readonly statements?: readonly PolicyStatement[];
}

interface PolicyStatement {
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** Seconds that an appliance may take until it says that it is ready; then another is tried. */
const READY_SECONDS = 900;
/** Seconds until a bad answer of the health check counts against an appliance that starts. */
const GRACE_SECONDS = 300;

/**
 * The appliances: an autoscaling group over the zones, whose template is a version of one launch template, so that another
 * image, type or policy rolls through the group and replaces no resource.
 */
export class FleetInstances extends Construct {
  readonly groupName: string;
  /** Of the appliances, for what else they are to be permitted. */
  readonly roleName: string;

  constructor(scope: Construct, id: string, props: FleetInstancesProps) {
    super(scope, id);
    const { name, settings, bootstrap, targetGroupArn } = props;
    const { capacity, drainSeconds = 300, tags = {} } = settings;
    const { role, profile, policy } = this.addRole(props);
    const template = this.addTemplate(props, profile);
    const hooks = planHooks(bootstrap, drainSeconds);
    const group = new AutoscalingGroup(this, 'group', {
      name,
      minSize: capacity.min,
      maxSize: capacity.max,
      vpcZoneIdentifier: settings.subnets.map(({ subnetId }) => subnetId),
      launchTemplate: { id: template.id, version: template.getStringAttribute('latest_version') },
      ...(targetGroupArn === undefined
        ? { healthCheckType: 'EC2' }
        : { targetGroupArns: [targetGroupArn], healthCheckType: 'ELB' }),
      healthCheckGracePeriod: GRACE_SECONDS,
      initialLifecycleHook: hooks,
      instanceRefresh: {
        strategy: 'Rolling',
        preferences: {
          // Where one takes over from another, both cannot be in use.
          ...(capacity.max === 1
            ? { minHealthyPercentage: 0 }
            : { minHealthyPercentage: 100, maxHealthyPercentage: 200 }),
          instanceWarmup: String(GRACE_SECONDS),
        },
      },
      tag: Object.entries({ Name: name, ...tags }).map(([key, value]) => ({
        key,
        value,
        propagateAtLaunch: true,
      })),
      // Appliances that start before they may say so never come into use.
      dependsOn: [policy],
      // The provider tells AWS of these when it makes the group, and of no change after it.
      lifecycle: { ignoreChanges: ['initial_lifecycle_hook'] },
    });
    for (const { name: hook, ...settings } of hooks)
      new AutoscalingLifecycleHook(this, `${hook}-hook`, {
        ...{ name: hook, autoscalingGroupName: group.name, ...settings },
      });
    // By the resource, so that whoever refers to it waits for it.
    this.groupName = group.name;
    this.roleName = role.name;
  }

  private addTemplate(
    { name, settings, bootstrap, securityGroupId, hasPublicAddress = false }: FleetInstancesProps,
    profile: IamInstanceProfile,
  ): LaunchTemplate {
    const { tags = {} } = settings;
    return new LaunchTemplate(this, 'template', {
      name,
      imageId: bootstrap.imageId,
      instanceType: settings.instanceType,
      updateDefaultVersion: true,
      iamInstanceProfile: { arn: profile.arn },
      ...this.userDataOf(bootstrap),
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: bootstrap.rootDevice,
          ebs: { encrypted: 'true', deleteOnTermination: 'true', volumeType: 'gp3' },
        },
      ],
      networkInterfaces: [
        {
          associatePublicIpAddress: String(hasPublicAddress),
          deleteOnTermination: 'true',
          securityGroups: [securityGroupId],
        },
      ],
      tagSpecifications: ['instance', 'volume'].map((resourceType) => ({
        resourceType,
        tags: { Name: name, ...tags },
      })),
      tags: { Name: name, ...tags },
    });
  }

  /** Through a local value: cdktf takes no quotation marks in arguments of functions. */
  private userDataOf({ userData, compresses }: PlannedBootstrap): { readonly userData?: string } {
    if (userData === undefined) return {};
    const text = new TerraformLocal(this, 'user-data', literal(userData)).asString;
    return { userData: compresses ? Fn.base64gzip(text) : Fn.base64encode(text) };
  }

  /** What an appliance may do in the account: say that it is ready, and read its software. */
  private addRole({ name, settings, bootstrap, statements = [] }: FleetInstancesProps) {
    const { partition = 'aws', tags = {} } = settings;
    const role = new IamRole(this, 'role', {
      namePrefix: `${name}-`,
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      }),
      tags: { Name: name, ...tags },
    });
    const policy = new IamRolePolicy(this, 'policy', {
      namePrefix: 'appliance-',
      role: role.name,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 'autoscaling:CompleteLifecycleAction',
            Resource: `arn:${partition}:autoscaling:*:*:autoScalingGroup:*:autoScalingGroupName/${name}`,
          },
          ...(bootstrap.objectArns.length === 0
            ? []
            : [{ Effect: 'Allow', Action: 's3:GetObject', Resource: bootstrap.objectArns }]),
          ...statements,
        ],
      }),
    });
    const profile = new IamInstanceProfile(this, 'profile', {
      namePrefix: `${name}-`,
      role: role.name,
      tags: { Name: name, ...tags },
    });
    return { role, profile, policy };
  }
}

/** What instances wait for: the first of a group too, so that they are hooks of the group from its beginning. */
function planHooks({ signalsReadiness }: PlannedBootstrap, drainSeconds: number) {
  const ready = {
    name: 'ready',
    lifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
    heartbeatTimeout: READY_SECONDS,
    defaultResult: 'ABANDON',
  };
  // The group takes it out of the load balancer first, and waits for its flows.
  const drained = {
    name: 'drained',
    lifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
    heartbeatTimeout: Math.max(30, drainSeconds),
    defaultResult: 'CONTINUE',
  };
  return signalsReadiness ? [ready, drained] : [drained];
}

/** Terraform would read `%{` as the beginning of a directive. */
function literal(text: string): string {
  return text.replaceAll('%{', '%%{');
}
