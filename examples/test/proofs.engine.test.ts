import { offlinePlans, requireTerraform, type PlannedWorld } from '@inspected-egress/terraform';
import { claimsOf, reportOn, verdictsOf } from './report-on';
import { listExamples, synthesizeExample } from './synthesize-example';

const examples = listExamples().map((example) => ({ example, stacks: synthesizeExample(example) }));
const stacks = examples.flatMap((one) => one.stacks);
let planned: readonly PlannedWorld[] = [];

beforeAll(async () => {
  const worlds = stacks.map(({ name, json }) => ({ name, workspace: 'default', json }));
  planned = await offlinePlans(requireTerraform(), worlds);
});

it.each(stacks)('$name passes terraform validate and plan without a warning', ({ name }) => {
  const world = planned.find((one) => one.name === name);
  expect(world?.warnings).toEqual([]);
  expect(world?.totals.add).toBeGreaterThan(0);
  expect(world?.totals).toMatchObject({ change: 0, destroy: 0 });
});

it.each(examples)(
  '$example keeps every promise but those that it says it does not',
  ({ example, stacks }) => {
    expect(verdictsOf(reportOn(example, stacks))).toEqual(claimsOf(example));
  },
);

it.each(examples)('$example is written anew to the same bytes', ({ example, stacks }) => {
  expect(synthesizeExample(example)).toEqual(stacks);
});
