import { added, inMotoWorkspace, inventory, withMoto, type MotoServer } from '@inspected-egress/moto';
import { requireTerraform, textOf } from '@inspected-egress/terraform';
import { PROMISES } from '@inspected-egress/verify';
import { namesOf, outputOf, unprovedOf, valuesOf } from './applied-state';
import { CONSUMER, consumerStack, OWNER, ownerStack } from './shared-rules-world';
import { toldBy, verdictsOfTold } from './told-by-aws';

const MILLISECONDS = 900_000; // seven applies, and a hundred calls of the AWS CLI, each of which starts Python
const STRANGER = '777788889999';

const terraform = requireTerraform();
/** What the rules of another account decide: whoever uses them is not told what they say. */
const OF_THE_RULES = ['firewall-policy-means-what-it-says', 'dns-is-filtered'];

it(
  'a firewall policy and DNS rules of another account are used once they are shared, and by nobody else',
  () =>
    withMoto((moto) =>
      inMotoWorkspace(terraform, moto, { name: 'owner', workspace: 'default' }, (owner) =>
        inMotoWorkspace(terraform, moto, { name: 'consumer', workspace: 'default' }, async (consumer) => {
          const before = await inventories(moto);
          const elsewhere = await owner.apply(ownerStack(STRANGER));
          expect(elsewhere.drift).toEqual([]);
          const policy = textOf(outputOf(elsewhere.state, 'policy')) ?? '';
          const groups = textsOf(outputOf(elsewhere.state, 'rule-groups'));
          expect(groups).toHaveLength(1);
          const stack = consumerStack(policy, groups);

          // Shared with another account, they are refused to this one, as AWS refuses each.
          const refusal = await consumer.apply(stack).then(() => '', String);
          expect(refusal).toMatch(/AccessDeniedException: .*AssociateFirewallPolicy on resource/su);
          expect(refusal).toContain('ResourceNotFoundException');

          const shared = await owner.apply(ownerStack(CONSUMER));
          expect(namesOf(shared.changes)).toEqual([
            `create aws_ram_principal_association.dns_share_principal-${CONSUMER}`,
            `create aws_ram_principal_association.egress_firewall_share_principal-${CONSUMER}`,
            `delete aws_ram_principal_association.dns_share_principal-${STRANGER}`,
            `delete aws_ram_principal_association.egress_firewall_share_principal-${STRANGER}`,
          ]);
          expect(shared.drift).toEqual([]);
          expect(unprovedOf(shared.state)).toEqual([]);

          const used = await consumer.apply(stack);
          expect(used.drift).toEqual([]);
          expect(valuesOf(used.state, 'aws_networkfirewall_firewall')).toMatchObject([
            { firewall_policy_arn: policy },
          ]);
          expect(valuesOf(used.state, 'aws_route53_resolver_firewall_rule_group_association')).toMatchObject(
            groups.map((id) => ({ firewall_rule_group_id: id })),
          );
          expect([...unprovedOf(used.state)].sort()).toEqual([...OF_THE_RULES].sort());
          // What is used elsewhere is as it was.
          const settled = await owner.apply(ownerStack(CONSUMER));
          expect([settled.changes, settled.drift]).toEqual([[], []]);

          // Who uses them is told less than who wrote them; what both are told together is proved.
          const told = await toldBy(moto, [OWNER, CONSUMER]);
          const proved = Object.fromEntries(PROMISES.map((promise) => [promise, 'proved']));
          expect(verdictsOfTold(told)).toEqual(proved);
          expect(verdictsOfTold(told.filter(({ name }) => name.startsWith(OWNER)))).toEqual(proved);
          expect(verdictsOfTold(told.filter(({ name }) => name.startsWith(CONSUMER)))).toEqual({
            ...proved,
            ...Object.fromEntries(OF_THE_RULES.map((promise) => [promise, 'undetermined'])),
          });

          // Shared with nobody any more, the rule groups leave the VPCs of others; the firewall keeps its policy.
          await owner.apply(ownerStack());
          const left = await consumer.refresh();
          expect(valuesOf(left, 'aws_route53_resolver_firewall_rule_group_association')).toEqual([]);
          expect(unprovedOf(left)).toContain('dns-is-filtered');
          expect(valuesOf(left, 'aws_networkfirewall_firewall')).toMatchObject([
            { firewall_policy_arn: policy },
          ]);

          expect(await consumer.destroy()).toEqual([]);
          expect(await owner.destroy()).toEqual([]);
          const now = await inventories(moto);
          expect(now.flatMap((one, index) => added(before[index] ?? [], one))).toEqual([]);
        }),
      ),
    ),
  MILLISECONDS,
);

const inventories = (moto: MotoServer) =>
  Promise.all([OWNER, CONSUMER].map((account) => inventory(moto, account)));

const textsOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
