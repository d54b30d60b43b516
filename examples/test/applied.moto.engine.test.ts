import { accountOf, added, inMotoWorkspace, inventory, withMoto } from '@inspected-egress/moto';
import { requireTerraform } from '@inspected-egress/terraform';
import { claimsOf, reportOn, verdictsOf } from './report-on';
import { listExamples, synthesizeExample } from './synthesize-example';
import { withoutProtection } from './without-protection';

const terraform = requireTerraform();
const ACCOUNT = accountOf({}); // no example says which account it is for

/** One for each means of inspection. */
const APPLIED = [
  'centralized',
  'dns-firewall',
  'explicit-proxy',
  'fortigate-fleet',
  'layered-defence',
  'suricata-fleet',
  'transparent-proxy',
];
/** Why another one is not: where its parts are applied. */
const NOT_APPLIED: Readonly<Record<string, string>> = {
  'dual-stack': 'prod with IPv6, of the reference, is',
  'fortigate-cnf': 'adopted endpoints, of the reference, are, after a partner has made them',
  'network-firewall': 'dev, of the reference, is',
  'package-index-allow-list': 'dev, of the reference, is',
  'private-endpoints': 'suricata-fleet is, with endpoints of both kinds',
};

it('every example is applied, or it is said why not', () => {
  expect([...APPLIED, ...Object.keys(NOT_APPLIED)].sort()).toEqual(listExamples());
});

// At once: most of an apply is waiting, for what AWS would take its time to make.
it.concurrent.each(APPLIED)(
  '%s settles, is as applied what it claims to be, and leaves nothing',
  async (example) => {
    const stacks = synthesizeExample(example);
    const [{ json } = { json: {} }, ...others] = stacks;
    expect(others).toEqual([]);
    await withMoto(async (moto) => {
      const before = await inventory(moto, ACCOUNT);
      await inMotoWorkspace(terraform, moto, { name: example, workspace: 'default' }, async (workspace) => {
        const { drift, state, rawState } = await workspace.apply(json);
        expect(drift).toEqual([]);
        const verdictsOfState = (name: string, text: string) =>
          verdictsOf(reportOn(example, stacks, [{ name, text }]));
        expect(verdictsOfState('state.json', state)).toEqual(claimsOf(example));
        expect(verdictsOfState('terraform.tfstate', rawState)).toEqual(claimsOf(example));
        expect(await workspace.destroy(withoutProtection(json))).toEqual([]);
      });
      expect(added(before, await inventory(moto, ACCOUNT))).toEqual([]);
    });
  },
);
