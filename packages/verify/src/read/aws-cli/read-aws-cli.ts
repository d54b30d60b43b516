import type { Estate } from '../estate';
import type { ParsedFile } from '../input-file';
import type { AnswerMember } from './answer-kinds';
import { sortAnswers, type Answers } from './answers';
import { readBlockPublicAccess } from './block-public-access';
import type { Deployed } from './deployed';
import { readDnsFirewallAssociations } from './dns-firewall-association';
import { readDnsFirewallConfigs } from './dns-firewall-config';
import { readDnsFirewallDomainLists } from './dns-firewall-domain-list';
import { readDnsFirewallRuleGroups } from './dns-firewall-rule-group';
import { readEgressOnlyInternetGateways } from './egress-only-internet-gateway';
import { readElasticIps } from './elastic-ip';
import { readFirewalls } from './firewall';
import { readFirewallPolicies } from './firewall-policy';
import { readInstances } from './instance';
import { interfaceOwners } from './interface-owner';
import { readInternetGateways } from './internet-gateway';
import { readLoadBalancers } from './load-balancer';
import { readNatGateways } from './nat-gateway';
import { readNetworkAcls } from './network-acl';
import { readNetworkInterfaces } from './network-interface';
import { onceEach } from './once-each';
import { readOuterGateways } from './outer-gateway';
import { readPrefixLists } from './prefix-list';
import { readRouteTables } from './route-table';
import { readRuleGroups } from './rule-group';
import { readSecurityGroups } from './security-group';
import { readSubnets } from './subnet';
import { readTargetGroups } from './target-group';
import { readTransitGateways } from './transit-gateway';
import { readTransitGatewayAttachments } from './transit-gateway-attachment';
import { listTransitGatewayNotes, readTransitGatewayRouteTables } from './transit-gateway-route-table';
import { readUntold } from './untold';
import { readVpcs } from './vpc';
import { readVpcEndpoints } from './vpc-endpoint';
import { readVpcPeeringConnections } from './vpc-peering-connection';

const NOUNS: readonly ((answers: Answers) => readonly Deployed[])[] = [
  readVpcs,
  readSubnets,
  readRouteTables,
  readInternetGateways,
  readEgressOnlyInternetGateways,
  readNatGateways,
  readVpcEndpoints,
  readNetworkAcls,
  readSecurityGroups,
  readNetworkInterfaces,
  (answers) => interfaceOwners(answers).hidden,
  readInstances,
  readElasticIps,
  readPrefixLists,
  readTransitGateways,
  readTransitGatewayAttachments,
  readTransitGatewayRouteTables,
  readVpcPeeringConnections,
  readOuterGateways,
  readLoadBalancers,
  readTargetGroups,
  readBlockPublicAccess,
  readFirewalls,
  readFirewallPolicies,
  readRuleGroups,
  readDnsFirewallAssociations,
  readDnsFirewallRuleGroups,
  readDnsFirewallDomainLists,
  readDnsFirewallConfigs,
  readUntold,
];

/**
 * Answers of the AWS CLI about one deployment, in any order: everything that they tell is known, and what they do not tell is
 * unknown with the reason. Addresses of resources are ids of AWS.
 *
 * @param files - each one answer, of any Region, page or thing
 * @throws PlanError VFY121 for an answer that the AWS CLI did not print like that
 */
export function readAwsCli(files: readonly ParsedFile[]): Estate {
  const answers = sortAnswers(files);
  const resources = onceEach(NOUNS.flatMap((read) => read(answers)));
  return { form: 'aws-cli', resources, notes: listNotes(answers) };
}

/** Without one of these, something of most deployments stays undetermined. */
const NEEDED: readonly AnswerMember[] = [
  'Vpcs',
  'EnableDnsSupport',
  'Subnets',
  'RouteTables',
  'InternetGateways',
  'NatGateways',
  'VpcEndpoints',
  'NetworkAcls',
  'SecurityGroups',
  'NetworkInterfaces',
  'VpcBlockPublicAccessOptions',
  'FirewallRuleGroupAssociations',
];

function listNotes(answers: Answers): readonly string[] {
  const needed = NEEDED.map((member) => answers.doubtOf(member));
  const propagating = answers.of('RouteTables').flatMap((table) => {
    const gateways = table.items('PropagatingVgws').map((one) => `\`${one.text('GatewayId') ?? ''}\``);
    const id = table.need('RouteTableId');
    return gateways.length === 0
      ? []
      : [`\`${id}\` learns routes from ${gateways.join(', ')}, and is judged by those that it has now`];
  });
  const learning = [...propagating, ...listTransitGatewayNotes(answers)];
  const notes = [...needed, ...answers.cut, ...answers.strange, ...learning];
  return [...new Set(notes.filter((note): note is string => note !== undefined))];
}
