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

/** The plan without what differs from one run to the next: the time, and the order of what was read. */
function settled(json: JsonObject): JsonObject {
  const read = json['relevant_attributes'] as readonly JsonObject[];
  const sorted = [...read].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return { ...json, timestamp: '2026-01-01T00:00:00Z', relevant_attributes: sorted };
}

// UPDATE_FIXTURES=1 writes it anew.
it('the plan that the bench multiplies is what Terraform plans', async () => {
  const terraform = requireTerraform();
  const stack = vpcStack() as JsonObject;
  const planned = await inScratch(terraform, undefined, async (scratch) => {
    scratch.write('main.tf.json', stack);
    scratch.write('offline_override.tf.json', offlineOverride(stack));
    await init(terraform, scratch, 'one VPC');
    return settled((await plan(terraform, scratch, 'one VPC')).json);
  });
  if (process.env['UPDATE_FIXTURES'] === '1') writeFileSync(FIXTURE, `${JSON.stringify(planned)}\n`);
  expect(planned).toEqual(JSON.parse(readFileSync(FIXTURE, 'utf8')));
});
