/** A rule of a text, which may go over several lines. */
export interface RuleLine {
  /** Of its first line, counted from 1, as editors do. */
  readonly number: number;
  readonly text: string;
}

/** The rules of a group: one for each line that is neither blank nor a comment; a line that ends in `\` goes on in the next. */
export function ruleLines(text: string): readonly RuleLine[] {
  const lines: RuleLine[] = [];
  let open: RuleLine | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const begun: RuleLine = open ?? { number: index + 1, text: '' };
    const isOpen = line.endsWith('\\');
    open = { ...begun, text: begun.text + (isOpen ? line.slice(0, -1) : line) };
    if (isOpen) continue;
    lines.push(open);
    open = undefined;
  }
  if (open !== undefined) lines.push(open);
  return lines
    .map(({ number, text: line }) => ({ number, text: line.trim() }))
    .filter(({ text: line }) => line !== '' && !line.startsWith('#'));
}
