import type { PlannedAclRule, PlannedNetworkAcl } from '../src';
import type { RuleJson } from './acl-evaluator';

const PROTOCOL_NUMBERS = { all: '-1', icmp: '1', tcp: '6', udp: '17', icmpv6: '58' } as const;

/** Planned rules as Terraform would read them, without a stack, for tests that look at many plans. */
export function rulesJson(acls: readonly PlannedNetworkAcl[]): readonly RuleJson[] {
  return acls.flatMap(({ tier, ingress, egress }) => [
    ...ingress.map((rule) => ruleJson(`acl-${tier}`, false, rule)),
    ...egress.map((rule) => ruleJson(`acl-${tier}`, true, rule)),
  ]);
}

function ruleJson(
  acl: string,
  egress: boolean,
  { ruleNumber, action, block, traffic }: PlannedAclRule,
): RuleJson {
  return {
    network_acl_id: acl,
    egress,
    rule_action: action,
    rule_number: ruleNumber,
    protocol: PROTOCOL_NUMBERS[traffic.protocol],
    ...('cidrBlock' in block ? { cidr_block: block.cidrBlock } : { ipv6_cidr_block: block.ipv6CidrBlock }),
    ...('fromPort' in traffic ? { from_port: traffic.fromPort, to_port: traffic.toPort } : {}),
    ...('icmpType' in traffic ? { icmp_type: traffic.icmpType, icmp_code: traffic.icmpCode } : {}),
  };
}
