import { readEstate, readGraph, type Estate, type VpcGraph } from '@inspected-egress/verify';
import { findSource } from '../explain-query/find-source';
import { relocated } from '../inputs/in-file';
import type { ReadInput } from '../inputs/open-inputs';
import type { GivenEndpoint } from './given-endpoint';
import { listFiles } from './list-files';

/** An input, and what it places. */
export interface GraphInput {
  /** As the call names it; `standard input` for `-`. */
  readonly input: string;
  readonly estate: Estate;
  readonly graph: VpcGraph;
}

/**
 * @param endpoints - where firewall endpoints stand that the input knows by their ids alone
 * @throws PlanError CLI1xx when there are no texts, VFY1xx when they place nothing, VFY477 and VFY478 for what `endpoints`
 * say
 */
export async function readGraphInput(
  name: string,
  read: ReadInput,
  endpoints: readonly GivenEndpoint[] = [],
): Promise<GraphInput> {
  const files = await listFiles(name, read);
  const input = name === '-' ? 'standard input' : name;
  const estate = relocated(
    // What is wrong with a file stands at its name.
    (problem) => ({ ...problem, file: problem.path === '' ? input : problem.path, path: '' }),
    () => readEstate(files.map(({ file, text }) => ({ name: file, text }))),
  );
  if (endpoints.length === 0) return { input, estate, graph: readGraph(estate) };
  const told = readGraph(estate);
  const endpointSubnets = Object.fromEntries(
    endpoints.map(({ id, subnet }) => [id, findSource(told, estate, subnet)]),
  );
  const graph = relocated(
    (problem) => ({ ...problem, file: input, path: '--endpoint' }),
    () => readGraph(estate, { endpointSubnets }),
  );
  const notes = Object.entries(endpointSubnets).map(
    ([id, subnet]) => `the call says that \`${id}\` stands in \`${subnet}\``,
  );
  return { input, estate: { ...estate, notes: [...estate.notes, ...notes] }, graph };
}
