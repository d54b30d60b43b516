import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Instance } from '@cdktf/provider-aws/lib/instance';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import type {
  AccountScope,
  IZonedVpc,
  NetworkService,
  RoutedSubnet,
  RoutedZone,
} from '@inspected-egress/network';
import { throwProblems } from '@inspected-egress/problem';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { AMAZON_LINUX_2023_ROOT_DEVICE } from './limits';
import { amazonLinux2023, DEFAULT_INSTANCE_TYPE, type Architecture } from './plan/amazon-linux';
import { findWorkloadProblems } from './plan/find-workload-problems';
import { DEFAULT_WORKLOAD_EGRESS, planWorkloadEgress } from './plan/workload-egress';

/** What a test application is made of: the instances, and what they may open. */
export type TestApplicationProps = TestApplicationSharedProps & (DeclaredEgress | GivenSecurityGroup);

/** @throws PlanError APP108 where both are given */
interface DeclaredEgress {
  /**
   * What the instances open connections to; everything else stays in the instance. Nothing is ever let in.
   * @default - TCP 443, TCP 80 and ping, to any address
   * @throws PlanError APP102 for ports outside 1-65535 or in the wrong order, APP103 for the same egress twice, APP104 over 60 rules, APP107
   * for a protocol that there is not
   */
  readonly egress?: readonly NetworkService[];
  readonly securityGroupId?: never;
}

interface GivenSecurityGroup {
  /** A security group that decides what the instances may open: a `WorkloadSecurityGroup`, for example. */
  readonly securityGroupId: string;
  readonly egress?: never;
}

export interface TestApplicationSharedProps {
  /** The VPC whose protected subnets get an instance each. */
  readonly vpc: IZonedVpc;
  /**
   * Instruction set of image and instance.
   * @default 'x86_64'
   * @throws PlanError APP107 for anything else
   */
  readonly architecture?: Architecture;
  /**
   * EC2 instance type.
   * @default - `t3.micro`, or `t4g.micro` for `arm64`
   * @throws PlanError APP105 when it runs images of the other architecture
   */
  readonly instanceType?: string;
  /**
   * An image id, or `resolve:ssm:<parameter>`.
   * @default - the newest Amazon Linux 2023 image at the time an instance is launched
   * @throws PlanError APP106 for anything else
   */
  readonly imageId?: string;
  /**
   * Partition of the account.
   * @default 'aws'
   */
  readonly partition?: NonNullable<AccountScope['partition']>;
  /**
   * Name tag of everything made, with the zone's key at the end for an instance.
   * @default 'test-application'
   */
  readonly name?: string;
  /**
   * What must exist before an instance starts: the egress routes, so that its first packet is inspected.
   * @default - instances wait for their subnet only
   */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** One instance of the test application. */
export interface TestApplicationInstance {
  readonly availabilityZone: string;
  /** `i-…`, known at apply; what `aws ssm start-session --target` takes. */
  readonly instanceId: string;
  /** Known at apply. */
  readonly privateIp: string;
}

/**
 * One Amazon Linux 2023 instance in the protected subnet of each zone, to try egress with: no public address, no inbound
 * rule, no key pair, no user data. Operators come in through Session Manager, which needs the interface endpoints
 * `ssm` and `ssmmessages` in the VPC, or an engine that lets their names pass.
 * @throws PlanError with every problem of the props
 */
export class TestApplication extends Construct {
  /** In the order of the VPC's zones. */
  readonly instances: readonly TestApplicationInstance[];
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, props: TestApplicationProps) {
    super(scope, id);
    const { vpc, architecture = 'x86_64', partition = 'aws' } = props;
    const egress = props.egress ?? (props.securityGroupId === undefined ? DEFAULT_WORKLOAD_EGRESS : []);
    const { instanceType = DEFAULT_INSTANCE_TYPE[architecture], name = 'test-application' } = props;
    const imageId = props.imageId ?? amazonLinux2023(architecture);
    const zones = vpc.zones.flatMap((zone) => withProtectedSubnet(zone));
    const egressInput = { egress, ipv6: vpc.ipv6 !== 'none', vpcCidrBlocks: vpc.cidrBlocks };
    throwProblems(
      `test application \`${this.node.path}\``,
      findWorkloadProblems({
        ...egressInput,
        decidedTwice: props.egress !== undefined && props.securityGroupId !== undefined,
        protectedZones: zones.length,
        architecture,
        instanceType,
        imageId,
      }),
    );

    const securityGroupId =
      props.securityGroupId ?? this.securityGroup(vpc.vpcId, name, planWorkloadEgress(egressInput)).id;
    const template = this.launchTemplate(imageId, instanceType, name, this.instanceProfile(partition, name));
    this.securityGroupId = securityGroupId;
    this.instances = zones.map(({ zone, subnet }) => {
      const instance = new Instance(this, `${zone.key}-instance`, {
        launchTemplate: { id: template.id, version: `\${${template.fqn}.latest_version}` },
        subnetId: subnet.subnetId,
        vpcSecurityGroupIds: [securityGroupId],
        associatePublicIpAddress: false,
        tags: { Name: `${name}-${zone.key}` },
        ...(props.dependsOn === undefined ? {} : { dependsOn: [...props.dependsOn] }),
      });
      return {
        availabilityZone: zone.availabilityZone,
        instanceId: instance.id,
        privateIp: instance.privateIp,
      };
    });
  }

  private securityGroup(
    vpcId: string,
    name: string,
    rules: ReturnType<typeof planWorkloadEgress>,
  ): SecurityGroup {
    return new SecurityGroup(this, 'security-group', {
      description: 'Test application: declared egress only, nothing inbound',
      vpcId,
      // Empty, not absent: an inbound rule that somebody adds by hand shows up in the next plan and is removed.
      ingress: [],
      egress: rules.map(({ cidrBlocks, ipv6CidrBlocks, ...rule }) => ({
        ...rule,
        cidrBlocks: [...cidrBlocks],
        ipv6CidrBlocks: [...ipv6CidrBlocks],
      })),
      tags: { Name: name },
    });
  }

  private instanceProfile(partition: string, name: string): IamInstanceProfile {
    const role = new IamRole(this, 'role', {
      description: 'Lets the test application register with Systems Manager, and nothing else',
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: ec2Principal(partition) } },
        ],
      }),
      tags: { Name: name },
    });
    new IamRolePolicyAttachment(this, 'session-manager', {
      role: role.name,
      policyArn: `arn:${partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`,
    });
    return new IamInstanceProfile(this, 'instance-profile', { role: role.name, tags: { Name: name } });
  }

  // Image, volume and metadata options stand here and not on the instance: for a root volume declared on the instance,
  // the provider looks the image up by its id and cannot follow a parameter.
  private launchTemplate(
    imageId: string,
    instanceType: string,
    name: string,
    profile: IamInstanceProfile,
  ): LaunchTemplate {
    return new LaunchTemplate(this, 'launch-template', {
      description: 'Test application',
      imageId,
      instanceType,
      updateDefaultVersion: true,
      iamInstanceProfile: { arn: profile.arn },
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        {
          deviceName: AMAZON_LINUX_2023_ROOT_DEVICE,
          ebs: { encrypted: 'true', volumeType: 'gp3', deleteOnTermination: 'true' },
        },
      ],
      tags: { Name: name },
    });
  }
}

// EC2 is one of the services whose principal follows the partition's domain; IAM guide for China, "Service principals".
function ec2Principal(partition: string): string {
  return partition === 'aws-cn' ? 'ec2.amazonaws.com.cn' : 'ec2.amazonaws.com';
}

function withProtectedSubnet(zone: RoutedZone): readonly { zone: RoutedZone; subnet: RoutedSubnet }[] {
  const subnet = zone.subnets.protected;
  return subnet === undefined ? [] : [{ zone, subnet }];
}
