import { objectOf, type SynthesizedStack } from './synthesized';
import { headedTable, type Style } from './text';

/** How many resources of each type every environment has, side by side. */
export function describeResources(stacks: readonly SynthesizedStack[], style: Style): readonly string[] {
  const counts = stacks.map(({ json }) => countByType(json));
  const types = [...new Set(counts.flatMap((count) => [...count.keys()]))].sort();
  const total = (count: ReadonlyMap<string, number>): number =>
    [...count.values()].reduce((sum, one) => sum + one, 0);
  const rows = [
    ...types.map((type) => [type, ...counts.map((count) => String(count.get(type) ?? 0))]),
    ['all', ...counts.map((count) => String(total(count)))],
  ];
  const header = ['resources by type', ...stacks.map(({ name }) => name)];
  const numbers = stacks.map((_, index) => index + 1);
  return headedTable(header, rows, style, numbers);
}

function countByType(json: SynthesizedStack['json']): ReadonlyMap<string, number> {
  const types = Object.entries(objectOf(json['resource']));
  return new Map(types.map(([type, resources]) => [type, Object.keys(objectOf(resources)).length]));
}
