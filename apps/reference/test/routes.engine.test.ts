import { offlinePlan, requireTerraform, type PlannedWorld } from '@inspected-egress/terraform';
import { dev } from '../src/environments/dev';
import { plannedRoutes } from './planned-routes';
import { stackOf } from './stacks';

describe('terraform plan of dev', () => {
  let planned: PlannedWorld;
  beforeAll(async () => {
    planned = await offlinePlan(requireTerraform(), { name: 'dev', workspace: 'dev', json: stackOf(dev) });
  }, 120_000);

  const ofType = (type: string): PlannedWorld['resourceChanges'] =>
    planned.resourceChanges.filter((change) => change.type === type);

  // By hand from the six steps: each zone's workloads to its NAT gateway, NAT to the firewall endpoint, the endpoint to
  // the internet gateway; replies, which the internet gateway addresses to the NAT gateway, back to the endpoint.
  it('has the routes of the source document and no other', () => {
    expect([...plannedRoutes(planned)].sort()).toEqual(
      [
        ['protected us-east-1a', '0.0.0.0/0', 'NAT gateway us-east-1a'],
        ['nat us-east-1a', '0.0.0.0/0', 'firewall endpoint us-east-1a'],
        ['firewall us-east-1a', '0.0.0.0/0', 'internet gateway'],
        ['gateway', '10.1.24.0/23', 'firewall endpoint us-east-1a'],
        ['protected us-east-1b', '0.0.0.0/0', 'NAT gateway us-east-1b'],
        ['nat us-east-1b', '0.0.0.0/0', 'firewall endpoint us-east-1b'],
        ['firewall us-east-1b', '0.0.0.0/0', 'internet gateway'],
        ['gateway', '10.1.56.0/23', 'firewall endpoint us-east-1b'],
      ].sort(),
    );
  });

  it('has them nowhere else: no table holds inline routes, and the main table is local', () => {
    for (const { after } of ofType('aws_route_table')) expect(after).not.toHaveProperty('route');
    expect(ofType('aws_default_route_table').map(({ after }) => after['route'])).toEqual([[]]);
  });

  it('translates at the blocks that the gateway routes name', () => {
    const blocks = ofType('aws_subnet').map(({ name, after }) => [
      /_([a-h]-\w+)_subnet/.exec(name)?.[1],
      after['cidr_block'],
    ]);
    expect(Object.fromEntries(blocks)).toEqual({
      'a-protected': '10.1.0.0/20',
      'a-nat': '10.1.24.0/23',
      'a-endpoint': '10.1.26.0/23',
      'a-firewall': '10.1.28.0/28',
      'b-protected': '10.1.32.0/20',
      'b-nat': '10.1.56.0/23',
      'b-endpoint': '10.1.58.0/23',
      'b-firewall': '10.1.60.0/28',
    });
  });

  it('gives nothing but NAT gateways a public address', () => {
    expect(ofType('aws_eip')).toHaveLength(2);
    expect(ofType('aws_instance').map(({ after }) => after['associate_public_ip_address'])).toEqual([
      false,
      false,
    ]);
    expect(ofType('aws_subnet').filter(({ after }) => after['map_public_ip_on_launch'] === true)).toEqual([]);
  });
});
