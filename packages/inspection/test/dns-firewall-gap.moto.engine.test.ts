import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { inMotoWorkspace, withMoto, type MotoCall } from '@inspected-egress/moto';
import { packageIndexPolicy, type EgressPolicy } from '@inspected-egress/policy';
import { requireTerraform, type JsonObject, type JsonValue } from '@inspected-egress/terraform';
import type { TerraformStack } from 'cdktf';
import { DnsFirewall, DnsFirewallAssociations, type DnsFirewallProps } from '../src';
import { AskedResolver } from './asked-resolver';
import { TODAY } from './egress-policies';
import { synthesize } from './synthesize';

const terraform = requireTerraform();
const FORBIDDEN = 'exfiltration.example';
const place = { name: 'dns', workspace: 'default' };

const hosts = (count: number): EgressPolicy => ({
  ...packageIndexPolicy(),
  rules: Array.from({ length: count }, (_, index) => ({
    id: `host-${index}`,
    destinations: [{ name: `host-${index}.example.com` }],
    applications: ['https'] as const,
    action: 'pass' as const,
  })),
});

function firewall(props: Partial<DnsFirewallProps>, more?: (stack: TerraformStack) => void): JsonObject {
  return synthesize((stack) => {
    const { id: world } = new Vpc(stack, 'vpc', { cidrBlock: '10.1.0.0/16' });
    new DnsFirewall(stack, 'dns', {
      ...{ name: 'world', vpcIds: { world }, egressPolicy: packageIndexPolicy(), today: TODAY },
      ...props,
    });
    more?.(stack);
  }).json as JsonObject;
}

/** The calls after which a VPC that was guarded answers for a name that no policy permits. */
function gaps(calls: readonly MotoCall[], from: number): readonly string[] {
  const resolver = new AskedResolver();
  const vpcs = new Set<unknown>();
  return calls.flatMap((call, index) => {
    resolver.take(call);
    if (call.action === 'AssociateFirewallRuleGroup') vpcs.add(call.asked?.['VpcId']);
    const open = [...vpcs].filter((vpc) => resolver.answers(vpc, FORBIDDEN));
    return index < from || open.length === 0 ? [] : [`${call.action} opened ${open.join(' ')}`];
  });
}

const actionsOf = (calls: readonly MotoCall[]) =>
  calls.filter(({ service }) => service === 'route53resolver').map(({ action }) => action);

describe('while what is deployed changes, no name is resolved that no policy permits', () => {
  it('for another name of the policy or of the firewall, although associations are protected', async () => {
    await withMoto((moto) =>
      inMotoWorkspace(terraform, moto, place, async (workspace) => {
        const on = { mutationProtection: 'on' } as const;
        await workspace.apply(firewall(on));
        const from = moto.calls().length;
        const renamed = { ...packageIndexPolicy(), name: 'renamed' };
        expect((await workspace.apply(firewall({ ...on, egressPolicy: renamed }))).changes).toEqual([]);
        const { drift } = await workspace.apply(firewall({ ...on, name: 'renamed', egressPolicy: renamed }));
        expect(drift).toEqual([]);
        const calls = moto.calls();
        expect(gaps(calls, from)).toEqual([]);
        const of = actionsOf(calls.slice(from));
        expect(of).toContain('TagResource');
        expect(of.filter((action) => /^(Create|Delete|Associate|Disassociate)/u.test(action))).toEqual([]);
      }),
    );
  });

  it('for so many more rules that there is a group more', async () => {
    await withMoto((moto) =>
      inMotoWorkspace(terraform, moto, place, async (workspace) => {
        await workspace.apply(firewall({ egressPolicy: hosts(99) }));
        const from = moto.calls().length;
        const { drift } = await workspace.apply(firewall({ egressPolicy: hosts(101) }));
        expect(drift).toEqual([]);
        expect(actionsOf(moto.calls().slice(from))).toContain('AssociateFirewallRuleGroup');
        expect(gaps(moto.calls(), from)).toEqual([]);
      }),
    );
  });

  it('for a shared group in the place of another: the new one is associated before the old one goes', async () => {
    const shared = (group?: string) =>
      firewall({}, (stack) => {
        const { id: other } = new Vpc(stack, 'other', { cidrBlock: '10.2.0.0/16' });
        const { id: consumer } = new Vpc(stack, 'consumer', { cidrBlock: '10.3.0.0/16' });
        const more = { egressPolicy: hosts(1), today: TODAY, name: 'more' };
        new DnsFirewall(stack, 'more', { ...more, vpcIds: { other } });
        if (group === undefined) return;
        const settings = { vpcIds: { consumer }, ruleGroupIds: [group], name: 'consumer' };
        new DnsFirewallAssociations(stack, 'associations', settings);
      });
    await withMoto((moto) =>
      inMotoWorkspace(terraform, moto, place, async (workspace) => {
        const [one = '', other = ''] = groupIds((await workspace.apply(shared())).state);
        await workspace.apply(shared(one));
        const from = moto.calls().length;
        const { plan, drift } = await workspace.apply(shared(other));
        expect(drift).toEqual([]);
        expect(replacements(plan)).toEqual([['create', 'delete']]);
        const calls = moto.calls();
        expect(gaps(calls, from)).toEqual([]);
        expect(actionsOf(calls.slice(from))).toEqual([
          'AssociateFirewallRuleGroup',
          'DisassociateFirewallRuleGroup',
        ]);
      }),
    );
  });
});

function groupIds(state: string): readonly string[] {
  const { values } = JSON.parse(state) as {
    values: { root_module: { resources: readonly { type: string; values: { id: string } }[] } };
  };
  return values.root_module.resources
    .filter(({ type }) => type === 'aws_route53_resolver_firewall_rule_group')
    .map((one) => one.values.id);
}

/** What a plan does to what it replaces, in order. */
function replacements(plan: string): readonly JsonValue[] {
  const { resource_changes: changes } = JSON.parse(plan) as {
    resource_changes: readonly { change: { actions: readonly JsonValue[] } }[];
  };
  return changes.map(({ change }) => change.actions).filter((actions) => actions.length > 1) as JsonValue[];
}
