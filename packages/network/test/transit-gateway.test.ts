import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { planS3EndpointPolicy, workshopPolicy } from '@inspected-egress/policy';
import type { TerraformStack } from 'cdktf';
import fc from 'fast-check';
import {
  AcceptedSpoke,
  EgressRoutes,
  GatewayEndpoints,
  InspectedVpc,
  InterfaceEndpoints,
  NetworkAcls,
  planAddresses,
  planSessionManagerEndpoints,
  SpokeVpc,
  TransitGateway,
  type InspectedVpcProps,
  type SpokeVpcProps,
  type TransitGatewayProps,
} from '../src';
import { planTransitGateway } from '../src/plan/transit-gateway';
import { problemLines } from './problem-lines';
import { Synthesized, ZONES, type Resource } from './synthesized-network';

interface Changes {
  readonly gateway?: Partial<TransitGatewayProps>;
  readonly hub?: Partial<InspectedVpcProps>;
  readonly spoke?: Partial<SpokeVpcProps>;
}

function build(stack: TerraformStack, { gateway, hub, spoke }: Changes = {}): void {
  const transitGateway = new TransitGateway(stack, 'gateway', {
    spokeCidrBlocks: ['10.0.0.0/8'],
    ...gateway,
  });
  const vpc = new InspectedVpc(stack, 'hub', {
    cidrBlock: '100.64.0.0/16',
    zones: ZONES,
    transitGateway,
    ...hub,
  });
  const firewallEndpoints = vpc.subnets('firewall').map(({ zoneKey, availabilityZone, subnetId }) => {
    const endpoint = new VpcEndpoint(stack, `${zoneKey}-vpce`, {
      vpcId: vpc.vpcId,
      subnetIds: [subnetId],
      serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0',
      vpcEndpointType: 'GatewayLoadBalancer',
    });
    return { availabilityZone, vpcEndpointId: endpoint.id };
  });
  new EgressRoutes(stack, 'routes', { vpc, firewallEndpoints });
  new SpokeVpc(stack, 'spoke', { cidrBlock: '10.1.0.0/16', zones: ZONES, transitGateway, ...spoke });
}

const synthesized = (changes: Changes = {}) => new Synthesized((stack) => build(stack, changes));
const problems = (changes: Changes) => problemLines(() => synthesized(changes));

const TARGETS = ['gateway_id', 'nat_gateway_id', 'vpc_endpoint_id', 'transit_gateway_id'];

/** `hub/a-nat: 10.0.0.0/8 to a-vpce`, for every route. */
function routesOf(network: Synthesized): readonly string[] {
  const nameOf = (value: unknown) =>
    network.referredBy(value)?.path.replace(/\/(table|gateway)$/u, '') ?? '?';
  return network.ofType('aws_route').map(({ body }) => {
    const target = TARGETS.map((name) => body[name]).find((value) => value !== undefined);
    return `${nameOf(body['route_table_id'])}: ${String(body['destination_cidr_block'])} to ${nameOf(target)}`;
  });
}

describe('an inspection VPC and a spoke', () => {
  const network = synthesized();

  // By hand, from "Deployment models for AWS Network Firewall" and the Transit Gateway guide: one line for each route there.
  it('has the routes of the centralized model, in each zone its own', () => {
    const inZone = (zone: string) => [
      `hub/${zone}-transit: 0.0.0.0/0 to ${zone}-vpce`,
      `hub/${zone}-firewall: 0.0.0.0/0 to hub/${zone}-nat-gateway`,
      `hub/${zone}-firewall: 10.0.0.0/8 to gateway`,
      `hub/${zone}-nat: 0.0.0.0/0 to hub/internet-gateway`,
      `hub/${zone}-nat: 10.0.0.0/8 to ${zone}-vpce`,
      `spoke/${zone}-protected: 0.0.0.0/0 to gateway`,
    ];
    expect([...routesOf(network)].sort()).toEqual([...inZone('a'), ...inZone('b')].sort());
  });

  it('gives each attachment the table of its role, and drops what one spoke sends to another', () => {
    const ofType = (type: string) => network.ofType(`aws_ec2_transit_gateway_${type}`);
    const named = ({ body }: Resource, ...names: readonly string[]) =>
      names.map((name) => network.referredBy(body[name])?.path ?? String(body[name])).join(' ');
    const ends = ['transit_gateway_route_table_id', 'transit_gateway_attachment_id'];
    expect(
      ofType('route_table_association')
        .map((one) => named(one, ...ends))
        .sort(),
    ).toEqual(['gateway/inspected hub/transit/attachment', 'gateway/spokes spoke/transit/attachment']);
    expect(ofType('route_table_propagation').map((one) => named(one, ...ends))).toEqual([
      'gateway/inspected spoke/transit/attachment',
    ]);
    expect(
      ofType('route')
        .map((one) => named(one, 'destination_cidr_block', ...ends, 'blackhole'))
        .sort(),
    ).toEqual([
      '0.0.0.0/0 gateway/spokes hub/transit/attachment undefined',
      '10.0.0.0/8 gateway/spokes undefined true',
    ]);
  });

  it('has appliance mode where packets are inspected, and nowhere else', () => {
    const modes = network
      .ofType('aws_ec2_transit_gateway_vpc_attachment')
      .map(({ path, body }) => `${path} ${String(body['appliance_mode_support'])}`);
    expect(modes.sort()).toEqual(['hub/transit/attachment enable', 'spoke/transit/attachment disable']);
  });

  it('leaves no table to chance: the default tables of the transit gateway are off', () => {
    expect(network.ofType('aws_ec2_transit_gateway')[0]?.body).toMatchObject({
      default_route_table_association: 'disable',
      default_route_table_propagation: 'disable',
      auto_accept_shared_attachments: 'disable',
    });
  });

  it('has one way out: no internet gateway and no NAT gateway in the spoke', () => {
    const places = ['aws_internet_gateway', 'aws_nat_gateway'].flatMap((type) => network.ofType(type));
    expect(places.map(({ path }) => path.split('/')[0])).toEqual(['hub', 'hub', 'hub']);
  });

  it('attaches subnets that are for the attachment alone, a /28 in each zone', () => {
    const attached = network
      .ofType('aws_ec2_transit_gateway_vpc_attachment')
      .flatMap(({ body }) => [...network.pathsOf(body['subnet_ids'])]);
    const blocks = attached.map((path) => `${path} ${String(network.at(path).body['cidr_block'])}`);
    expect(blocks.sort()).toEqual([
      'hub/a-transit/subnet 100.64.30.0/28',
      'hub/b-transit/subnet 100.64.62.0/28',
      'spoke/a-transit/subnet 10.1.30.0/28',
      'spoke/b-transit/subnet 10.1.62.0/28',
    ]);
  });

  it('opens no route to the transit gateway before the VPC is attached', () => {
    const waiting = network
      .ofType('aws_route')
      .filter(({ body }) => body['transit_gateway_id'] !== undefined);
    expect(waiting).toHaveLength(4);
    for (const { path, body } of waiting) {
      const attachment = path.startsWith('spoke') ? 'spoke/transit/attachment' : 'hub/transit/attachment';
      expect(network.pathsOf(body['depends_on'])).toContain(attachment);
    }
  });
});

it('with betweenSpokes inspected, no spoke is kept from another at the transit gateway', () => {
  const routes = synthesized({ gateway: { betweenSpokes: 'inspected' } }).ofType(
    'aws_ec2_transit_gateway_route',
  );
  expect(routes.map(({ body }) => body['destination_cidr_block'])).toEqual(['0.0.0.0/0']);
});

it('an inspection VPC may have workloads too, whose replies cross the endpoint that saw the request', () => {
  const routes = routesOf(synthesized({ hub: { tiers: ['protected', 'transit', 'nat', 'firewall'] } }));
  expect(routes).toContain('hub/a-protected: 0.0.0.0/0 to a-vpce');
  expect(routes).toContain('hub/a-nat: 100.64.0.0/20 to a-vpce');
  expect(routes).toContain('hub/a-transit: 0.0.0.0/0 to a-vpce');
});

it('the transit gateway of another account is attached to, and its tables are left to its owner', () => {
  const network = new Synthesized((stack) => {
    const transitGateway = { transitGatewayId: 'tgw-0123456789abcdef0', spokeCidrBlocks: ['10.0.0.0/8'] };
    new SpokeVpc(stack, 'spoke', { cidrBlock: '10.1.0.0/16', zones: ZONES, transitGateway });
  });
  expect(network.ofType('aws_ec2_transit_gateway_vpc_attachment')[0]?.body).not.toHaveProperty(
    'transit_gateway_default_route_table_association',
  );
  expect(network.ofType('aws_ec2_transit_gateway_route_table_association')).toEqual([]);
});

it('before the owner of a transit gateway has accepted its attachment, nothing of a spoke leads there', () => {
  const routesOf = (attachment?: 'pending' | 'accepted') =>
    new Synthesized((stack) => {
      const transitGateway = { transitGatewayId: 'tgw-0123456789abcdef0', spokeCidrBlocks: ['10.0.0.0/8'] };
      const props = { cidrBlock: '10.1.0.0/16', zones: ZONES, transitGateway };
      new SpokeVpc(stack, 'spoke', attachment === undefined ? props : { ...props, attachment });
    }).ofType('aws_route');
  expect(routesOf('pending')).toEqual([]);
  expect(routesOf('accepted')).toHaveLength(ZONES.length);
  expect(routesOf()).toEqual(routesOf('accepted'));
});

it('a spoke has network ACLs, endpoints and groups of its own, as any VPC of workloads', () => {
  const network = new Synthesized((stack) => {
    const transitGateway = new TransitGateway(stack, 'gateway', { spokeCidrBlocks: ['10.0.0.0/8'] });
    const vpc = new SpokeVpc(stack, 'spoke', {
      ...{ cidrBlock: '10.1.0.0/16', zones: ZONES, transitGateway },
      ...{ networkAcls: 'elsewhere', tiers: ['protected', 'endpoint'] },
    });
    const policy = workshopPolicy();
    new NetworkAcls(stack, 'acls', { vpc, egressPolicy: { policy, today: '2026-11-29' } });
    const perimeter = { organizationId: 'o-exampleorg1' };
    const region = 'us-east-1';
    const document = planS3EndpointPolicy({ perimeter, region });
    new GatewayEndpoints(stack, 'gateways', { vpc, region, endpoints: { s3: { policy: { document } } } });
    const endpoints = planSessionManagerEndpoints({ perimeter, region });
    new InterfaceEndpoints(stack, 'interfaces', { vpc, region, endpoints });
  });
  const acls = network
    .ofType('aws_network_acl_rule')
    .map(({ body }) => network.referredBy(body['network_acl_id']));
  expect(new Set(acls.map((acl) => acl?.path))).toEqual(
    new Set(['protected', 'endpoint', 'transit'].map((tier) => `spoke/${tier}-acl/acl`)),
  );
  const [s3, ...others] = [...network.ofType('aws_vpc_endpoint')]
    .sort((one, other) => (one.path < other.path ? -1 : 1))
    .map(({ body }) => network.pathsOf(body['route_table_ids'] ?? body['subnet_ids']));
  expect(s3).toEqual(['spoke/a-protected/table', 'spoke/b-protected/table']);
  for (const subnets of others)
    expect(subnets).toEqual(['spoke/a-endpoint/subnet', 'spoke/b-endpoint/subnet']);
});

describe('a transit gateway for other accounts', () => {
  const sharedWith = ['111122223333', 'arn:aws:organizations::444455556666:ou/o-abc123/ou-ab12-cdef3456'];

  it('is shared within the organization, and accepts nobody by itself', () => {
    const network = synthesized({ gateway: { sharedWith } });
    expect(network.ofType('aws_ram_resource_share')[0]?.body['allow_external_principals']).toBe(false);
    const principals = network.ofType('aws_ram_principal_association').map(({ body }) => body['principal']);
    expect([...principals].sort()).toEqual(sharedWith);
    const [shared] = network.ofType('aws_ram_resource_association');
    expect(network.referredBy(shared?.body['resource_arn'])?.path).toBe('gateway/gateway');
  });

  it('gives a spoke of theirs its table once the owner accepts it', () => {
    const network = new Synthesized((stack) => {
      const transitGateway = new TransitGateway(stack, 'gateway', {
        spokeCidrBlocks: ['10.0.0.0/8'],
        sharedWith,
      });
      new AcceptedSpoke(stack, 'theirs', { transitGateway, attachmentId: 'tgw-attach-0123456789abcdef0' });
    });
    const tableOf = (path: string) =>
      network.referredBy(network.at(path).body['transit_gateway_route_table_id'])?.path;
    expect(tableOf('theirs/association')).toBe('gateway/spokes');
    expect(tableOf('theirs/propagation')).toBe('gateway/inspected');
    for (const path of ['theirs/association', 'theirs/propagation'])
      expect(network.pathsOf(network.at(path).body['depends_on'])).toEqual(['theirs/accepter']);
  });

  it('accepts attachments alone', () => {
    const lines = problemLines(
      () =>
        new Synthesized((stack) => {
          const transitGateway = new TransitGateway(stack, 'gateway', { spokeCidrBlocks: ['10.0.0.0/8'] });
          new AcceptedSpoke(stack, 'theirs', { transitGateway, attachmentId: 'vpc-0123456789abcdef0' });
        }),
    );
    expect(lines).toEqual([expect.stringContaining('attachmentId')]);
  });
});

describe('bad input', () => {
  it.each<[Changes, string]>([
    [{ gateway: { spokeCidrBlocks: [] } }, 'spokeCidrBlocks: no block of spokes is given [NET701]'],
    [{ gateway: { spokeCidrBlocks: ['10.0.0.1/8'] } }, 'spokeCidrBlocks[0]'],
    [{ gateway: { spokeCidrBlocks: ['0.0.0.0/0'] } }, 'spokeCidrBlocks[0]'],
    [{ gateway: { spokeCidrBlocks: ['10.0.0.0/8', '10.1.0.0/16'] } }, 'spokeCidrBlocks[1] overlaps [NET106]'],
    [{ gateway: { betweenSpokes: 'open' as 'blocked' } }, 'betweenSpokes: `open` [NET125]'],
    [
      { spoke: { cidrBlock: '172.16.0.0/16' } },
      'cidrBlock: `172.16.0.0/16` lies in no block of `spokeCidrBlocks` [NET702]',
    ],
    [
      { hub: { cidrBlock: '10.1.0.0/16' } },
      'cidrBlock: `10.1.0.0/16` overlaps `10.1.0.0/16` of `test/hub` [NET703]',
    ],
    [{ hub: { position: 'after-nat' } }, 'position [NET704]'],
    [{ hub: { natGateways: 'none', tiers: ['transit', 'firewall'] } }, 'natGateways [NET705]'],
    [{ hub: { natGateways: { singleZone: 'us-east-1a' } } }, 'natGateways [NET705]'],
    [{ hub: { tiers: ['protected', 'nat', 'firewall'] } }, 'tiers [NET706]'],
    [{ hub: { ipv6: 'inspected' } }, 'ipv6 [NET708]'],
    [{ spoke: { tiers: ['nat' as 'protected'] } }, 'tiers[0] [NET709]'],
    [{ spoke: { networkAcls: 'closed' as 'open' } }, 'networkAcls: `closed` [NET125]'],
    [{ spoke: { attachment: 'open' as 'pending' } }, 'attachment: `open` [NET125]'],
    [{ spoke: { attachment: 'pending' } }, 'attachment of this account [NET712]'],
    [{ gateway: { sharedWith: ['o-abc123'] } }, 'sharedWith[0]: `o-abc123` [NET711]'],
    [{ gateway: { sharedWith: ['111122223333', '111122223333'] } }, 'sharedWith[1] [NET711]'],
    [{ spoke: { dns: { support: false, hostnames: true } } }, 'dns.hostnames [NET122]'],
  ])('%j is refused: %s', (changes, said) => {
    const lines = problems(changes);
    const [path = '', ...rest] = said.split(/ (?=\[NET)/u);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(rest.join(''));
    for (const part of path.split(' ')) expect(lines[0]).toContain(part);
  });

  it.each<[readonly string[] | undefined, string]>([
    [[], 'transitGateway.spokeCidrBlocks: '],
    [undefined, 'transitGateway.spokeCidrBlocks: '],
    [['10.0.0.1/8'], 'transitGateway.spokeCidrBlocks[0]: '],
    [['10.0.0.0/8', '10.1.0.0/16'], 'transitGateway.spokeCidrBlocks[1]: '],
    [['${aws_vpc.other.cidr_block}'], 'transitGateway.spokeCidrBlocks[0]: '],
  ])(
    'blocks of spokes that are none are refused of a transit gateway of somebody else: %j',
    (blocks, path) => {
      const transitGateway = {
        transitGatewayId: 'tgw-0123456789abcdef0',
        spokeCidrBlocks: blocks as readonly string[],
      };
      const made = [
        (stack: TerraformStack) =>
          new InspectedVpc(stack, 'hub', { cidrBlock: '100.64.0.0/16', zones: ZONES, transitGateway }),
        (stack: TerraformStack) =>
          new SpokeVpc(stack, 'spoke', { cidrBlock: '10.1.0.0/16', zones: ZONES, transitGateway }),
      ];
      for (const make of made)
        expect(problemLines(() => new Synthesized((stack) => void make(stack)))).toEqual([
          expect.stringContaining(path),
        ]);
    },
  );

  it('transit subnets without a transit gateway are refused', () => {
    const lines = problemLines(
      () =>
        new Synthesized(
          (stack) =>
            new InspectedVpc(stack, 'vpc', {
              cidrBlock: '10.1.0.0/16',
              zones: ZONES,
              tiers: ['protected', 'transit', 'nat', 'firewall'],
            }),
        ),
    );
    expect(lines).toEqual([expect.stringContaining('[NET707]')]);
  });

  it('everything that is wrong is said at once', () => {
    const hub = {
      position: 'after-nat',
      natGateways: { singleZone: 'us-east-1a' },
      ipv6: 'inspected',
    } as const;
    expect(problems({ hub }).map((line) => line.slice(-8))).toEqual(['[NET704]', '[NET705]', '[NET708]']);
  });
});

describe('laws', () => {
  const octets = fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 6 });

  it('a block of spokes has the same route whichever others there are, and in whatever order', () => {
    fc.assert(
      fc.property(octets, fc.integer({ min: 0, max: 255 }), (numbers, other) => {
        const plan = (some: readonly number[]) =>
          planTransitGateway({ spokeCidrBlocks: some.map((number) => `10.${number}.0.0/16`) }).blackholes;
        const alone = numbers.flatMap((number) => plan([number]));
        expect(plan(numbers)).toEqual(alone);
        expect(new Set(plan([...numbers].reverse()))).toEqual(new Set(alone));
        if (!numbers.includes(other)) expect(plan([other, ...numbers]).slice(1)).toEqual(alone);
      }),
    );
  });

  it('subnets for attachments move no other subnet', () => {
    const tiers = fc.subarray(['protected', 'nat', 'firewall', 'endpoint', 'isolated'] as const, {
      minLength: 1,
    });
    fc.assert(
      fc.property(tiers, fc.integer({ min: 0, max: 255 }), (some, octet) => {
        const places = (more: readonly 'transit'[]) =>
          planAddresses({
            cidrBlock: `10.${octet}.0.0/16`,
            zones: ZONES,
            tiers: [...some, ...more],
          }).subnets.filter(({ tier }) => tier !== 'transit');
        expect(places(['transit'])).toEqual(places([]));
      }),
    );
  });
});
