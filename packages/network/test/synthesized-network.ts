import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { TerraformElement, TerraformStack, Testing } from 'cdktf';
import { EgressRoutes, InspectedVpc, type EgressRoutesProps, type InspectedVpcProps } from '../src';

/** A resource of the Terraform JSON, with the path of its construct. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  /** Path below the stack, for example `vpc/a-protected/subnet`. */
  readonly path: string;
  readonly body: Body;
}

/** Terraform JSON, read by what it means. */
export class Synthesized {
  readonly resources: readonly Resource[];

  constructor(build: (stack: TerraformStack) => void) {
    const stack = new TerraformStack(Testing.app({ stackTraces: false }), 'test');
    new AwsProvider(stack, 'aws', { region: 'us-east-1' });
    build(stack);
    const pathOf = new Map(
      stack.node
        .findAll()
        .filter((construct) => TerraformElement.isTerraformElement(construct))
        .map((element) => [element.friendlyUniqueId, element.node.path.replace(/^test\//, '')]),
    );
    const { resource } = JSON.parse(Testing.synth(stack, true)) as {
      resource: Record<string, Record<string, Body>>;
    };
    this.resources = Object.entries(resource).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, body]) => ({ type, name, path: pathOf.get(name) ?? name, body })),
    );
  }

  ofType(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The only resource whose construct has this path. */
  at(path: string): Resource {
    const found = this.resources.filter((resource) => resource.path === path);
    if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} resources at ${path}`);
    return found[0];
  }

  /** The resource that `${type.name.attribute}` or `type.name` refers to; undefined for a literal. */
  referredBy(value: unknown): Resource | undefined {
    const [, type, name] = /^(?:\$\{)?(aws_\w+)\.([\w-]+)/.exec(String(value)) ?? [];
    return this.resources.find((resource) => resource.type === type && resource.name === name);
  }

  pathsOf(values: unknown): readonly string[] {
    return (values as readonly unknown[]).map((value) => this.referredBy(value)?.path ?? String(value));
  }
}

type Body = Readonly<Record<string, unknown>>;

export const ZONES: InspectedVpcProps['zones'] = [
  { availabilityZone: 'us-east-1a' },
  { availabilityZone: 'us-east-1b' },
];

/** A VPC, an endpoint in each firewall subnet (`a-vpce`, `b-vpce`), and the routes through them. */
export function synthesizeEgress(
  vpcProps: Partial<InspectedVpcProps> = {},
  routesProps: Partial<EgressRoutesProps> = {},
): Synthesized {
  return new Synthesized((stack) => {
    const vpc = addVpc(stack, vpcProps);
    const firewallEndpoints = vpc.subnets('firewall').map(({ zoneKey, availabilityZone, subnetId }) => {
      const endpoint = new VpcEndpoint(stack, `${zoneKey}-vpce`, {
        vpcId: vpc.vpcId,
        subnetIds: [subnetId],
        serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0',
        vpcEndpointType: 'GatewayLoadBalancer',
      });
      return { availabilityZone, vpcEndpointId: endpoint.id };
    });
    new EgressRoutes(stack, 'routes', { vpc, firewallEndpoints, ...routesProps });
  });
}

export function synthesizeVpc(props: Partial<InspectedVpcProps> = {}): Synthesized {
  return new Synthesized((stack) => addVpc(stack, props));
}

function addVpc(stack: TerraformStack, props: Partial<InspectedVpcProps>): InspectedVpc {
  return new InspectedVpc(stack, 'vpc', { cidrBlock: '10.1.0.0/16', zones: ZONES, ...props });
}
