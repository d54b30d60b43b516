/** Characters that a comment on GitHub may have: 65,536, less what a host may count otherwise; GitHub REST API, 2026-11. */
export const COMMENT_CHARACTERS = 65_000;

/** A part of a report that can be left out as a whole. */
export interface ReportBlock {
  readonly lines: readonly string[];
  /** A shorter form, for where the block does not fit. */
  readonly short?: readonly string[];
}

/**
 * As many blocks as fit, in order, and how many do not: a report that is cut says so.
 * @param sayRest - of how many blocks were left out; counts are told at the end, whatever is left out
 */
export function fitBlocks(
  head: readonly string[],
  blocks: readonly ReportBlock[],
  sayRest: (left: number) => string,
  limit = COMMENT_CHARACTERS,
): readonly string[] {
  const lines = [...head];
  const reserve = sayRest(blocks.length).length + 2;
  let size = sizeOf(lines) + reserve;
  let left = 0;
  for (const { lines: long, short } of blocks) {
    const form = [long, short].find((one) => one !== undefined && size + sizeOf(one) + 1 <= limit);
    if (form === undefined) left += 1;
    else {
      lines.push('', ...form);
      size += sizeOf(form) + 1;
    }
  }
  return left === 0 ? lines : [...lines, '', sayRest(left)];
}

/** Line ends included. */
function sizeOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
