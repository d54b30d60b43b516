import { blocksOf, objectOf, type JsonObject, type JsonValue } from '@inspected-egress/terraform';
import { PROMISES, readEstate, readGraph, verdictOf, verify, type PromiseId } from '@inspected-egress/verify';

/** The attributes of every resource of a type in `terraform show -json` of a state. */
export function valuesOf(state: string, type: string): readonly JsonObject[] {
  return blocksOf(objectOf(valuesIn(state)['root_module'])['resources'])
    .filter((resource) => resource['type'] === type)
    .map((resource) => objectOf(resource['values']));
}

export function outputOf(state: string, name: string): JsonValue | undefined {
  return objectOf(objectOf(valuesIn(state)['outputs'])[name])['value'];
}

/** What `egress verify` does not prove of a state. */
export function unprovedOf(state: string): readonly PromiseId[] {
  const report = verify(readGraph(readEstate([{ name: 'state.json', text: state }])));
  return PROMISES.filter((promise) => verdictOf(report, promise) !== 'proved');
}

/** Changes without the ends of names that are hashes of construct paths. */
export function namesOf(changes: readonly string[]): readonly string[] {
  return changes.map((change) => change.replace(/_[0-9A-F]{8}$/u, '')).sort();
}

const valuesIn = (state: string) => objectOf((JSON.parse(state) as JsonObject)['values']);
