import type { PlannedSource } from '../firewall-place';
import { chunk } from './destinations';
import { formatBlocks } from './signature';

/** The source of each signature of a rule. */
export function sourceTexts(blocks: PlannedSource['blocks']): readonly string[] {
  return blocks === 'every workload' ? ['$HOME_NET'] : chunk(blocks).map(formatBlocks);
}
