import { accountOf, added, inMotoWorkspace, inventory, withMoto } from '@inspected-egress/moto';
import { requireTerraform } from '@inspected-egress/terraform';
import { claimsOf, reportOn, verdictsOf } from './report-on';
import { listExamples, synthesizeExample } from './synthesize-example';
import { withoutProtection } from './without-protection';

const terraform = requireTerraform();
const ACCOUNT = accountOf({}); // no example says which account it is for

/** All but the one that names endpoints of a partner: see `applied-partner`. */
const EXAMPLES = listExamples().filter((example) => example !== 'fortigate-cnf');

// At once: most of an apply is waiting, for what AWS would take its time to make.
it.concurrent.each(EXAMPLES)(
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
