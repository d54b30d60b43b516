import type { ZonalEndpoints } from '@inspected-egress/network';
import { AdoptedEndpoints, type AdoptedEndpointsProps } from '../src';
import { literalVpc } from './literal-vpc';
import { refusal } from './messages';
import { synthesize, type Synthesized } from './synthesize';

const a = { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-0aaaaaaaaaaaaaaa1' };
const b = { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-0bbbbbbbbbbbbbbb2' };

function adopt(props: Partial<AdoptedEndpointsProps> = {}): Synthesized {
  return synthesize(
    (stack) => new AdoptedEndpoints(stack, 'firewall', { vpc: literalVpc(), endpoints: [a, b], ...props }),
  );
}

describe('phase 1, before the endpoints exist', () => {
  it('lists the subnets by zone, and says what to do in them', () => {
    const [output] = Object.values(
      adopt({ endpoints: 'pending', vendor: 'fortigate-cnf' }).json.output ?? {},
    );
    expect(output).toEqual({
      description:
        'Phase 1 of 2, no egress yet: have FortiGate CNF make an endpoint in each of these subnets (each tagged fortigatecnf_subnet_type = endpoint): then give their ids by zone as endpoints and apply again',
      value: { 'us-east-1a': 'subnet-0000000000000002a', 'us-east-1b': 'subnet-0000000000000012a' },
    });
  });

  it('says it of a product without a name', () => {
    const [output] = Object.values(adopt({ endpoints: 'pending' }).json.output ?? {});
    expect(output?.['description']).toContain(
      'have the firewall product make an endpoint in each of these subnets: then',
    );
  });

  it('makes no resource', () => {
    expect(adopt({ endpoints: 'pending' }).addresses).toEqual([]);
  });
});

describe('phase 2, with the endpoints by zone', () => {
  it('makes no resource and no output', () => {
    const { addresses, json } = adopt();
    expect([addresses, json.output]).toEqual([[], undefined]);
  });

  it('needs endpoints only where traffic crosses them', () => {
    expect(() =>
      adopt({ vpc: literalVpc({ nat: { singleZone: 'us-east-1b' } }), endpoints: [b] }),
    ).not.toThrow();
  });

  it('takes ids that only Terraform knows', () => {
    const endpoints = [
      { ...a, vpcEndpointId: '${var.a}' },
      { ...b, vpcEndpointId: '${var.a}' },
    ];
    expect(() => adopt({ endpoints })).not.toThrow();
  });
});

describe('bad input', () => {
  it.each<[string, ZonalEndpoints, string]>([
    [
      'the id of another thing',
      [a, { ...b, vpcEndpointId: 'vpce-svc-0123456789abcdef0' }],
      'endpoints[1].vpcEndpointId: `vpce-svc-0123456789abcdef0` is not the id of a VPC endpoint; write it as in `vpce-0123456789abcdef0` [INS270]',
    ],
    [
      'an id in capitals',
      [a, { ...b, vpcEndpointId: 'vpce-0BBBBBBBBBBBBBBB2' }],
      'endpoints[1].vpcEndpointId: `vpce-0BBBBBBBBBBBBBBB2` is not the id of a VPC endpoint; write it as in `vpce-0123456789abcdef0` [INS270]',
    ],
    [
      'a zone that the VPC does not have',
      [a, b, { availabilityZone: 'us-east-1c', vpcEndpointId: 'vpce-0ccccccccccccccc3' }],
      'endpoints[2].availabilityZone: `us-east-1c` is not a zone of the VPC; use one of `us-east-1a`, `us-east-1b` [INS271]',
    ],
    [
      'a zone without its endpoint',
      [a],
      "endpoints: zone `us-east-1b` has no endpoint; add its endpoint, or write 'pending' until all exist [INS272]",
    ],
    [
      'two endpoints of one zone',
      [a, b, { ...a, vpcEndpointId: 'vpce-0ccccccccccccccc3' }],
      'endpoints[2].availabilityZone: zone `us-east-1a` already has the endpoint of `endpoints[0]`; give one endpoint for each zone [INS273]',
    ],
    [
      'one endpoint of two zones',
      [a, { ...b, vpcEndpointId: a.vpcEndpointId }],
      'endpoints[1].vpcEndpointId: `vpce-0aaaaaaaaaaaaaaa1` is the endpoint of `us-east-1a` too, but an endpoint stands in one zone; give the endpoint that stands in this zone [INS274]',
    ],
    [
      'a zone that only Terraform knows',
      [a, { ...b, availabilityZone: '${var.zone}' }],
      'endpoints[1].availabilityZone: `${var.zone}` is a Terraform token, whose value is not known when endpoints are matched to zones; write the zone itself, as in `us-east-1a` [INS275]',
    ],
  ])('%s is refused', (_, endpoints, message) => {
    expect(refusal(() => adopt({ endpoints }))).toBe(
      `adopted endpoints \`dev/firewall\`: 1 problem\n  ${message}`,
    );
  });

  it.each([
    ['"pendign"', 'pendign'],
    ['null', 'null'],
    ['["vpce-0aaaaaaaaaaaaaaa1"]', '["vpce-0aaaaaaaaaaaaaaa1"]'],
    ['[{ "availabilityZone": "us-east-1a" }]', '[{ availabilityZone: "us-east-1a" }]'],
  ])('endpoints of %s are refused', (json, shown) => {
    const endpoints = JSON.parse(json) as ZonalEndpoints;
    expect(refusal(() => adopt({ endpoints }))).toBe(
      `adopted endpoints \`dev/firewall\`: 1 problem\n  endpoints: \`${shown}\` is not a list of endpoints by zone; list \`availabilityZone\` and \`vpcEndpointId\` of each, or write 'pending' until all exist [INS277]`,
    );
  });

  it('an unknown vendor is refused', () => {
    const props = JSON.parse('{ "vendor": "acme" }') as Partial<AdoptedEndpointsProps>;
    expect(refusal(() => adopt(props))).toContain(
      "vendor: `acme` is not a vendor whose subnet tags are known; write 'fortigate-cnf', or leave it out and tag the firewall subnets yourself [INS276]",
    );
  });
});
