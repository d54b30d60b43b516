import { inMotoWorkspace, runBeside, runWithAwsCli, withMoto, type Applied } from '@inspected-egress/moto';
import { blocksOf, objectOf, requireTerraform, textOf, type JsonObject } from '@inspected-egress/terraform';
import { readEstate, readGraph, verdictOf, verify } from '@inspected-egress/verify';
import { firewallSubnetsOf } from './firewall-subnets';
import { partnerStack, type PartnerProps } from './partner-stack';

const ACCOUNT = '123456789012';

interface Endpoint {
  readonly availabilityZone: string;
  readonly vpcEndpointId: string;
}

const stackWith = (endpoints: 'pending' | readonly Endpoint[], props: PartnerProps = {}) =>
  partnerStack({ ...props, zones: 1, engine: { kind: 'adopted', vendor: 'fortigate-cnf', endpoints } }).json;

const resourcesIn = ({ state }: Applied, type: string) =>
  blocksOf(objectOf(objectOf((JSON.parse(state) as JsonObject)['values'])['root_module'])['resources'])
    .filter((resource) => resource['type'] === type)
    .map((resource) => ({
      address: textOf(resource['address']) ?? '',
      values: objectOf(resource['values']),
    }));

it('the routes of a partner are made, handed back, changed by hand and taken over, and none is ever missing', () =>
  withMoto((moto) =>
    inMotoWorkspace(
      requireTerraform(),
      moto,
      { name: 'takeover', workspace: 'default' },
      async (workspace) => {
        const pending = await workspace.apply(stackWith('pending'));
        expect(resourcesIn(pending, 'aws_route')).toEqual([]);
        const subnets = firewallSubnetsOf(pending.state);
        const ids = subnets.map(({ id }) => id);
        const made = (await runBeside(moto, 'vendor.py', ACCOUNT, 'create', ...ids)) as Readonly<
          Record<string, string>
        >;
        const endpoints = subnets.map(({ id, availabilityZone }) => ({
          availabilityZone,
          vpcEndpointId: made[id] ?? '',
        }));
        const inspects = (applied: Applied) => {
          const endpointSubnets = Object.fromEntries(
            subnets.map(({ id, address }) => [made[id] ?? '', address]),
          );
          const estate = readEstate([{ name: 'state.json', text: applied.state }]);
          return verdictOf(verify(readGraph(estate, { endpointSubnets })), 'every-exit-is-inspected');
        };
        const routes = () => routesIn(moto);

        const own = await workspace.apply(stackWith(endpoints));
        expect(inspects(own)).toBe('proved');
        const before = await routes();
        expect(before.filter((route) => route.includes('vpce-'))).toHaveLength(2);

        // Terraform forgets the routes, and AWS keeps every one of them.
        const back = await workspace.apply(stackWith(endpoints, { manageRoutes: 'hand-back' }));
        expect(back.changes.map((change) => change.split(' ')[0])).toEqual(Array(4).fill('forget'));
        expect(resourcesIn(back, 'aws_route')).toEqual([]);
        expect(await routes()).toEqual(before);

        // Somebody leads the NAT gateway of a zone past the firewall.
        const nat = resourcesIn(own, 'aws_route').find(({ address }) => address.includes('a-nat-ipv4'));
        const [gateway] = resourcesIn(own, 'aws_internet_gateway');
        await runWithAwsCli(moto, ACCOUNT, [
          ...['aws', 'ec2', 'replace-route', '--destination-cidr-block', '0.0.0.0/0'],
          ...['--route-table-id', textOf(nat?.values['route_table_id']) ?? ''],
          ...['--gateway-id', textOf(gateway?.values['id']) ?? ''],
        ]);
        expect(await routes()).not.toEqual(before);

        // What is right is taken as it is, what is not is changed where it is; nothing is deleted or made.
        const over = await workspace.apply(stackWith(endpoints, { manageRoutes: { takeOver: 'all' } }));
        expect(over.changes.filter((change) => !change.includes('output.'))).toEqual([
          expect.stringMatching(/^update aws_route\..*a-nat-ipv4/u),
        ]);
        expect(over.drift).toEqual([]);
        expect(resourcesIn(over, 'aws_route')).toHaveLength(4);
        expect(await routes()).toEqual(before);

        // From here on they are Terraform's as if it had made them, and the tables in its state tell the same.
        const settled = await workspace.apply(stackWith(endpoints));
        expect(settled.changes).toEqual([]);
        expect(inspects(settled)).toBe('proved');
      },
    ),
  ));

/** Every route of every table that is not local, as `<table> <destination> <target>`. */
async function routesIn(moto: Parameters<typeof runWithAwsCli>[0]): Promise<readonly string[]> {
  const answer = await runWithAwsCli(moto, ACCOUNT, [
    'aws',
    'ec2',
    'describe-route-tables',
    '--output',
    'json',
  ]);
  const { RouteTables: tables } = JSON.parse(answer) as {
    RouteTables: { RouteTableId: string; Routes: Readonly<Record<string, string>>[] }[];
  };
  return tables
    .flatMap(({ RouteTableId: table, Routes: all }) =>
      all
        .filter(({ GatewayId: gateway }) => gateway !== 'local')
        .map((route) =>
          [
            table,
            route['DestinationCidrBlock'],
            route['NatGatewayId'] ?? route['GatewayId'] ?? route['VpcEndpointId'],
          ].join(' '),
        ),
    )
    .sort();
}
