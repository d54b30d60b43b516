import {
  init,
  inScratch,
  requireTerraform,
  runTerraform,
  startProvider,
  type JsonObject,
  type Scratch,
} from '@inspected-egress/terraform';
import { added, inventory, motoOverride, withMoto, type MotoServer } from '../src';

const terraform = requireTerraform();
const ACCOUNTS = { one: '111122223333', other: '444455556666' };

const stackOf = (account: string, tags: JsonObject): JsonObject => ({
  terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } },
  provider: { aws: [{ region: 'us-east-1', allowed_account_ids: [account], default_tags: [{ tags }] }] },
  resource: { aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } },
});

const vpcsIn = async (moto: MotoServer, account: string) =>
  (await inventory(moto, account)).filter((line) => line.startsWith('ec2 Vpcs '));

/** Applies in a folder with a provider that runs already; returns the VPCs that its server has more. */
async function applied(scratch: Scratch, moto: MotoServer, account: string): Promise<readonly string[]> {
  const before = await vpcsIn(moto, account);
  for (const args of [
    ['apply', '-auto-approve'],
    ['plan', '-detailed-exitcode'],
  ]) {
    const { status, stdout, stderr } = await runTerraform(terraform, scratch, [...args, '-no-color']);
    expect({ args, status, text: status === 0 ? '' : stdout + stderr }).toEqual({
      args,
      status: 0,
      text: '',
    });
  }
  return added(before, await vpcsIn(moto, account));
}

it('a provider that serves two servers and accounts in turn takes nothing of the one to the other', () =>
  withMoto((moto) =>
    withMoto((other) =>
      inScratch(terraform, undefined, (first) =>
        inScratch(terraform, undefined, async (second) => {
          const write = ({ write: to }: Scratch, { url }: MotoServer, stack: JsonObject) => {
            to('cdk.tf.json', stack);
            to('moto_override.tf.json', motoOverride(stack, url));
          };
          write(first, moto, stackOf(ACCOUNTS.one, { Owner: 'one' }));
          write(second, other, stackOf(ACCOUNTS.other, {}));
          await init(terraform, first, 'one');
          await init(terraform, second, 'other');
          const provider = await startProvider(first);
          if (provider === undefined) throw new Error('the provider did not start');
          const served = (scratch: Scratch) => ({ ...scratch, provider });
          try {
            expect(await applied(served(first), moto, ACCOUNTS.one)).toHaveLength(1);
            expect(await applied(served(second), other, ACCOUNTS.other)).toHaveLength(1);
            expect(await applied(served(first), moto, ACCOUNTS.one)).toEqual([]);
            const { stdout } = await runTerraform(terraform, second, ['show', '-json']);
            expect(stdout).toContain(`arn:aws:ec2:us-east-1:${ACCOUNTS.other}:vpc/`);
            expect(stdout).not.toContain('Owner');
            // In the account that is not its own, each server has its default VPC alone.
            expect(await vpcsIn(other, ACCOUNTS.one)).toHaveLength(1);
            expect(await vpcsIn(moto, ACCOUNTS.other)).toHaveLength(1);
          } finally {
            provider.stop();
          }
        }),
      ),
    ),
  ));
