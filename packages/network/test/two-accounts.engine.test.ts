import {
  offlinePlans,
  requireTerraform,
  type JsonObject,
  type PlannedWorld,
} from '@inspected-egress/terraform';
import { synthesize } from '@inspected-egress/testing';
import { AcceptedSpoke, EgressRoutes, InspectedVpc, NetworkAcls, SpokeVpc, TransitGateway } from '../src';

const ZONES = ['a', 'b'].map((letter) => ({ availabilityZone: `us-east-1${letter}` }));
const SPOKES = ['10.0.0.0/8'];
const SPOKE_ACCOUNT = '444455556666';
// As the owner of the transit gateway and the owner of the spoke tell each other.
const GATEWAY = 'tgw-0123456789abcdef0';
const ATTACHMENT = 'tgw-attach-0123456789abcdef0';

const owner = synthesize((stack) => {
  const transitGateway = new TransitGateway(stack, 'gateway', {
    spokeCidrBlocks: SPOKES,
    sharedWith: [SPOKE_ACCOUNT],
  });
  const vpc = new InspectedVpc(stack, 'hub', {
    ...{ cidrBlock: '100.64.0.0/16', zones: ZONES, transitGateway, networkAcls: 'elsewhere' },
  });
  const services = [{ protocol: 'tcp', fromPort: 443, toPort: 443 }] as const;
  new NetworkAcls(stack, 'acls', { vpc, services });
  const firewallEndpoints = ZONES.map(({ availabilityZone }, index) => ({
    availabilityZone,
    vpcEndpointId: `vpce-0123456789abcdef${index}`,
  }));
  new EgressRoutes(stack, 'routes', { vpc, firewallEndpoints });
  new AcceptedSpoke(stack, 'theirs', { transitGateway, attachmentId: ATTACHMENT, tags: { Team: 'network' } });
});
const spoke = synthesize((stack) => {
  const transitGateway = { transitGatewayId: GATEWAY, spokeCidrBlocks: SPOKES };
  new SpokeVpc(stack, 'spoke', { cidrBlock: '10.1.0.0/16', zones: ZONES, transitGateway });
});
const accounts = [
  { name: 'owner', world: owner },
  { name: 'spoke', world: spoke },
];
let planned: readonly PlannedWorld[] = [];

beforeAll(async () => {
  const stacks = accounts.map(({ name, world }) => ({
    ...{ name, workspace: 'default', json: world.json as JsonObject },
  }));
  planned = await offlinePlans(requireTerraform(), stacks);
});

const changesOf = (name: string) => planned.find((one) => one.name === name)?.resourceChanges ?? [];
const after = (name: string, type: string) =>
  changesOf(name)
    .filter((change) => change.type === type)
    .map((change) => change.after as Readonly<Record<string, unknown>>);

it.each(accounts)(
  'the stack of the $name passes terraform validate and plan without a warning',
  ({ name }) => {
    const world = planned.find((one) => one.name === name);
    expect(world?.warnings).toEqual([]);
    expect(world?.totals).toMatchObject({ change: 0, destroy: 0 });
    expect(world?.totals.add).toBeGreaterThan(20);
  },
);

it('the owner accepts the attachment of the spoke, and gives it the tables that are for spokes', () => {
  const default_tables = {
    transit_gateway_default_route_table_association: false,
    transit_gateway_default_route_table_propagation: false,
  };
  expect(after('owner', 'aws_ec2_transit_gateway_vpc_attachment_accepter')).toEqual([
    expect.objectContaining({
      ...{ transit_gateway_attachment_id: ATTACHMENT, tags: { Team: 'network' }, ...default_tables },
    }),
  ]);
  const ofSpoke = (type: string) =>
    after('owner', `aws_ec2_transit_gateway_route_table_${type}`).filter(
      (one) => one['transit_gateway_attachment_id'] === ATTACHMENT,
    );
  expect([ofSpoke('association').length, ofSpoke('propagation').length]).toEqual([1, 1]);
  expect(after('owner', 'aws_ram_principal_association')).toMatchObject([{ principal: SPOKE_ACCOUNT }]);
  expect(after('owner', 'aws_ram_resource_share')).toMatchObject([{ allow_external_principals: false }]);
});

it('the spoke attaches itself to it and leaves every table of it to the owner', () => {
  const [attachment, ...others] = after('spoke', 'aws_ec2_transit_gateway_vpc_attachment');
  expect(others).toEqual([]);
  expect(attachment).toMatchObject({ transit_gateway_id: GATEWAY, appliance_mode_support: 'disable' });
  const types = new Set(changesOf('spoke').map(({ type }) => type));
  expect([...types].filter((type) => /transit_gateway_route/u.test(type))).toEqual([]);
  expect(after('spoke', 'aws_route')).toEqual(
    ZONES.map(() =>
      expect.objectContaining({ destination_cidr_block: '0.0.0.0/0', transit_gateway_id: GATEWAY }),
    ),
  );
});
