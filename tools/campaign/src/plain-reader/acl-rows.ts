import type { Stack, Values } from '../stack';
import { blockText } from './block-text';
import { addressOf, blocksOf, listOf, resourcesOf, textOf } from './references';

const PROTOCOLS: Readonly<Record<string, string>> = {
  ...{ '-1': 'all', all: 'all', '6': 'tcp', tcp: 'tcp', '17': 'udp', udp: 'udp' },
};

/** ` acl=…` for the row of a subnet: the ACL that names it, or the VPC's own where the stack says what that is. */
export function aclOf(stack: Stack, vpc: string, subnet: string): string {
  const named = resourcesOf(stack, 'aws_network_acl').find(({ values }) =>
    listOf(values['subnet_ids']).some((id) => addressOf(id) === subnet),
  );
  const associated = resourcesOf(stack, 'aws_network_acl_association').find(
    ({ values }) => addressOf(values['subnet_id']) === subnet,
  );
  const own = resourcesOf(stack, 'aws_default_network_acl').find(
    ({ values }) => addressOf(values['default_network_acl_id']) === `aws_vpc.${vpc}`,
  );
  const acl = named?.address ?? addressOf(associated?.values['network_acl_id']) ?? own?.address;
  return acl === undefined ? '' : ` acl=${acl}`;
}

export function aclRows(stack: Stack): string[] {
  const single = resourcesOf(stack, 'aws_network_acl_rule').map(({ values }) => values);
  return ['aws_network_acl', 'aws_default_network_acl']
    .flatMap((type) => resourcesOf(stack, type))
    .map(({ address, values }) => {
      const rules = [
        ...blocksOf(values['ingress']).map((block) => inlineRule(stack, 'in', block)),
        ...blocksOf(values['egress']).map((block) => inlineRule(stack, 'out', block)),
        ...single
          .filter((rule) => addressOf(rule['network_acl_id']) === address)
          .map((rule) =>
            ruleText(
              stack,
              rule['egress'] === true ? 'out' : 'in',
              rule,
              rule['rule_number'],
              rule['rule_action'],
            ),
          ),
      ];
      return `acl ${address}: ${rules.join(' | ')}`;
    });
}

function inlineRule(stack: Stack, direction: string, block: Values): string {
  return ruleText(stack, direction, block, block['rule_no'], block['action']);
}

function ruleText(stack: Stack, direction: string, rule: Values, number: unknown, action: unknown): string {
  const protocol = PROTOCOLS[textOf(rule['protocol']) ?? ''] ?? 'other';
  const ports =
    protocol === 'all' ? '' : ` ${Number(rule['from_port'] ?? 0)}-${Number(rule['to_port'] ?? 65535)}`;
  const block =
    blockText(stack, rule['cidr_block']) ?? blockText(stack, rule['ipv6_cidr_block']) ?? '0.0.0.0/0';
  return `${direction} ${Number(number)} ${String(action)} ${protocol}${ports} ${block}`;
}
