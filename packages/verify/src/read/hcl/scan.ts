/** Where an expression of Terraform's language ends; what it means is for another. */

const HEREDOC = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;
const DEEPEST = 200;

/**
 * The end of the expression that begins at `start`: a line break, a comma or a closing bracket outside of all that it opens
 * itself.
 *
 * @throws RangeError when text or brackets are not closed
 */
export function endOfExpression(text: string, start: number): number {
  return scan(text, start, 0, (character) => character === '\n' || character === '}');
}

function scan(text: string, start: number, nesting: number, isEnd: (character: string) => boolean): number {
  if (nesting > DEEPEST) throw new RangeError('it is nested too deep');
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const character = text.charAt(at);
    if (depth === 0 && isEnd(character)) return at;
    const comment = endOfComment(text, at);
    if (comment !== undefined) at = comment;
    else if (character === '"') at = endOfText(text, at + 1, nesting);
    else if (character === '<' && text.startsWith('<<', at)) at = endOfHeredoc(text, at) ?? at + 2;
    else {
      if ('([{'.includes(character)) depth += 1;
      else if (')]}'.includes(character)) depth -= 1;
      if (depth < 0) throw new RangeError('a bracket is closed that is not open');
      at += 1;
    }
  }
  if (depth > 0) throw new RangeError('a bracket is not closed');
  return text.length;
}

/** After a comment that begins here. One to the end of the line leaves the line break. */
export function endOfComment(text: string, at: number): number | undefined {
  if (text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2);
    if (end < 0) throw new RangeError('a comment is not closed');
    return end + 2;
  }
  if (text.charAt(at) !== '#' && !text.startsWith('//', at)) return undefined;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** After the closing quote of text that begins here. */
export function endOfText(text: string, start: number, nesting = 0): number {
  for (let at = start; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '"') return at + 1;
    if (character === '\\') at += 2;
    else if (text.startsWith('$${', at) || text.startsWith('%%{', at)) at += 3;
    else if (text.startsWith('${', at) || text.startsWith('%{', at))
      at = endOfInterpolation(text, at, nesting + 1);
    else at += 1;
  }
  throw new RangeError('a quote is not closed');
}

/** After `${…}` that begins here. */
export function endOfInterpolation(text: string, at: number, nesting = 0): number {
  return scan(text, at + 2, nesting, (one) => one === '}') + 1;
}

/** At the line break after the word that closes it. */
function endOfHeredoc(text: string, at: number): number | undefined {
  HEREDOC.lastIndex = at;
  const found = HEREDOC.exec(text);
  if (found === null) return undefined;
  const close = found[1] ?? '';
  for (let line = HEREDOC.lastIndex; line < text.length; ) {
    const end = text.indexOf('\n', line);
    const stop = end < 0 ? text.length : end;
    if (text.slice(line, stop).trim() === close) return stop;
    line = stop + 1;
  }
  throw new RangeError('a text over several lines is not closed');
}
