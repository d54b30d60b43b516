import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../src/check/checks';
import { REACHABILITY_CODES } from '../src/walk/reachability-code';

const read = (name: string) => readFileSync(join(__dirname, '..', 'docs', name), 'utf8');

/** The rows of the tables under a heading, or of the whole text, cell by cell. */
function rowsOf(text: string, heading?: string): string[][] {
  const part = heading === undefined ? text : (text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '');
  return part
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| --') && !/^\| (check|code) /.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

it('every check is in the table of checks as it is in the code', () => {
  expect(rowsOf(read('checks.md'))).toEqual(
    CHECKS.map(({ id, severity, title, promise }) => [
      id,
      severity,
      title,
      promise === undefined ? '' : `\`${promise}\``,
    ]),
  );
});

// Of Reachability Analyzer's 100 codes those that are about the egress path of one VPC; its guide, "Explanation codes", 2026-07.
const EGRESS_CODES = `
  AVAILABILITY_ZONE_CROSSED BAD_STATE BAD_STATE_ATTACHMENT BAD_STATE_ROUTE CANNOT_ROUTE COMPONENT_FILTER_RESTRICTION
  COMPONENT_FILTER_RESTRICTION_REMOVED_COMPONENT ENI_ADDRESS_RESTRICTION ENI_SG_RULES_MISMATCH
  ENI_SOURCE_DEST_CHECK_RESTRICTION FIREWALL_RULES_RESTRICTION FIREWALL_UNSUPPORTED_HIGHER_PRIORITY_RULES
  FIREWALL_UNSUPPORTED_HIGHER_PRIORITY_RULE_GROUP_TYPE FIREWALL_UNSUPPORTED_RULE_OPTIONS
  GATEWAY_REJECTS_SPOOFED_TRAFFIC HIGHER_PRIORITY_ROUTE IGW_DESTINATION_ADDRESS_IN_VPC_CIDRS
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS
  IGW_EXPECTS_PUBLIC_ADDRESS IGW_NAT_REFLECTION IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS
  IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS INGRESS_RTB_NO_PUBLIC_IP INGRESS_RTB_TRAFFIC_REDIRECTION
  MORE_SPECIFIC_ROUTE NGW_DEST_ADDRESS_PRESERVATION NGW_REQUIRES_SOURCE_IN_VPC NGW_SOURCE_ADDRESS_REASSIGN NO_PATH
  NO_POSSIBLE_DESTINATION NO_ROUTE_TO_DESTINATION NO_SOURCE_OR_DESTINATION PATH_THROUGH_GWLB_NOT_CHECKED
  PROTOCOL_RESTRICTION REGIONAL_NGW_ROUTE_AZ_RESTRICTION REMAP_EPHEMERAL_PORT SG_HAS_NO_RULES
  SG_REFERENCES_NOT_PRESERVED SUBNET_ACL_RESTRICTION UNASSOCIATED_COMPONENT UNIDIRECTIONAL_PATH_ANALYSIS_ONLY
  UNKNOWN_DESTINATION UNKNOWN_RESOURCE UNSUPPORTED_COMPONENT VPCE_GATEWAY_EGRESS_SOURCE_ADDRESS_RESTRICTION
  VPCE_GATEWAY_PROTOCOL_RESTRICTION VPCE_INTRA_VPC_TRAFFIC VPCE_SERVICE_NOT_INSTALLED_IN_AZ
  VPC_BLOCK_PUBLIC_ACCESS_ENABLED VPC_LOCAL_ROUTE_CIDR_RESTRICTION FILTER_AT_SOURCE_* FILTER_AT_DESTINATION_*`
  .trim()
  .split(/\s+/);

describe('codes of Reachability Analyzer', () => {
  const text = read('reachability-codes.md');
  const codesUnder = (heading: string) =>
    rowsOf(text, heading).flatMap(([cell = '']) => cell.split(', ').map((code) => code.replaceAll('`', '')));

  it('are told to be said when they are', () => {
    expect(codesUnder('Said').sort()).toEqual([...REACHABILITY_CODES].sort());
  });

  it('of the egress path of a VPC are said, or it is told why not', () => {
    const said = new Set<string>(REACHABILITY_CODES);
    expect(codesUnder('Not said').sort()).toEqual(EGRESS_CODES.filter((code) => !said.has(code)).sort());
    for (const [, why = ''] of rowsOf(text, 'Not said')) expect(why).toMatch(/\w/);
  });
});
