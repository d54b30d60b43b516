import type { IRoutedVpc } from '@inspected-egress/network';
import { isToken, type Problem } from '@inspected-egress/problem';
import { acceptanceUnknown, serviceName, serviceRegion } from '../errors';
import { ENDPOINT_SERVICE_NAME } from '../limits';
import { findFirewallZoneProblems } from './firewall-zones';
import { zonesOutside } from './region';

/** What can be said about Gateway Load Balancer endpoints. */
export interface EndpointServiceSettings {
  /**
   * Name of the endpoint service, as its provider gives it: `com.amazonaws.vpce.us-east-1.vpce-svc-…`. It must be
   * offered in every zone of the VPC, and for IPv6 support it.
   * @throws PlanError INS260 on another form, INS261 when it is of another Region than the VPC
   */
  readonly serviceName: string;
  /**
   * Whether the service takes endpoints at once, or its provider accepts each. Until acceptance an endpoint drops what
   * is routed to it; which endpoints wait is an output of the stack.
   * @default 'automatic'
   */
  readonly acceptance?: 'automatic' | 'by-provider';
  /** @default - only a name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What is wrong with the endpoints; without a VPC, what is wrong whatever VPC they are for. */
export function findEndpointServiceProblems(
  { serviceName: name, acceptance = 'automatic' }: EndpointServiceSettings,
  vpc: IRoutedVpc | undefined,
): readonly Problem[] {
  const known: readonly string[] = ['automatic', 'by-provider'];
  return [
    ...(isToken(name) || ENDPOINT_SERVICE_NAME.test(name) ? [] : [serviceName('serviceName', name)]),
    ...(known.includes(acceptance) ? [] : [acceptanceUnknown('acceptance', acceptance)]),
    ...(vpc === undefined ? [] : [...findRegionProblems(name, vpc), ...findFirewallZoneProblems(vpc)]),
  ];
}

/** PrivateLink crosses Regions for interface endpoints only. */
function findRegionProblems(name: string, vpc: IRoutedVpc): readonly Problem[] {
  const region = ENDPOINT_SERVICE_NAME.exec(name)?.[1];
  if (region === undefined) return [];
  const zones = vpc.zones.map(({ availabilityZone }) => availabilityZone);
  const foreign = zonesOutside(region, zones);
  return foreign.length === 0 ? [] : [serviceRegion('serviceName', name, foreign)];
}
