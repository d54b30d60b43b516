import { planS3EndpointPolicy, type PolicyDocument, type PolicyStatement } from '@inspected-egress/policy';
import { synthesize } from '@inspected-egress/testing';
import {
  GatewayEndpoints,
  InterfaceEndpoints,
  planSessionManagerEndpoints,
  type EndpointPolicyDecision,
  type GatewayEndpointsProps,
  type InterfaceEndpointsProps,
} from '../src';
import { literalVpc } from './literal-vpc';
import { problemLines } from './problem-lines';

const region = 'us-east-1';
const perimeter = { organizationId: 'o-exampleorg1' };
const RESTRICTED: EndpointPolicyDecision = { document: planS3EndpointPolicy({ perimeter, region }) };

const gateway = (endpoints: GatewayEndpointsProps['endpoints'], more: Partial<GatewayEndpointsProps> = {}) =>
  synthesize(
    (stack) => new GatewayEndpoints(stack, 'gateway', { vpc: literalVpc(), region, endpoints, ...more }),
  );

const interfaces = (more: Partial<InterfaceEndpointsProps> = {}) =>
  synthesize(
    (stack) =>
      new InterfaceEndpoints(stack, 'interface', {
        vpc: literalVpc(),
        region,
        endpoints: planSessionManagerEndpoints({ perimeter, region }),
        ...more,
      }),
  );

describe('a gateway endpoint', () => {
  it('serves the tables of protected subnets in every zone and no others', () => {
    expect(gateway({ s3: { policy: RESTRICTED } }).only('aws_vpc_endpoint')).toMatchObject({
      vpc_endpoint_type: 'Gateway',
      service_name: 'com.amazonaws.us-east-1.s3',
      route_table_ids: ['rtb-a-protected', 'rtb-b-protected'],
    });
  });

  it('serves the tables of the tiers that are named', () => {
    const { route_table_ids: tables } = gateway({
      dynamodb: { policy: RESTRICTED, tiers: ['isolated'] },
    }).only('aws_vpc_endpoint');
    expect(tables).toEqual(['rtb-a-isolated', 'rtb-b-isolated']);
  });

  it('carries its policy, and says by tags that it is a bypass', () => {
    const endpoint = gateway({ s3: { policy: RESTRICTED } }, { tags: { owner: 'net' } }).only(
      'aws_vpc_endpoint',
    );
    expect(JSON.parse(String(endpoint['policy']))).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'IdentitiesAndResourcesOfThePerimeter',
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:*',
          Resource: '*',
          Condition: {
            StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1', 'aws:ResourceOrgID': 'o-exampleorg1' },
          },
        },
        {
          Sid: 'ReadBucketsOfAws',
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: ['arn:aws:s3:::al2023-repos-us-east-1-de612dc2/*'],
        },
      ],
    });
    expect(endpoint['tags']).toEqual({
      owner: 'net',
      Name: 's3',
      'inspected-egress:bypass': 'gateway-endpoint/s3',
      'inspected-egress:access': 'restricted',
    });
  });

  it('with full access keeps the reason in a tag', () => {
    const endpoint = gateway({ s3: { policy: { fullAccessBecause: 'migration until June' } } }).only(
      'aws_vpc_endpoint',
    );
    expect(JSON.parse(String(endpoint['policy']))).toMatchObject({
      Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
    });
    expect(endpoint['tags']).toMatchObject({
      'inspected-egress:full-access-because': 'migration until June',
    });
  });

  it('lets go of the table of a zone before the table is destroyed', () => {
    expect(gateway({ s3: { policy: RESTRICTED } }).only('aws_vpc_endpoint')).toMatchObject({
      lifecycle: { create_before_destroy: true },
    });
  });

  it.each<[string, Partial<PolicyStatement>]>([
    ['every action of the service', { Action: 's3:*' }],
    ['every action of the service, in other letters, among others', { Action: ['s3:GetObject', 'S3:*'] }],
    ['every action of every service', { Action: '*' }],
  ])('that lets everybody do %s says so, and why', (_, change) => {
    const document: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*', ...change }],
    };
    expect(problemLines(() => gateway({ s3: { policy: { document } } }))).toEqual([
      'endpoints.s3.policy.document.Statement[0]: the statement lets everybody do everything; narrow it, or state `fullAccessBecause` with the reason in place of the document [NET416]',
    ]);
  });

  it.each<[string, Partial<PolicyStatement>]>([
    ['by a condition', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } } }],
    ['by its resources', { Resource: 'arn:aws:s3:::data/*' }],
    ['by its actions', { Action: 's3:Get*' }],
    ['by being a deny', { Effect: 'Deny' }],
  ])('may have a statement that is narrowed %s', (_, change) => {
    const document: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*', ...change }],
    };
    expect(problemLines(() => gateway({ s3: { policy: { document } } }))).toEqual([]);
  });

  it('has a policy that states something', () => {
    const document: PolicyDocument = { Version: '2012-10-17', Statement: [] };
    expect(problemLines(() => gateway({ s3: { policy: { document } } }))).toEqual([
      'endpoints.s3.policy.document.Statement: a policy without statements is not accepted; state what may pass, or leave out the endpoint [NET417]',
    ]);
  });

  it('is in the Region of the VPC', () => {
    expect(problemLines(() => gateway({ s3: { policy: RESTRICTED } }, { region: 'eu-west-1' }))).toEqual([
      'region: `eu-west-1` is not the Region of `us-east-1a`, a zone of the VPC; use `us-east-1` [NET418]',
    ]);
    expect(problemLines(() => gateway({ s3: { policy: RESTRICTED } }, { region: '${var.region}' }))).toEqual(
      [],
    );
  });

  it('is refused with all its problems at once', () => {
    const wide: PolicyDocument = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::111122223333:root' },
          Action: 's3:*',
          Resource: '*',
        },
        { Effect: 'Allow', Principal: { AWS: '*' }, Action: ['*'], Resource: ['*'] },
        {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:*',
          Resource: Array<string>(1000).fill('arn:aws:s3:::bucket'),
        },
      ],
    };
    const vpc = literalVpc();
    const zones = vpc.zones.map((zone) => ({ ...zone, subnets: {} }));
    const make = () =>
      gateway(
        {
          s3: { policy: { document: wide } },
          dynamodb: { policy: { fullAccessBecause: 'why & how' }, tiers: [] },
        },
        { vpc: { ...vpc, zones }, region: 'Virginia' },
      );
    expect(problemLines(make)).toMatchSnapshot();
  });
});

describe('interface endpoints', () => {
  it('stand in the endpoint subnet of every zone, with private DNS and their own policy', () => {
    const endpoints = interfaces().all('aws_vpc_endpoint');
    expect(endpoints).toHaveLength(2);
    for (const endpoint of endpoints) {
      expect(endpoint).toMatchObject({
        vpc_endpoint_type: 'Interface',
        private_dns_enabled: true,
        subnet_ids: ['subnet-a-endpoint', 'subnet-b-endpoint'],
      });
      expect(String(endpoint['policy'])).toContain('o-exampleorg1');
    }
    expect(endpoints.map((endpoint) => endpoint['service_name'])).toEqual([
      'com.amazonaws.us-east-1.ssm',
      'com.amazonaws.us-east-1.ssmmessages',
    ]);
  });

  it('let go of the subnet of a zone before the subnet is destroyed', () => {
    for (const endpoint of interfaces().all('aws_vpc_endpoint')) {
      expect(endpoint).toMatchObject({ lifecycle: { create_before_destroy: true } });
    }
  });

  it.each([
    ['SSM', 'NET430'],
    ['ecr.', 'NET430'],
    ['ecr/api', 'NET430'],
    ['', 'NET430'],
    ['${var.service}', 'NET101'],
  ])('have services that are the last part of a name, not `%s`', (service, code) => {
    expect(problemLines(() => interfaces({ endpoints: [{ service, policy: RESTRICTED }] }))).toEqual([
      expect.stringMatching(new RegExp(`^endpoints\\[0\\]\\.service: .*\\[${code}\\]$`)),
    ]);
  });

  it('have services that differ in more than dots and hyphens, as their constructs have to', () => {
    const endpoints = ['ecr.api', 'ecr-api'].map((service) => ({ service, policy: RESTRICTED }));
    expect(problemLines(() => interfaces({ endpoints }))).toEqual([
      'endpoints[1].service: `ecr-api` has an endpoint by endpoints[0] already, and a VPC takes one with private DNS; leave out one of the two [NET423]',
    ]);
  });

  it('stand in one zone at least', () => {
    const endpoints = [{ service: 'kms', policy: RESTRICTED, availabilityZones: [] }];
    expect(problemLines(() => interfaces({ endpoints }))).toEqual([
      'endpoints[0].availabilityZones: an endpoint in no zone is of no use; name a zone, or leave this out for all of them [NET431]',
    ]);
  });

  it('have clients that together are not everybody', () => {
    expect(problemLines(() => interfaces({ clientCidrBlocks: ['0.0.0.0/1', '128.0.0.0/1'] }))).toEqual([
      'clientCidrBlocks: these blocks together are every IPv4 address; give the blocks that clients have [NET432]',
    ]);
    expect(problemLines(() => interfaces({ clientCidrBlocks: ['0.0.0.0/1', '128.0.0.0/2'] }))).toEqual([]);
  });

  it.each([
    [{ support: true, hostnames: true }, []],
    [undefined, []],
    [
      { support: true, hostnames: false },
      [
        'vpc.dns: private DNS of the endpoints needs DNS hostnames, which is off in the VPC; turn DNS hostnames on in the VPC [NET433]',
      ],
    ],
    [{ support: false, hostnames: false }, [expect.stringContaining('DNS support'), expect.anything()]],
  ])('need the names of the VPC where these are known: %j', (dns, expected) => {
    const vpc = { ...literalVpc(), ...(dns === undefined ? {} : { dns }) };
    expect(problemLines(() => interfaces({ vpc }))).toEqual(expected);
  });

  it('are in the Region of the VPC', () => {
    expect(problemLines(() => interfaces({ region: 'eu-west-1' }))).toEqual([
      expect.stringContaining('[NET418]'),
    ]);
  });

  it('stand in the zones where their service is offered', () => {
    const [ssm] = planSessionManagerEndpoints({ perimeter, region });
    const endpoints = ssm === undefined ? [] : [{ ...ssm, availabilityZones: ['us-east-1b'] }];
    expect(interfaces({ endpoints }).only('aws_vpc_endpoint')['subnet_ids']).toEqual(['subnet-b-endpoint']);
  });

  it('admit HTTPS from protected subnets and open nothing themselves', () => {
    const group = interfaces().only('aws_security_group');
    expect(group['ingress']).toEqual([
      expect.objectContaining({
        protocol: 'tcp',
        from_port: 443,
        to_port: 443,
        cidr_blocks: ['10.1.0.0/24', '10.1.16.0/24'],
      }),
    ]);
    expect(group['egress']).toEqual([]);
  });

  it('admit the clients that are named beside them', () => {
    const group = interfaces({ clientTiers: ['isolated'], clientCidrBlocks: ['10.9.0.0/24'] }).only(
      'aws_security_group',
    );
    expect(group['ingress']).toEqual([
      expect.objectContaining({ cidr_blocks: ['10.1.8.0/24', '10.1.24.0/24', '10.9.0.0/24'] }),
    ]);
  });

  it('say by tags that they are bypasses', () => {
    expect(
      interfaces()
        .all('aws_vpc_endpoint')
        .map((endpoint) => endpoint['tags']),
    ).toEqual([
      {
        Name: 'ssm',
        'inspected-egress:bypass': 'interface-endpoint/ssm',
        'inspected-egress:access': 'restricted',
      },
      {
        Name: 'ssmmessages',
        'inspected-egress:bypass': 'interface-endpoint/ssmmessages',
        'inspected-egress:access': 'restricted',
      },
    ]);
  });

  it('are refused with all their problems at once', () => {
    const make = () =>
      interfaces({
        endpoints: [
          { service: 'kms', policy: RESTRICTED },
          { service: 'kms', policy: RESTRICTED, availabilityZones: ['us-east-1c'] },
          { service: 's3', policy: { fullAccessBecause: '' } },
        ],
        clientTiers: [],
        clientCidrBlocks: ['0.0.0.0/0', '10.0.0.1/24', '2001:db8::/56'],
      });
    expect(problemLines(make)).toMatchSnapshot();
  });

  it('are refused without endpoint subnets, without clients, and for more clients than a group takes', () => {
    const vpc = literalVpc();
    const zones = vpc.zones.map((zone) => ({ ...zone, subnets: {} }));
    expect(problemLines(() => interfaces({ vpc: { ...vpc, zones }, clientTiers: [] })).join()).toMatch(
      /NET429.*NET426/,
    );
    const clientCidrBlocks = Array.from({ length: 60 }, (_, index) => `10.2.${index}.0/24`);
    expect(problemLines(() => interfaces({ clientCidrBlocks })).join()).toContain('NET428');
  });
});

it('operators need an endpoint of Systems Manager and one of its messages, each with a policy', () => {
  const planned = planSessionManagerEndpoints({ perimeter, region });
  expect(planned.map(({ service }) => service)).toEqual(['ssm', 'ssmmessages']);
  expect(planned.every(({ policy }) => 'document' in policy)).toBe(true);
});
