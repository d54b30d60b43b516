import {
  GatewayEndpoints,
  InterfaceEndpoints,
  type AccountScope,
  type IRoutedVpc,
} from '@inspected-egress/network';
import {
  compileEndpointPolicy,
  dnsSuffixOf,
  type Approximation,
  type EgressPolicy,
  type EndpointPlace,
  type ServiceEndpoint,
} from '@inspected-egress/policy';
import { Construct } from 'constructs';

export interface PrivateServicesProps extends AccountScope {
  readonly vpc: IRoutedVpc;
  readonly policy: EgressPolicy;
  readonly today: string;
}

const ENDPOINTS = {
  ssm: { kind: 'interface' },
  ssmmessages: { kind: 'interface' },
  s3: { kind: 'gateway', awsOwnedBuckets: ['amazon-linux-2023', 'systems-manager'] },
} as const satisfies Readonly<Record<string, ServiceEndpoint>>;

/**
 * AWS services that are reached without the internet, so that operators can get in and packages can be installed
 * whatever the firewall drops: Session Manager by interface endpoints; S3 by its gateway endpoint, for this account's
 * buckets, Amazon Linux's packages and Systems Manager's downloads. Each is a declared way past the firewall, and its
 * policy lets through what the egress policy permits to the service.
 */
export class PrivateServices extends Construct {
  /** Where workloads find the endpoints. */
  readonly places: Readonly<Record<keyof typeof ENDPOINTS, EndpointPlace>>;
  /** What their clients ask the resolver for: of S3, buckets by name and the dual-stack names that package managers use. */
  readonly dnsNames: readonly string[];
  /** Where endpoint policies permit more or less than the egress policy. */
  readonly approximations: readonly Approximation[];

  constructor(
    scope: Construct,
    id: string,
    { vpc, accountId, region, partition = 'aws', policy, today }: PrivateServicesProps,
  ) {
    super(scope, id);
    const perimeter = { accountIds: [accountId] };
    const { artefact, approximations } = compileEndpointPolicy(policy, {
      today,
      perimeter,
      region,
      partition,
      endpoints: ENDPOINTS,
    });
    const policyOf = (service: keyof typeof ENDPOINTS) => {
      const document = artefact.documents[service];
      if (document === undefined) throw new Error(`no endpoint policy was made for ${service}`);
      return { document };
    };
    new InterfaceEndpoints(this, 'interface', {
      vpc,
      region,
      endpoints: (['ssm', 'ssmmessages'] as const).map((service) => ({ service, policy: policyOf(service) })),
    });
    const gateway = new GatewayEndpoints(this, 'gateway', {
      vpc,
      region,
      endpoints: { s3: { policy: policyOf('s3') } },
    });
    const interfaces = { cidrBlocks: vpc.zones.flatMap(({ subnets }) => subnets.endpoint?.cidrBlock ?? []) };
    const s3 = { prefixListId: gateway.prefixListIds.s3 ?? '' };
    const suffix = `${region}.${dnsSuffixOf(partition)}`;
    this.dnsNames = [
      ...['ssm', 'ssmmessages', 's3', 's3.dualstack'].map((service) => `${service}.${suffix}`),
      ...['s3', 's3.dualstack'].map((service) => `*.${service}.${suffix}`),
    ];
    this.places = { ssm: interfaces, ssmmessages: interfaces, s3 };
    this.approximations = approximations;
  }
}
