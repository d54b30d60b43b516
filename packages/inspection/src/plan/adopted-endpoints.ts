import { inspectedZones, type IRoutedVpc, type ZonalEndpoints } from '@inspected-egress/network';
import { isToken, problemUnder, type Problem } from '@inspected-egress/problem';
import {
  endpointId,
  endpointMissing,
  endpointsForm,
  endpointTwice,
  vendorUnknown,
  zoneToken,
  zoneTwice,
  zoneUnknown,
} from '../errors';
import { VPC_ENDPOINT_ID } from '../limits';
import { findFirewallZoneProblems } from './firewall-zones';

/** A product whose endpoints are made from outside Terraform, in subnets that it recognises by a tag. */
export type EndpointVendor = 'fortigate-cnf';

/** Endpoints that exist already, or word that they do not yet. */
export type AdoptedEndpointIds = ZonalEndpoints | 'pending';

/** What can be said about adopted endpoints. */
export interface AdoptedEndpointSettings {
  /**
   * The endpoint of each zone, or `pending` until the vendor has made them: then no route leads out.
   * @throws PlanError INS277 on another form, INS270 to INS275 on ids of another form, and on unknown, missing or repeated zones
   */
  readonly endpoints: AdoptedEndpointIds;
  /**
   * The product that makes the endpoints; `InspectedEgress` tags the firewall subnets of a VPC it makes as that product
   * wants them.
   * @default - no tag
   */
  readonly vendor?: EndpointVendor;
}

interface Vendor {
  readonly product: string;
  readonly subnetTags: Readonly<Record<string, string>>;
}

// FortiGate CNF refuses the id of a subnet without this tag: FortiGate CNF workshop, "Deploy CNF endpoints", May 2025.
const VENDORS: Readonly<Record<EndpointVendor, Vendor>> = {
  'fortigate-cnf': { product: 'FortiGate CNF', subnetTags: { fortigatecnf_subnet_type: 'endpoint' } },
};

/** Tags that a vendor looks for on firewall subnets. */
export function vendorSubnetTags(vendor: EndpointVendor | undefined): Readonly<Record<string, string>> {
  return vendor !== undefined && Object.hasOwn(VENDORS, vendor) ? VENDORS[vendor].subnetTags : {};
}

/** What to do between the two phases; description of an output. */
export function pendingInstructions(vendor: EndpointVendor | undefined): string {
  const tags = Object.entries(vendorSubnetTags(vendor)).map(
    ([key, value]) => ` (each tagged ${key} = ${value})`,
  );
  const product = vendor === undefined ? 'the firewall product' : VENDORS[vendor].product;
  return [
    'Phase 1 of 2, no egress yet',
    `have ${product} make an endpoint in each of these subnets${tags.join('')}`,
    'then give their ids by zone as endpoints and apply again',
  ].join(': ');
}

/** What is wrong with adopted endpoints; without a VPC, what is wrong whatever VPC they are for. */
export function findAdoptedEndpointProblems(
  { endpoints, vendor }: AdoptedEndpointSettings,
  vpc: IRoutedVpc | undefined,
): readonly Problem[] {
  return [
    ...(vendor === undefined || Object.hasOwn(VENDORS, vendor) ? [] : [vendorUnknown('vendor', vendor)]),
    ...(endpoints === 'pending' ? [] : findListProblems(endpoints, vpc)),
    ...(vpc === undefined ? [] : findFirewallZoneProblems(vpc)),
  ];
}

function findListProblems(endpoints: ZonalEndpoints, vpc: IRoutedVpc | undefined): readonly Problem[] {
  // Only configuration that no compiler has read can be something else.
  const given: unknown = endpoints;
  if (!Array.isArray(given) || !given.every(isEndpoint)) return [endpointsForm('endpoints', given)];
  return [...findIdProblems(endpoints), ...(vpc === undefined ? [] : findZoneProblems(endpoints, vpc))];
}

function isEndpoint(given: unknown): boolean {
  const { availabilityZone, vpcEndpointId } = new Object(given) as Partial<Record<string, unknown>>;
  return typeof availabilityZone === 'string' && typeof vpcEndpointId === 'string';
}

function findIdProblems(endpoints: ZonalEndpoints): readonly Problem[] {
  const zones = endpoints.map(({ availabilityZone }) => availabilityZone);
  return endpoints.flatMap(({ availabilityZone: zone, vpcEndpointId: id }, index) => {
    const twin = endpoints
      .slice(0, index)
      .find((other) => other.vpcEndpointId === id && !isToken(id) && other.availabilityZone !== zone);
    const first = zones.indexOf(zone);
    const problems = [
      ...(isToken(zone) ? [zoneToken('availabilityZone', zone)] : []),
      ...(first < index && !isToken(zone) ? [zoneTwice('availabilityZone', zone, first)] : []),
      ...(isToken(id) || VPC_ENDPOINT_ID.test(id) ? [] : [endpointId('vpcEndpointId', id)]),
      ...(twin === undefined ? [] : [endpointTwice('vpcEndpointId', id, twin.availabilityZone)]),
    ];
    return problems.map((problem) => problemUnder(`endpoints[${index}]`, problem));
  });
}

/** Every zone that needs an endpoint has one, and no zone is named that the VPC does not have. */
function findZoneProblems(endpoints: ZonalEndpoints, vpc: IRoutedVpc): readonly Problem[] {
  const known = vpc.zones.map(({ availabilityZone }) => availabilityZone);
  const given = endpoints.map(({ availabilityZone }) => availabilityZone);
  if (given.some(isToken)) return [];
  return [
    ...given.flatMap((zone, index) =>
      known.includes(zone) ? [] : [zoneUnknown(`endpoints[${index}].availabilityZone`, zone, known)],
    ),
    ...inspectedZones(vpc)
      .filter((zone) => !given.includes(zone))
      .map((zone) => endpointMissing('endpoints', zone)),
  ];
}
