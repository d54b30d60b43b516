import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { InspectedEgress, type EgressSettings } from '@inspected-egress/inspection';
import type { InspectedVpcProps } from '@inspected-egress/network';
import type { JsonObject } from '@inspected-egress/terraform';
import {
  readEstate,
  readGraph,
  type AcceptedBypass,
  verdictOf,
  verify,
  type PromiseId,
  type Verdict,
} from '@inspected-egress/verify';
import { App, TerraformStack, Testing } from 'cdktf';

const ZONES = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];

export const ENDPOINTS = [
  { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-0aaaaaaaaaaaaaaa1' },
  { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-0bbbbbbbbbbbbbbb2' },
];

/** Of the first zone alone where `zones` is 1. */
export type PartnerProps = Partial<Omit<InspectedVpcProps, 'zones'> & EgressSettings> & {
  readonly zones?: 1 | 2;
};

/** A planned route of a stack: its id, and the ids of those that open before it. */
export interface PartnerRoute {
  readonly id: string;
  readonly address: string;
  readonly after: readonly string[];
}

export interface PartnerStack {
  readonly json: JsonObject;
  readonly routes: readonly PartnerRoute[];
}

/** The stack of `fortigate-cnf`, in one of its phases. */
export function partnerStack({ zones = 2, ...props }: PartnerProps = {}): PartnerStack {
  const stack = new TerraformStack(new App({ stackTraces: false }), 'fortigate-cnf');
  new AwsProvider(stack, 'aws', { region: 'us-east-1' });
  const egress = new InspectedEgress(stack, 'egress', {
    cidrBlock: '10.1.0.0/16',
    zones: ZONES.slice(0, zones),
    engine: { kind: 'adopted', vendor: 'fortigate-cnf', endpoints: ENDPOINTS.slice(0, zones) },
    ...props,
  });
  const json = JSON.parse(Testing.synth(stack)) as JsonObject;
  const addresses = Object.keys((json['resource'] as JsonObject)['aws_route'] ?? {});
  const routes = (egress.routes?.routes ?? []).map(({ id, after }) => {
    const name = addresses.find((one) => new RegExp(`_${id}_[0-9A-F]{8}$`, 'u').test(one)) ?? '';
    return { id, after, address: name };
  });
  return { json, routes };
}

/** The stack with some of its routes alone, each as the function gives it; undefined for one that is not there. */
export function withRoutes(
  { json, routes }: PartnerStack,
  bodyOf: (route: PartnerRoute, body: JsonObject) => JsonObject | undefined,
): JsonObject {
  const resource = json['resource'] as JsonObject;
  const bodies = resource['aws_route'] as JsonObject;
  const kept = routes.flatMap((route) => {
    const body = bodyOf(route, bodies[route.address] as JsonObject);
    return body === undefined ? [] : [[route.address, body] as const];
  });
  return { ...json, resource: { ...resource, aws_route: Object.fromEntries(kept) } };
}

/** What is said of one promise about workloads, with the endpoints where the partner made them. */
export function verdictOn(
  json: JsonObject,
  promise: PromiseId,
  acceptedBypasses: readonly AcceptedBypass[] = [],
): Verdict {
  const text = JSON.stringify(json);
  const subnets = Object.keys((json['resource'] as JsonObject)['aws_subnet'] ?? {});
  // The verifier wants to know of those alone that a route names.
  const named = ENDPOINTS.filter(({ vpcEndpointId }) => text.includes(vpcEndpointId));
  const endpointSubnets = Object.fromEntries(
    named.map(({ vpcEndpointId, availabilityZone }) => {
      const firewall = `_${availabilityZone.slice(-1)}-firewall_subnet_`;
      return [vpcEndpointId, `aws_subnet.${subnets.find((name) => name.includes(firewall)) ?? ''}`];
    }),
  );
  const estate = readEstate([{ name: 'cdk.tf.json', text }]);
  const workloads = subnets.filter((name) => name.includes('-protected_subnet_'));
  const options = { protected: workloads.map((name) => `aws_subnet.${name}`), acceptedBypasses };
  return verdictOf(verify(readGraph(estate, { endpointSubnets }), options), promise);
}
