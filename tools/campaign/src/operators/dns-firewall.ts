import type { Operator } from '../operator';
import { addressOf, listOf, resourcesOf } from '../plain-reader/references';
import type { Stack } from '../stack';

const PREFIX = 'aws_route53_resolver_firewall';

/** Rules that block every name which no rule before is about. */
function lastRules(stack: Stack): { name: string; address: string }[] {
  return resourcesOf(stack, `${PREFIX}_rule`).filter(({ values }) => {
    const list = addressOf(values['firewall_domain_list_id'])?.split('.')[1] ?? '';
    const domains = listOf(stack.find(`${PREFIX}_domain_list`, list)?.['domains']);
    return values['action'] === 'BLOCK' && domains.includes('*.');
  });
}

export const DNS_FIREWALL: readonly Operator[] = [
  {
    id: 'dns-loses-its-last-rule',
    does: 'drops the rule of DNS Firewall that blocks all other names',
    expects: { breaks: ['dns-is-filtered'] },
    changes: ({ stack }) =>
      lastRules(stack).map(({ name, address }) => ({
        place: address,
        make: (draft) => draft.remove(`${PREFIX}_rule`, name),
      })),
  },
  {
    id: 'dns-only-alerts',
    does: 'makes the rule of DNS Firewall that blocks all other names alert',
    expects: { breaks: ['dns-is-filtered'] },
    changes: ({ stack }) =>
      lastRules(stack).map(({ name, address }) => ({
        place: address,
        make: (draft) => {
          draft.at(`${PREFIX}_rule`, name)['action'] = 'ALERT';
        },
      })),
  },
  {
    id: 'dns-firewall-not-associated',
    does: 'associates no rule group of DNS Firewall with the VPC',
    expects: { breaks: ['dns-is-filtered'] },
    changes: ({ stack, vpc }) => {
      const associations = stack.namesOf(`${PREFIX}_rule_group_association`);
      if (associations.length === 0) return [];
      return [
        {
          place: `aws_vpc.${vpc}`,
          make: (draft) => {
            for (const name of associations) draft.remove(`${PREFIX}_rule_group_association`, name);
          },
        },
      ];
    },
  },
];
