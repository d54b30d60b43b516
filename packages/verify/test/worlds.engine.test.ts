import { requireTerraform, withFolderPlanner, type FolderPlanner } from '@inspected-egress/terraform';
import type { JsonObject } from '../src';
import { readPlanFile } from '../src/read/plan-file/read-plan-file';
import { comparable } from './support/comparable-plan';
import { observe } from './support/observe-world';
import { remembered } from './support/plan-cache';
import { mocksOf, settledState } from './support/settled-state';
import { handMadePlan, readWorlds, type World } from './support/world';

const AT_ONCE = 2;
const WORLDS = readWorlds();

/** What is known of a world: as planned, and once applied. */
interface Told {
  readonly plan: string;
  readonly file?: Uint8Array;
  readonly settled?: string;
}

const told = new Map<string, Told | Error>();

async function tell(planner: FolderPlanner, world: World): Promise<Told> {
  const { folder, expected } = world;
  const written = handMadePlan(world);
  if (written !== undefined) return { plan: written };
  const both = await remembered('plan', folder, async () => {
    const { json, file } = await planner.plan(folder);
    return JSON.stringify({ plan: JSON.stringify(json), file: Buffer.from(file).toString('base64') });
  });
  const { plan, file: text } = JSON.parse(both) as { plan: string; file: string };
  const file = Buffer.from(text, 'base64');
  if (expected.settled === undefined) return { plan, file };
  const planned = JSON.parse(plan) as JsonObject;
  const mocks = mocksOf(planned, expected);
  const applied = await remembered('state', folder, async () =>
    JSON.stringify(await planner.apply(folder, mocks)),
  );
  const state = settledState(planned, JSON.parse(applied) as JsonObject);
  return { plan, file, settled: JSON.stringify(state) };
}

beforeAll(
  () =>
    withFolderPlanner(requireTerraform(), async (planner) => {
      const waiting = [...WORLDS];
      const worker = async () => {
        for (let world = waiting.shift(); world !== undefined; world = waiting.shift())
          told.set(world.name, await tell(planner, world).catch((error: Error) => error));
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    }),
  1_800_000, // a machine that does other work too takes several times the minute
);

describe.each(WORLDS.map((world) => [world.name, world] as const))('%s', (name, world) => {
  const { expected } = world;
  const hasPlanFile = handMadePlan(world) === undefined;
  const toldOf = (): Told => {
    const found = told.get(name);
    if (found === undefined || found instanceof Error) throw found ?? new Error('it was not planned');
    return found;
  };

  it('is judged from its plan as computed by hand', () => {
    expect(observe(toldOf().plan, expected, expected.plan)).toEqual(expected.plan);
  });

  if (!hasPlanFile) return;

  it('is read from its plan file as Terraform shows it', () => {
    const read = readPlanFile(toldOf().file ?? new Uint8Array());
    expect(comparable(read.is === 'plan' ? read.json : {})).toEqual(
      comparable(JSON.parse(toldOf().plan) as JsonObject),
    );
  });

  it('is judged from its plan file as computed by hand, which mostly is as from its values', () => {
    const told = expected.file ?? expected.settled ?? expected.plan;
    expect(observe(toldOf().file ?? '', expected, told)).toEqual(told);
  });

  const { settled } = expected;
  if (settled === undefined) return;

  it('is judged from its values as computed by hand', () => {
    expect(observe(toldOf().settled ?? '', expected, settled)).toEqual(settled);
  });

  it('is never proved from the plan what its values break, and never broken what they keep', () => {
    const fromPlan = observe(toldOf().plan, expected, settled).verdicts;
    const fromValues = observe(toldOf().settled ?? '', expected, settled).verdicts;
    const undecided = Object.entries(fromPlan).filter(([, verdict]) => verdict !== 'undetermined');
    expect(fromValues).toMatchObject(Object.fromEntries(undecided));
  });
});
