import { TerraformError } from './errors';
import type { Terraform } from './find-terraform';
import { init } from './run-terraform';
import { inScratch } from './scratch';

/** The AWS provider that cdktf's provider package 20.1.0 was generated from. */
const PROVIDER = { source: 'hashicorp/aws', version: '5.100.0' };

/**
 * Whether Terraform can get the AWS provider, found out by `terraform init`. Without a mirror this downloads it into a
 * cache that later runs share.
 *
 * @returns why not: one line, then Terraform's words; `undefined` when all is well
 */
export function findMissingProvider(terraform: Terraform): Promise<string | undefined> {
  const what = `${PROVIDER.source} ${PROVIDER.version}`;
  return inScratch(terraform, undefined, async (scratch) => {
    scratch.write('probe.tf.json', { terraform: { required_providers: { aws: PROVIDER } } });
    try {
      await init(terraform, scratch, what);
      return undefined;
    } catch (error) {
      if (error instanceof TerraformError) return `terraform cannot get ${what}\n${error.message}`;
      throw error;
    }
  });
}
