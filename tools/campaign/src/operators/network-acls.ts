import type { Operator } from '../operator';
import { addressOf, listOf, refer, resourcesOf } from '../plain-reader/references';
import type { Network } from '../plain-reader/network';
import type { Values } from '../stack';
import { workloadTables } from './places';

interface NamedRule {
  readonly name: string;
  readonly values: Values;
}

/** Rules that let TCP to or from the whole internet pass, where packets to the internet are. */
function rulesForTheInternet(network: Network): NamedRule[] {
  const { stack, subnets } = network;
  const tables = workloadTables(network);
  const onPath = subnets.filter(
    ({ role, table }) => role !== 'workload' || (table !== undefined && tables.includes(table)),
  );
  const acls = resourcesOf(stack, 'aws_network_acl').filter(({ values }) =>
    listOf(values['subnet_ids']).some((id) => onPath.some(({ address }) => address === addressOf(id))),
  );
  return resourcesOf(stack, 'aws_network_acl_rule').filter(
    ({ values }) =>
      values['cidr_block'] === '0.0.0.0/0' &&
      ['6', 'tcp'].includes(String(values['protocol'])) &&
      values['rule_action'] === 'allow' &&
      acls.some(({ address }) => address === addressOf(values['network_acl_id'])),
  );
}

export const NETWORK_ACLS: readonly Operator[] = [
  {
    id: 'acl-loses-a-rule',
    does: 'drops a rule of a network ACL that lets requests or replies pass',
    expects: { breaks: ['acls-permit-declared-flows'] },
    changes: (network) =>
      rulesForTheInternet(network).map(({ name }) => ({
        place: `aws_network_acl_rule.${name}`,
        make: (draft) => draft.remove('aws_network_acl_rule', name),
      })),
  },
  {
    id: 'acl-denies',
    does: 'makes such a rule deny what it allowed',
    expects: { breaks: ['acls-permit-declared-flows'] },
    changes: (network) =>
      rulesForTheInternet(network).map(({ name }) => ({
        place: `aws_network_acl_rule.${name}`,
        make: (draft) => {
          draft.at('aws_network_acl_rule', name)['rule_action'] = 'deny';
        },
      })),
  },
  {
    id: 'acl-forgets-ephemeral-ports',
    does: 'narrows a rule of a network ACL for replies to the ports of Windows',
    expects: { breaks: ['acls-permit-declared-flows'] },
    changes: (network) =>
      rulesForTheInternet(network)
        .filter(({ values }) => Number(values['from_port']) < Number(values['to_port']))
        .map(({ name }) => ({
          place: `aws_network_acl_rule.${name}`,
          make: (draft) => {
            draft.at('aws_network_acl_rule', name)['from_port'] = 49152;
          },
        })),
  },
  {
    id: 'open-acls',
    does: 'lets everything pass every network ACL',
    expects: 'goes another way',
    changes: (network) =>
      rulesForTheInternet(network).length === 0
        ? []
        : [
            {
              place: `aws_vpc.${network.vpc}`,
              make: (draft) => {
                for (const { address, name } of resourcesOf(draft, 'aws_network_acl')) {
                  for (const egress of [true, false])
                    draft.put('aws_network_acl_rule', `mutant-${name}-${String(egress)}`, {
                      ...{ network_acl_id: refer(address), egress, rule_number: 32000, protocol: '-1' },
                      ...{ rule_action: 'allow', cidr_block: '0.0.0.0/0' },
                    });
                }
              },
            },
          ],
  },
  {
    id: 'subnet-falls-to-the-default-acl',
    does: 'leaves a subnet on the way to the default network ACL, which is closed',
    expects: { breaks: ['acls-permit-declared-flows'] },
    changes: (network) => {
      const { stack, subnets } = network;
      const tables = workloadTables(network);
      if (stack.namesOf('aws_default_network_acl').length === 0) return [];
      return subnets
        .filter(({ role, table }) => role !== 'workload' || (table !== undefined && tables.includes(table)))
        .flatMap(({ address }) => {
          const acl = resourcesOf(stack, 'aws_network_acl').find(({ values }) =>
            listOf(values['subnet_ids']).some((id) => addressOf(id) === address),
          );
          return acl === undefined
            ? []
            : [
                {
                  place: address,
                  make: (draft) => {
                    const values = draft.at('aws_network_acl', acl.name);
                    const others = listOf(values['subnet_ids']).filter((id) => addressOf(id) !== address);
                    values['subnet_ids'] = others;
                  },
                },
              ];
        });
    },
  },
  {
    id: 'security-group-loses-a-rule',
    does: 'drops the rule by which the security group of workloads lets HTTPS out',
    expects: { breaks: ['acls-permit-declared-flows'] },
    beyondPackets: 'the simulator knows no security groups',
    changes: ({ stack }) =>
      resourcesOf(stack, 'aws_vpc_security_group_egress_rule')
        .filter(({ values }) => values['cidr_ipv4'] === '0.0.0.0/0' && values['from_port'] === 443)
        .map(({ name, address }) => ({
          place: address,
          make: (draft) => draft.remove('aws_vpc_security_group_egress_rule', name),
        })),
  },
];
