import { readEstate, readGraph, type Estate, type VpcGraph } from '@inspected-egress/verify';
import { relocated } from '../inputs/in-file';
import type { ReadInput } from '../inputs/open-inputs';
import { listFiles } from './list-files';

/** An input, and what it says. */
export interface EstateInput {
  /** As the call names it; `standard input` for `-`. */
  readonly input: string;
  readonly estate: Estate;
}

/** An input, and what it places. */
export interface GraphInput extends EstateInput {
  readonly graph: VpcGraph;
}

/** @throws PlanError CLI1xx when there are no texts, VFY1xx when they place nothing */
export async function readEstateInput(name: string, read: ReadInput): Promise<EstateInput> {
  const files = await listFiles(name, read);
  const input = name === '-' ? 'standard input' : name;
  const estate = relocated(
    // What is wrong with a file stands at its name.
    (problem) => ({ ...problem, file: problem.path === '' ? input : problem.path, path: '' }),
    () => readEstate(files.map(({ file, text }) => ({ name: file, text }))),
  );
  return { input, estate };
}

/** @throws PlanError as `readEstateInput` */
export async function readGraphInput(name: string, read: ReadInput): Promise<GraphInput> {
  return withGraph(await readEstateInput(name, read));
}

export function withGraph(told: EstateInput): GraphInput {
  return { ...told, graph: readGraph(told.estate) };
}
