/** A fenced code block of a Markdown text. */
export interface Fence {
  /** What follows the opening backticks, for example `ts` or `text`. */
  readonly info: string;
  readonly body: string;
  /** Index of the opening line, from zero. */
  readonly line: number;
  /** Index of the closing line. */
  readonly end: number;
}

/** Every fenced block of three backticks, in order. An unclosed fence runs to the end of the text. */
export function findFences(markdown: string): readonly Fence[] {
  const fences: Fence[] = [];
  const lines = markdown.split('\n');
  for (let start = 0; start < lines.length; start++) {
    const opening = /^```(\S.*)?$/.exec(lines[start] ?? '');
    if (opening === null) continue;
    const length = lines.slice(start + 1).indexOf('```');
    const end = length < 0 ? lines.length : start + 1 + length;
    fences.push({
      info: (opening[1] ?? '').trim(),
      body: lines.slice(start + 1, end).join('\n'),
      line: start,
      end,
    });
    start = end;
  }
  return fences;
}

/** The Markdown text with the body of one fence replaced. */
export function replaceFence(markdown: string, fence: Fence, body: string): string {
  const lines = markdown.split('\n');
  lines.splice(fence.line + 1, fence.end - fence.line - 1, ...body.split('\n'));
  return lines.join('\n');
}
