import type { JsonObject } from '@inspected-egress/terraform';
import { workshopPolicy } from '@inspected-egress/policy';
import { partnerStack, verdictOn, withRoutes, type PartnerProps, type PartnerRoute } from './partner-stack';

const EXIT = 'every-exit-is-inspected';
const REPLIES = 'replies-use-the-same-endpoint';

/** Every set of routes that can exist while they are made, or deleted, one by one: none without those that open before it. */
function moments(routes: readonly PartnerRoute[]): readonly ReadonlySet<string>[] {
  return routes.reduce<readonly ReadonlySet<string>[]>(
    (sets, { id, after }) => [
      ...sets,
      ...sets.filter((set) => after.every((earlier) => set.has(earlier))).map((set) => new Set([...set, id])),
    ],
    [new Set()],
  );
}

describe.each<[string, PartnerProps]>([
  ['after NAT', { zones: 1 }],
  ['before NAT', { position: 'before-nat', zones: 1 }],
  ['without NAT, dual stack', { natGateways: 'none', ipv6: 'inspected', zones: 1 }],
])('while routes are made or deleted, inspected %s', (_, props) => {
  const stack = partnerStack(props);
  const all = moments(stack.routes);

  it('no moment lets a workload out uninspected, or replies in by another way', () => {
    expect(all.length).toBeGreaterThan(stack.routes.length);
    for (const there of all) {
      const json = withRoutes(stack, ({ id }, body) => (there.has(id) ? body : undefined));
      const verdicts = ([EXIT, REPLIES] as const).map((promise) => verdictOn(json, promise));
      expect([[...there], ...verdicts]).toEqual([[...there], 'proved', 'proved']);
    }
  });
});

it('from a Network Firewall to the endpoints of a partner, every exit is inspected by one or the other', () => {
  const before = partnerStack({
    engine: { kind: 'network-firewall', egressPolicy: workshopPolicy(), today: '2026-11-29' },
  });
  const after = partnerStack();
  const bodies = (after.json['resource'] as JsonObject)['aws_route'] as JsonObject;
  const differ = before.routes.filter(
    ({ address }) =>
      JSON.stringify(bodies[address]) !==
      JSON.stringify(((before.json['resource'] as JsonObject)['aws_route'] as JsonObject)[address]),
  );
  // Both ways of each zone; Terraform changes a route in one call, and any of them may come first.
  expect(differ.map(({ id }) => id).sort()).toEqual([
    'a-gateway-ipv4',
    'a-nat-ipv4',
    'b-gateway-ipv4',
    'b-nat-ipv4',
  ]);
  for (let mix = 0; mix < 2 ** differ.length; mix += 1) {
    const changed = differ.filter((_, bit) => ((mix >> bit) & 1) === 1).map(({ address }) => address);
    const json = withRoutes(before, ({ address }, body) =>
      changed.includes(address) ? (bodies[address] as JsonObject) : body,
    );
    expect([changed, verdictOn(json, EXIT)]).toEqual([changed, 'proved']);
  }
});

it('a moment in which a NAT gateway led to the internet would be seen', () => {
  const stack = partnerStack();
  const json = withRoutes(stack, ({ id }, body) =>
    id === 'a-nat-ipv4'
      ? ({ ...body, vpc_endpoint_id: undefined, gateway_id: gatewayOf(stack.json) } as unknown as JsonObject)
      : body,
  );
  expect(verdictOn(json, EXIT)).toBe('violated');
});

function gatewayOf(json: JsonObject): string {
  const [name] = Object.keys((json['resource'] as JsonObject)['aws_internet_gateway'] ?? {});
  return `\${aws_internet_gateway.${name ?? ''}.id}`;
}
