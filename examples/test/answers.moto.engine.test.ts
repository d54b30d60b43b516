import { join } from 'node:path';
import { accountOf, askAws, inMotoWorkspace, withMoto, type SavedFile } from '@inspected-egress/moto';
import { requireTerraform } from '@inspected-egress/terraform';
import { claimsOf, reportOn, verdictsOf } from './report-on';
import { synthesizeExample } from './synthesize-example';

const ASK = join(__dirname, '../../packages/cli/examples/ask-aws.sh');
const MILLISECONDS = 900_000; // an apply, and fifty calls of the AWS CLI, each of which starts Python
const EXAMPLE = 'centralized';
const ACCOUNT = accountOf({});

it(
  'the AWS CLI tells of a transit gateway, its attachments and its tables what the state tells',
  async () => {
    const stacks = synthesizeExample(EXAMPLE);
    const [{ json } = { json: {} }] = stacks;
    await withMoto((moto) =>
      inMotoWorkspace(
        requireTerraform(),
        moto,
        { name: EXAMPLE, workspace: 'default' },
        async (workspace) => {
          await workspace.apply(json);
          const answers = await askAws(moto, ACCOUNT, ASK);
          const routes = /^transit-gateway-routes-(tgw-rtb-\w+)\.json$/;
          const tables = answers.filter(({ name }) => routes.test(name));
          expect(tables.length).toBeGreaterThan(1);
          const asked = reportOn(EXAMPLE, stacks, answers);
          const ours = asked.findings.filter(({ subject }) => subject !== defaultVpc(answers));
          expect(verdictsOf({ ...asked, findings: ours })).toEqual(claimsOf(EXAMPLE));

          const without = answers.filter((file) => !tables.includes(file));
          const report = reportOn(EXAMPLE, stacks, without);
          expect(verdictsOf(report)['every-exit-is-inspected']).toBe('undetermined');
          const open = report.findings.find(({ verdict }) => verdict === 'undetermined');
          expect(open?.because).toMatch(
            /`search-transit-gateway-routes --transit-gateway-route-table-id tgw-rtb-\w+ .*` was not given/,
          );
        },
      ),
    );
  },
  MILLISECONDS,
);

/** Every account has one that no example is about. */
function defaultVpc(answers: readonly SavedFile[]): string | undefined {
  const text = answers.find(({ name }) => name === 'describe-vpcs.json')?.text ?? '';
  const { Vpcs } = JSON.parse(text) as { Vpcs: { VpcId: string; IsDefault: boolean }[] };
  return Vpcs.find(({ IsDefault }) => IsDefault)?.VpcId;
}
