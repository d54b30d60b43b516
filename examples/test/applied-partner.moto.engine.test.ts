import { accountOf, added, inMotoWorkspace, inventory, runBeside, withMoto } from '@inspected-egress/moto';
import { objectOf, requireTerraform, type JsonObject } from '@inspected-egress/terraform';
import { firewallSubnetsOf } from './firewall-subnets';
import { ENDPOINTS } from './partner-stack';
import { claimsOf, reportOn, verdictsOf } from './report-on';
import { synthesizeExample } from './synthesize-example';
import { withoutProtection } from './without-protection';

const EXAMPLE = 'fortigate-cnf';
const ACCOUNT = accountOf({});

it('fortigate-cnf, with the endpoints that a partner has made meanwhile, is as applied what it claims to be', async () => {
  const stacks = synthesizeExample(EXAMPLE);
  const [{ json } = { json: {} }] = stacks;
  await withMoto(async (moto) => {
    const before = await inventory(moto, ACCOUNT);
    await inMotoWorkspace(
      requireTerraform(),
      moto,
      { name: EXAMPLE, workspace: 'default' },
      async (workspace) => {
        const { state: pending } = await workspace.apply(withoutRoutes(json));
        const subnets = firewallSubnetsOf(pending);
        const call = (...args: readonly string[]) => runBeside(moto, 'vendor.py', ACCOUNT, ...args);
        const made = (await call('create', ...subnets.map(({ id }) => id))) as Readonly<
          Record<string, string>
        >;
        const ids = ENDPOINTS.map(({ availabilityZone, vpcEndpointId }) => {
          const subnet = subnets.find((one) => one.availabilityZone === availabilityZone);
          return [vpcEndpointId, made[subnet?.id ?? ''] ?? ''] as const;
        });

        const stack = JSON.parse(renamed(JSON.stringify(json), ids)) as JsonObject;
        const { changes, drift, state, rawState } = await workspace.apply(stack);
        expect(changes.filter((change) => !change.startsWith('create aws_route.'))).toEqual([]);
        expect(drift).toEqual([]);
        const asWritten = ids.map(([written, real]) => [real, written] as const);
        for (const [name, text] of Object.entries({ 'state.json': state, 'terraform.tfstate': rawState }))
          expect(verdictsOf(reportOn(EXAMPLE, stacks, [{ name, text: renamed(text, asWritten) }]))).toEqual(
            claimsOf(EXAMPLE),
          );
        expect(await workspace.apply(withoutRoutes(json))).toMatchObject({ drift: [] });
        const gone = ids.map(([, real]) => real);
        expect(await call('remove', ...gone)).toEqual(gone);
        expect(await workspace.destroy(withoutProtection(withoutRoutes(json)))).toEqual([]);
      },
    );
    expect(added(before, await inventory(moto, ACCOUNT))).toEqual([]);
  });
});

/** Before the partner has made endpoints. */
function withoutRoutes(stack: JsonObject): JsonObject {
  const kept = Object.entries(objectOf(stack['resource'])).filter(([type]) => type !== 'aws_route');
  return { ...stack, resource: Object.fromEntries(kept) };
}

function renamed(text: string, ids: readonly (readonly [string, string])[]): string {
  return ids.reduce((before, [from, to]) => before.replaceAll(from, to), text);
}
