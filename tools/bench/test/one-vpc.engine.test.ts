import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  init,
  inScratch,
  offlineOverride,
  plan,
  requireTerraform,
  type JsonObject,
} from '@inspected-egress/terraform';
import { vpcStack } from '../src/plans/vpc-stack';

const FIXTURE = join(__dirname, '..', 'fixtures', 'one-vpc.plan.json');

/** What differs from one run to the next. */
function withoutTime(json: JsonObject): JsonObject {
  return { ...json, timestamp: '2026-01-01T00:00:00Z' };
}

// UPDATE_FIXTURES=1 writes it anew.
it('the plan that the bench multiplies is what Terraform plans', async () => {
  const terraform = requireTerraform();
  const stack = vpcStack() as JsonObject;
  const planned = await inScratch(terraform, undefined, async (scratch) => {
    scratch.write('main.tf.json', stack);
    scratch.write('offline_override.tf.json', offlineOverride(stack));
    await init(terraform, scratch, 'one VPC');
    return withoutTime((await plan(terraform, scratch, 'one VPC')).json);
  });
  if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(FIXTURE, `${JSON.stringify(planned)}\n`);
  expect(planned).toEqual(JSON.parse(readFileSync(FIXTURE, 'utf8')));
});
