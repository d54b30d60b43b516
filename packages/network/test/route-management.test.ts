import { synthesize } from '@inspected-egress/testing';
import { EgressRoutes, type EgressRoutesProps } from '../src';
import { literalVpc } from './literal-vpc';
import { problemLines } from './problem-lines';

const VPC = { ...literalVpc(), gatewayRouteTableId: 'rtb-0e' };
const ENDPOINTS = VPC.zones.map(({ availabilityZone }, index) => ({
  availabilityZone,
  vpcEndpointId: `vpce-${index}`,
}));

function routes(manageRoutes?: unknown, vpc: EgressRoutesProps['vpc'] = VPC) {
  let made: EgressRoutes | undefined;
  const world = synthesize((stack) => {
    const management = manageRoutes === undefined ? {} : { manageRoutes };
    const props = { vpc, firewallEndpoints: ENDPOINTS, ...management } as EgressRoutesProps;
    made = new EgressRoutes(stack, 'routes', props);
  }, false);
  const json = world.json as { readonly import?: readonly Import[]; readonly removed?: readonly object[] };
  return { ...world, planned: made?.routes ?? [], imports: json.import ?? [], removed: json.removed ?? [] };
}
interface Import {
  readonly id: string;
  readonly to: string;
}

describe('routes that are taken over', () => {
  const own = routes();

  it('are the same resources as those that are made, each imported by table and destination', () => {
    const { addresses, imports, planned } = routes({ takeOver: 'all' });
    expect(addresses).toEqual(own.addresses);
    expect(imports.map(({ to }) => to).sort()).toEqual(own.addresses);
    // As the documentation of the provider has it: `<table>_<destination>`.
    expect(imports.map(({ id }) => id)).toEqual(
      planned.map((route) =>
        'destinationCidrBlock' in route
          ? `${route.routeTableId}_${route.destinationCidrBlock}`
          : 'no IPv6 here',
      ),
    );
  });

  it('are those that are named; the others are made', () => {
    const { addresses, imports } = routes({ takeOver: ['a-nat-ipv4', 'a-protected-ipv4'] });
    expect(addresses).toEqual(own.addresses);
    expect(imports.map(({ to }) => /routes_(.+)_[0-9A-F]{8}$/u.exec(to)?.[1]).sort()).toEqual([
      'a-nat-ipv4',
      'a-protected-ipv4',
    ]);
  });

  it('open in the same order', () => {
    const order = (world: typeof own) => world.all('aws_route').map(({ depends_on }) => depends_on);
    expect(order(routes({ takeOver: 'all' }))).toEqual(order(own));
  });
});

describe('routes that are handed back', () => {
  it('are forgotten, every one that was made, and none is deleted', () => {
    const { addresses, removed } = routes('hand-back');
    expect(addresses).toEqual([]);
    expect(removed).toEqual(
      routes().planned.map(({ id }) => ({
        from: routes().addresses.find((address) => address.includes(`routes_${id}_`)),
        lifecycle: [{ destroy: false }],
      })),
    );
  });

  it('are listed as before, for whoever keeps them', () => {
    expect(routes('hand-back').planned).toEqual(routes().planned);
  });

  it('keep the gateway route table that was made for them', () => {
    const adopted = { ...literalVpc() };
    const tables = (manageRoutes: unknown) =>
      routes(manageRoutes, adopted).addresses.filter((address) => !address.startsWith('aws_route.'));
    expect(tables('hand-back')).toEqual(tables(true));
    expect(tables(true)).toHaveLength(2);
  });
});

describe('bad input', () => {
  const refused = (manageRoutes: unknown, vpc?: EgressRoutesProps['vpc']) =>
    problemLines(() => routes(manageRoutes, vpc));

  it('is refused: a route that is not planned', () => {
    expect(refused({ takeOver: ['a-nat-ipv4', 'c-nat-ipv4'] })).toEqual([
      expect.stringMatching(/^manageRoutes\.takeOver\[1\]: `c-nat-ipv4` is not .*\[NET216\]$/u),
    ]);
  });

  it.each([['yes'], [{}], [{ takeOver: 'some' }], [{ takeOver: [1] }], [null]])('is refused: %p', (given) => {
    expect(refused(given)).toEqual([expect.stringMatching(/^manageRoutes: .*\[NET217\]$/u)]);
  });

  it('is refused: routes that exist, without the gateway table that they need', () => {
    expect(refused({ takeOver: 'all' }, literalVpc())).toEqual([expect.stringContaining('[NET208]')]);
  });
});
