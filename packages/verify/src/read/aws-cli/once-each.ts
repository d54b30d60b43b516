import { quote } from '../../errors';
import { UNTOLD_TYPE } from '../untold';
import { deployed, type Deployed } from './deployed';

/**
 * Each thing once: pages overlap, and two files may have the same answer. Two answers that differ are of different moments,
 * and no state of the network.
 */
export function onceEach(resources: readonly Deployed[]): readonly Deployed[] {
  const found = new Map<string, Deployed>();
  const torn = new Set<string>();
  for (const resource of resources) {
    const earlier = found.get(resource.address);
    if (earlier === undefined) found.set(resource.address, resource);
    else if (textOf(earlier) !== textOf(resource)) torn.add(resource.address);
  }
  const doubts = [...torn].map((address) => {
    const reason = `two answers tell of ${quote(address)}, and not the same; give answers of one moment`;
    return deployed(UNTOLD_TYPE, `two answers about ${address}`, { reason, about: 'everything' });
  });
  return [...found.values(), ...doubts];
}

function textOf({ type, values }: Deployed): string {
  const sorted = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([type, sorted], (_, value: unknown) => (value instanceof Map ? [...value] : value));
}
