import { explain, type ExplainQuery } from '../../src/explain';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import type { ReachabilityCode } from '../../src/walk/reachability-code';
import { verify } from '../../src/verify';
import { attachment, CENTRALIZED, centralizedGraph, transitRoute } from '../support/centralized';
import { notKnown, ref } from '../support/estate-of';
import { graphWith } from '../support/gateway-load-balancer';
import { graphOf } from '../support/graph-of';
import { enforced } from '../support/policy-world';
import { AFTER_NAT, BEFORE_NAT, WITHOUT_NAT, changed } from '../support/topologies';

/** How each code comes about: a world, and what says it there. */
export interface Told {
  readonly code: ReachabilityCode;
  readonly by: string;
  codes(): readonly (ReachabilityCode | undefined)[];
}

const QUERY: ExplainQuery = { from: 'w-a', to: '8.8.8.8' };
const GROUP = 'aws_lb_target_group.g';
const INGRESS = { protocol: 'udp', from_port: 6081, to_port: 6081 };

function explained(code: ReachabilityCode, rows: string, query: Partial<ExplainQuery> = {}): Told {
  return { code, by: 'explain', codes: () => [explain(graphOf(rows), { ...QUERY, ...query }).code] };
}

function beside(code: ReachabilityCode, rows: string, query: Partial<ExplainQuery> = {}): Told {
  return {
    code,
    by: 'a route that loses',
    codes: () => explain(graphOf(rows), { ...QUERY, ...query }).others.map((other) => other.code),
  };
}

function found(code: ReachabilityCode, rows: string): Told {
  return {
    code,
    by: 'a finding',
    codes: () => verify(graphOf(rows)).findings.map((one) => one.reachability),
  };
}

function checked(code: ReachabilityCode, graph: () => VpcGraph): Told {
  return { code, by: 'a check', codes: () => verify(graph()).checks.map((one) => one.reachability) };
}

function inspected(code: ReachabilityCode, graph: () => VpcGraph): Told {
  return { code, by: 'a firewall', codes: () => explain(graph(), QUERY).firewall.map((one) => one.code) };
}

const REGIONAL = changed(
  changed(BEFORE_NAT, 'nat nat-a n-a', 'nat nat-a regional table=r zones=us-east-1b'),
  'table n-a: 0.0.0.0/0 > igw',
  'table r: 0.0.0.0/0 > igw\n  table n-a: 0.0.0.0/0 > igw',
);

function transited(code: ReachabilityCode, more: Parameters<typeof centralizedGraph>[0]): Told {
  const codes = () => verify(centralizedGraph(more)).findings.map((one) => one.reachability);
  return { code, by: 'a finding', codes };
}

const ASSOCIATION = 'aws_ec2_transit_gateway_route_table_association.s1';
const OUT = 'aws_ec2_transit_gateway_route.out';

export const TOLD: readonly Told[] = [
  transited('TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION', { [ASSOCIATION]: undefined }),
  transited('TGW_ROUTE_AZ_RESTRICTION', attachment('s1', { subnet_ids: [ref('aws_subnet.s1-tgw-b.id')] })),
  transited('TGW_RTB_BAD_STATE_ROUTE', transitRoute('hole', 'spokes', '8.0.0.0/8')),
  transited('TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT', { [OUT]: undefined }),
  transited('TGW_RTB_ROUTES_ARE_UNKNOWN', {
    [OUT]: { ...CENTRALIZED[OUT], transit_gateway_route_table_id: notKnown('an index') },
  }),
  found(
    'AVAILABILITY_ZONE_CROSSED',
    changed(AFTER_NAT, 'table n-a: 0.0.0.0/0 > fw-a', 'table n-a: 0.0.0.0/0 > fw-b'),
  ),
  {
    code: 'BAD_STATE',
    by: 'a finding',
    codes: () =>
      verify(graphWith({ 'aws_vpc_endpoint.e-a': { state: 'pendingAcceptance' } })).findings.map(
        (one) => one.reachability,
      ),
  },
  explained('BAD_STATE_ATTACHMENT', changed(AFTER_NAT, 'igw igw edge=edge', 'igw igw edge=edge detached')),
  explained('BAD_STATE_ROUTE', changed(AFTER_NAT, 'f-a: 0.0.0.0/0 > igw', 'f-a: 0.0.0.0/0 !> igw')),
  beside('CANNOT_ROUTE', changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 9.0.0.0/8 > nat-a')),
  checked('ELB_NOT_CROSSZONE', () => graphWith({ 'aws_lb_target_group_attachment.t-b': undefined })),
  checked('ELBV2_LISTENER_HAS_NO_TG', () => graphWith({ 'aws_lb_listener.l': { default_action: [] } })),
  explained('ENI_SG_RULES_MISMATCH', `${AFTER_NAT}\ninstance i w-a sg=a\nsg a: out tcp 80 0.0.0.0/0`),
  explained(
    'ENI_SOURCE_DEST_CHECK_RESTRICTION',
    `${changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > e')}\neni e n-a`,
  ),
  inspected('FIREWALL_RULES_RESTRICTION', () => enforced(AFTER_NAT, { defaults: ['aws:drop_strict'] })),
  checked('GWLB_DESTINATION_PORT_RESTRICTION', () => graphWith({ [GROUP]: { port: 6082 } })),
  checked('GWLB_PROTOCOL_RESTRICTION', () => graphWith({ [GROUP]: { protocol: 'TCP' } })),
  beside(
    'HIGHER_PRIORITY_ROUTE',
    changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > nat-a | 0.0.0.0/0 ~> vgw-1'),
  ),
  explained('IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS', AFTER_NAT, { to: '10.9.9.9' }),
  explained('IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS', AFTER_NAT, { to: '100.64.0.1' }),
  explained(
    'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > igw'),
  ),
  {
    code: 'INGRESS_RTB_NO_PUBLIC_IP',
    by: 'a finding',
    codes: () =>
      verify(
        graphOf(`${changed(AFTER_NAT, '10.1.1.0/24 > fw-a', '10.1.1.0/24 > e')}\neni e f-a forwards`),
      ).findings.map((one) => one.reachability),
  },
  explained(
    'INGRESS_RTB_TRAFFIC_REDIRECTION',
    changed(AFTER_NAT, 'n-a: 0.0.0.0/0 > fw-a', 'n-a: 0.0.0.0/0 > igw'),
  ),
  beside('MORE_SPECIFIC_ROUTE', AFTER_NAT, { to: '10.1.4.10' }),
  {
    code: 'NGW_REQUIRES_SOURCE_IN_VPC',
    by: 'a finding',
    codes: () =>
      verify(
        graphOf(changed(WITHOUT_NAT, '10.1.3.0/24 > fw-a', '10.1.3.0/24 > nat') + '\nnat nat f-b'),
      ).findings.map((one) => one.reachability),
  },
  explained('NO_ROUTE_TO_DESTINATION', changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a:')),
  inspected('PATH_THROUGH_GWLB_NOT_CHECKED', () =>
    graphOf(changed(AFTER_NAT, 'endpoint fw-a f-a', 'endpoint fw-a f-a gwlb')),
  ),
  explained(
    'PROTOCOL_RESTRICTION',
    `${changed(AFTER_NAT, 'w-a: 0.0.0.0/0 > nat-a', 'w-a: 0.0.0.0/0 > eigw')}\neigw eigw`,
  ),
  explained('REGIONAL_NGW_ROUTE_AZ_RESTRICTION', REGIONAL),
  explained('SG_HAS_NO_RULES', `${AFTER_NAT}\ninstance i w-a sg=a\nsg a:`),
  checked('SG_REFERENCES_NOT_PRESERVED', () =>
    graphWith({ 'aws_security_group.appliance': { ingress: [{ ...INGRESS, self: true }] } }),
  ),
  explained(
    'SUBNET_ACL_RESTRICTION',
    `${changed(AFTER_NAT, '10.1.3.0/24 table=w-a', '10.1.3.0/24 table=w-a acl=a')}\nacl a:`,
  ),
  explained('UNKNOWN_DESTINATION', AFTER_NAT, { to: '10.1.99.9' }),
  explained('UNKNOWN_RESOURCE', changed(AFTER_NAT, '10.1.3.0/24 table=w-a', '10.1.3.0/24 table=elsewhere')),
  found('UNSUPPORTED_COMPONENT', `${AFTER_NAT}\nstrange x near=w-a`),
  explained(
    'VPCE_GATEWAY_PROTOCOL_RESTRICTION',
    `${changed(AFTER_NAT, 'table w-a: ', 'table w-a: 3.5.0.0/19 > s3 | ')}\ns3 s3`,
    { to: '3.5.0.1', flow: { protocol: 'udp', port: 443 } },
  ),
  checked('VPCE_SERVICE_NOT_INSTALLED_IN_AZ', () =>
    graphWith({ 'aws_lb.lb': { subnets: [ref('aws_subnet.l-a.id')] } }),
  ),
  explained('VPC_BLOCK_PUBLIC_ACCESS_ENABLED', `${AFTER_NAT}\nbpa block-bidirectional`),
];
