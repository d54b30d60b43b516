import type { Stack } from '../stack';
import { addressOf, listOf, resourcesOf } from './references';

const PREFIX = 'aws_route53_resolver_firewall';

/** Rule groups by the priority of their association, with the names of their rules; lists of AWS hold no name that is asked for. */
export function dnsRows(stack: Stack, vpc: string): string[] {
  const associations = resourcesOf(stack, `${PREFIX}_rule_group_association`).filter(
    ({ values }) => addressOf(values['vpc_id']) === `aws_vpc.${vpc}`,
  );
  return associations.map(({ values }) => {
    const group = addressOf(values['firewall_rule_group_id']);
    const rules = resourcesOf(stack, `${PREFIX}_rule`)
      .filter((rule) => addressOf(rule.values['firewall_rule_group_id']) === group)
      .map(({ values: { priority, action, firewall_domain_list_id: list } }) => {
        const found = resourcesOf(stack, `${PREFIX}_domain_list`).find(
          ({ address }) => address === addressOf(list),
        );
        const domains = listOf(found?.values['domains']).map((domain) => String(domain).replace(/\.$/, ''));
        return `${String(priority)} ${String(action)} ${domains.length === 0 ? 'listed-by-aws.invalid' : domains.join(' ')}`;
      });
    return `dns ${String(values['priority'])}: ${rules.join(' | ')}`;
  });
}
