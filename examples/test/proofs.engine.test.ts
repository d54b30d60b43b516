import { offlinePlans, requireTerraform, type PlannedWorld } from '@inspected-egress/terraform';
import { PROMISES, readEstate, readGraph, verdictOf, verify, type Report } from '@inspected-egress/verify';
import { ENDPOINT_SUBNETS, PROTECTED, UNPROVED } from './claims';
import { listExamples, synthesizeExample, type ExampleStack } from './synthesize-example';

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
    const report = reportOn(example, stacks);
    const verdicts = Object.fromEntries(PROMISES.map((promise) => [promise, verdictOf(report, promise)]));
    const all = Object.fromEntries(PROMISES.map((promise) => [promise, 'proved']));
    expect(verdicts).toEqual({ ...all, ...UNPROVED[example] });
  },
);

it.each(examples)('$example is written anew to the same bytes', ({ example, stacks }) => {
  expect(synthesizeExample(example)).toEqual(stacks);
});

function reportOn(example: string, stacks: readonly ExampleStack[]): Report {
  const estate = readEstate(stacks);
  const keyOf = (path: string) =>
    estate.resources.find(({ constructPath }) => constructPath === path)?.address ?? path;
  const paths = Object.entries(ENDPOINT_SUBNETS[example] ?? {});
  const graph = readGraph(estate, {
    endpointSubnets: Object.fromEntries(paths.map(([id, path]) => [id, keyOf(path)])),
  });
  const workloads = PROTECTED[example]?.map(keyOf);
  return verify(graph, workloads === undefined ? {} : { protected: workloads });
}
