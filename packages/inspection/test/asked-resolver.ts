import type { MotoCall } from '@inspected-egress/moto';

type Fields = Readonly<Record<string, unknown>>;

interface Association {
  readonly vpc: unknown;
  readonly group: unknown;
  readonly priority: number;
}

/** What the resolvers of VPCs answer, after each call that was made: from the calls alone, as the Route 53 guide says. */
export class AskedResolver {
  private readonly lists = new Map<unknown, readonly string[]>();
  private readonly rules = new Map<string, Fields>();
  private readonly associations = new Map<unknown, Association>();

  /** Whether a VPC answers for a name. No group, or no rule that matches, and it does. */
  answers(vpc: unknown, name: string): boolean {
    const groups = [...this.associations.values()]
      .filter((one) => one.vpc === vpc)
      .sort((one, other) => one.priority - other.priority);
    for (const { group } of groups) {
      const decisive = [...this.rules.values()]
        .filter((rule) => rule['FirewallRuleGroupId'] === group)
        .sort((one, other) => Number(one['Priority']) - Number(other['Priority']))
        .find((rule) =>
          (this.lists.get(rule['FirewallDomainListId']) ?? []).some((spec) => isOf(spec, name)),
        );
      if (decisive !== undefined) return decisive['Action'] !== 'BLOCK';
    }
    return true;
  }

  take({ action, status, asked, answered }: MotoCall): void {
    if (status !== 200 || asked === null) return;
    const { FirewallDomainListId: list, Domains: domains } = asked;
    switch (action) {
      case 'UpdateFirewallDomains':
        this.lists.set(
          list,
          edited(this.lists.get(list) ?? [], String(asked['Operation']), domains as string[]),
        );
        break;
      case 'CreateFirewallRule':
      case 'UpdateFirewallRule':
        this.rules.set(keyOf(asked), { ...this.rules.get(keyOf(asked)), ...asked });
        break;
      case 'DeleteFirewallRule':
        this.rules.delete(keyOf(asked));
        break;
      case 'AssociateFirewallRuleGroup':
      case 'UpdateFirewallRuleGroupAssociation': {
        const made = answered?.['FirewallRuleGroupAssociation'] as Fields;
        const { VpcId: vpc, FirewallRuleGroupId: group, Priority: priority } = made;
        this.associations.set(made['Id'], { vpc, group, priority: Number(priority) });
        break;
      }
      case 'DisassociateFirewallRuleGroup':
        this.associations.delete(asked['FirewallRuleGroupAssociationId']);
        break;
    }
  }
}

function keyOf({ FirewallRuleGroupId: group, FirewallDomainListId: list }: Fields): string {
  return `${String(group)} ${String(list)}`;
}

function edited(had: readonly string[], operation: string, given: readonly string[]): readonly string[] {
  if (operation === 'REPLACE') return given;
  return operation === 'ADD' ? [...had, ...given] : had.filter((one) => !given.includes(one));
}

function isOf(spec: string, name: string): boolean {
  const bare = spec.replace(/\.$/u, '');
  if (bare === '*') return true;
  return bare.startsWith('*.') ? name.endsWith(bare.slice(1)) : bare === name;
}
