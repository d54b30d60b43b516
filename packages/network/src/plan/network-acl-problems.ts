import { findCidrBlockProblem } from '@inspected-egress/cidr';
import { isToken, type Problem } from '@inspected-egress/problem';
import {
  aclEgressStatedTwice,
  aclIpv6BlockMissing,
  aclNatSubnetUnknown,
  aclPortsInvalid,
  aclQuotaInvalid,
  aclServiceRepeated,
  inputMissing,
  workloadPortsInvalid,
} from '../errors';
import { EPHEMERAL_PORTS } from '../limits';
import { SUBNET_TIERS } from '../subnet-tier';
import { compileAclPolicy, isGranted } from './acl-policy';
import { findAclQuotaProblems } from './acl-quota-problems';
import { describeTraffic, isPortRange } from './acl-rules';
import { findChoiceProblems } from './choice-problems';
import type { NetworkAclPlanProps, NetworkService } from './network-acls';
import { findWorkloadPorts } from './workload-ports';

/** What keeps network ACLs from being planned; empty when nothing does. Quotas are judged once all else is right. */
export function findNetworkAclProblems(props: NetworkAclPlanProps): readonly Problem[] {
  const problems = [
    ...findEgressProblems(props),
    ...findAclChoiceProblems(props),
    ...findWorkloadPortProblems(props),
    ...findBlockProblems(props),
    ...findNatProblems(props),
    ...findQuotaValueProblems(props),
  ];
  return problems.length > 0 ? problems : findAclQuotaProblems(props);
}

// A configuration that no compiler has seen may state both, or neither.
function findEgressProblems(props: NetworkAclPlanProps): readonly Problem[] {
  const { services, egressPolicy }: Partial<NetworkAclPlanProps> = props;
  if (egressPolicy !== undefined) {
    const twice = services === undefined ? [] : [aclEgressStatedTwice()];
    return [...twice, ...compileAclPolicy(props, egressPolicy).problems];
  }
  return services === undefined
    ? [inputMissing('services', 'list of what workloads may open')]
    : findServiceProblems(services);
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
      ...(service.protocol !== 'icmp-echo' && !isPortRange(service, 0)
        ? [aclPortsInvalid(path, nameOf(service))]
        : []),
      ...(first < index ? [aclServiceRepeated(path, nameOf(service), `services[${first}]`)] : []),
    ];
  });
}

function findWorkloadPortProblems(props: NetworkAclPlanProps): readonly Problem[] {
  const { workloadPorts } = props;
  return typeof workloadPorts !== 'object' || findWorkloadPorts(props) !== undefined
    ? []
    : [workloadPortsInvalid('workloadPorts', `${workloadPorts.fromPort}-${workloadPorts.toPort}`)];
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
  const needsIpv6Block = vpc.ipv6 !== 'none' && blocks === 'vpc' && ipv6CidrBlock === undefined;
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

function findQuotaValueProblems({ rulesPerDirection }: NetworkAclPlanProps): readonly Problem[] {
  return rulesPerDirection === undefined || isGranted(rulesPerDirection)
    ? []
    : [aclQuotaInvalid(rulesPerDirection)];
}

function nameOf(service: NetworkService): string {
  return service.protocol === 'icmp-echo' ? 'icmp-echo' : describeTraffic(service);
}
