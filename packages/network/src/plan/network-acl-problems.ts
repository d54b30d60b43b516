import { findCidrBlockProblem } from '@inspected-egress/cidr';
import type { Problem } from '@inspected-egress/problem';
import {
  aclIpv6BlockMissing,
  aclNatSubnetUnknown,
  aclPortsInvalid,
  aclQuotaInvalid,
  aclServiceRepeated,
  aclTooManyRules,
  workloadPortsInvalid,
} from '../errors';
import { EPHEMERAL_PORTS, NETWORK_ACL_RULES } from '../limits';
import { SUBNET_TIERS } from '../subnet-tier';
import { draftNetworkAcls } from './acl-draft';
import { describeAclRule, describeTraffic, isIpv6, type PlannedAclRule, type PortRange } from './acl-rules';
import { findChoiceProblems } from './choice-problems';
import type { NetworkAclPlanProps, NetworkService } from './network-acls';
import { isToken } from './token';

/** What keeps network ACLs from being planned; empty when nothing does. Quotas are judged once all else is right. */
export function findNetworkAclProblems(props: NetworkAclPlanProps): readonly Problem[] {
  const problems = [
    ...findServiceProblems(props.services),
    ...findAclChoiceProblems(props),
    ...findWorkloadPortProblems(props),
    ...findBlockProblems(props),
    ...findNatProblems(props),
    ...findQuotaValueProblems(props),
  ];
  return problems.length > 0 ? problems : findQuotaProblems(props);
}

// Configuration files bring choices that the compiler has never seen; the draft would take each for its default.
function findAclChoiceProblems(props: NetworkAclPlanProps): readonly Problem[] {
  const { workloadPorts, local = 'all', blocks = 'subnet', interfaceEndpointClients = [] } = props;
  return [
    ...(typeof workloadPorts === 'string'
      ? findChoiceProblems('workloadPorts', workloadPorts, Object.keys(EPHEMERAL_PORTS))
      : []),
    ...findChoiceProblems('local', local, ['all', 'interface-endpoints']),
    ...findChoiceProblems('blocks', blocks, ['subnet', 'vpc']),
    ...interfaceEndpointClients.flatMap((tier, index) =>
      findChoiceProblems(`interfaceEndpointClients[${index}]`, tier, SUBNET_TIERS),
    ),
  ];
}

function findServiceProblems(services: readonly NetworkService[]): readonly Problem[] {
  const names = services.map(nameOf);
  return services.flatMap((service, index) => {
    const path = `services[${index}]`;
    const protocol = findChoiceProblems(`${path}.protocol`, service.protocol, ['tcp', 'udp', 'icmp-echo']);
    if (protocol.length > 0) return protocol;
    const first = names.indexOf(nameOf(service));
    return [
      ...(service.protocol !== 'icmp-echo' && !isRange(service, 0)
        ? [aclPortsInvalid(path, nameOf(service))]
        : []),
      ...(first < index ? [aclServiceRepeated(path, nameOf(service), `services[${first}]`)] : []),
    ];
  });
}

function findWorkloadPortProblems({ workloadPorts }: NetworkAclPlanProps): readonly Problem[] {
  if (workloadPorts === undefined || typeof workloadPorts === 'string' || isRange(workloadPorts, 1024))
    return [];
  return [workloadPortsInvalid('workloadPorts', `${workloadPorts.fromPort}-${workloadPorts.toPort}`)];
}

// AWS and the provider would round host bits away without a word.
function findBlockProblems({ vpc, ipv6CidrBlock, blocks }: NetworkAclPlanProps): readonly Problem[] {
  const texts = [
    ...vpc.cidrBlocks.map((text, index) => [`vpc.cidrBlocks[${index}]`, text] as const),
    ...vpc.zones.flatMap(({ subnets }, index) =>
      Object.entries(subnets).flatMap(([tier, { cidrBlock, ipv6CidrBlock: ipv6 }]) => [
        [`vpc.zones[${index}].subnets.${tier}.cidrBlock`, cidrBlock] as const,
        ...(ipv6 === undefined ? [] : [[`vpc.zones[${index}].subnets.${tier}.ipv6CidrBlock`, ipv6] as const]),
      ]),
    ),
    ...(ipv6CidrBlock === undefined ? [] : [['ipv6CidrBlock', ipv6CidrBlock] as const]),
  ];
  const needsIpv6Block = vpc.ipv6 === 'inspected' && blocks === 'vpc' && ipv6CidrBlock === undefined;
  return [
    ...texts.flatMap(([path, text]) => (isToken(text) ? [] : (findCidrBlockProblem(text, path) ?? []))),
    ...(needsIpv6Block ? [aclIpv6BlockMissing()] : []),
  ];
}

function findNatProblems({ vpc }: NetworkAclPlanProps): readonly Problem[] {
  return vpc.zones.flatMap(({ nat }, index) => {
    const host = vpc.zones.find((zone) => zone.availabilityZone === nat?.availabilityZone);
    return nat === undefined || host?.subnets.nat !== undefined
      ? []
      : [aclNatSubnetUnknown(`vpc.zones[${index}].nat`, nat.availabilityZone)];
  });
}

function findQuotaValueProblems({
  rulesPerDirection = NETWORK_ACL_RULES.default,
}: NetworkAclPlanProps): readonly Problem[] {
  const { default: least, most } = NETWORK_ACL_RULES;
  const fits = Number.isInteger(rulesPerDirection) && rulesPerDirection >= least && rulesPerDirection <= most;
  return fits ? [] : [aclQuotaInvalid(rulesPerDirection)];
}

function findQuotaProblems(props: NetworkAclPlanProps): readonly Problem[] {
  const room = (props.rulesPerDirection ?? NETWORK_ACL_RULES.default) - NETWORK_ACL_RULES.lastDeny;
  return draftNetworkAcls(props).flatMap(({ tier, ingress, egress }) =>
    Object.entries({ ingress, egress }).flatMap(([direction, rules]) =>
      [rules.filter((rule) => !isIpv6(rule)), rules.filter(isIpv6)].flatMap((ofFamily) =>
        ofFamily.length <= room ? [] : [tooMany(`${tier} ${direction}`, ofFamily, room)],
      ),
    ),
  );
}

function tooMany(acl: string, rules: readonly PlannedAclRule[], room: number): Problem {
  const family = rules.some(isIpv6) ? 'IPv6' : 'IPv4';
  return aclTooManyRules(acl, family, {
    count: rules.length,
    room,
    left: rules.slice(room).map(describeAclRule),
  });
}

function isRange({ fromPort, toPort }: PortRange, least: number): boolean {
  return (
    Number.isInteger(fromPort) &&
    Number.isInteger(toPort) &&
    least <= fromPort &&
    fromPort <= toPort &&
    toPort <= 65535
  );
}

function nameOf(service: NetworkService): string {
  return service.protocol === 'icmp-echo' ? 'icmp-echo' : describeTraffic(service);
}
