import { endOfComment, endOfExpression, endOfText } from './scan';

/** What stands in a file or a block of Terraform's language. */
export interface Body {
  /** Texts of expressions by name. */
  readonly attributes: Map<string, string>;
  readonly blocks: Block[];
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
}

const NAME = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const DEEPEST = 50; // no provider nests blocks nearly as deep

/** @throws RangeError when the text is not of Terraform's language */
export function parseBody(text: string): Body {
  const place = { text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, at: 0 };
  const body = takeBody(place, 0);
  if (place.at < place.text.length) throw new RangeError('something follows that is no block');
  return body;
}

interface Place {
  readonly text: string;
  at: number;
}

function takeBody(place: Place, depth: number): Body {
  if (depth > DEEPEST) throw new RangeError('it is nested too deep');
  const body: Body = { attributes: new Map(), blocks: [] };
  for (;;) {
    skipBlanks(place);
    if (place.at >= place.text.length || place.text.charAt(place.at) === '}') return body;
    const name = takeName(place);
    skipSpaces(place);
    if (isAssignment(place)) {
      place.at += 1;
      const end = endOfExpression(place.text, place.at);
      body.attributes.set(name, place.text.slice(place.at, end).trim());
      place.at = end;
    } else body.blocks.push(takeBlock(place, name, depth));
  }
}

const isAssignment = ({ text, at }: Place) => text.charAt(at) === '=' && text.charAt(at + 1) !== '=';

function takeBlock(place: Place, type: string, depth: number): Block {
  const labels: string[] = [];
  for (;;) {
    skipSpaces(place);
    const character = place.text.charAt(place.at);
    if (character === '{') break;
    labels.push(character === '"' ? takeQuoted(place) : takeName(place));
  }
  place.at += 1;
  const body = takeBody(place, depth + 1);
  if (place.text.charAt(place.at) !== '}') throw new RangeError('a block is not closed');
  place.at += 1;
  return { type, labels, body };
}

function takeName(place: Place): string {
  NAME.lastIndex = place.at;
  const name = NAME.exec(place.text)?.[0];
  if (name === undefined) throw new RangeError('a name is missing');
  place.at += name.length;
  return name;
}

function takeQuoted(place: Place): string {
  const start = place.at + 1;
  place.at = endOfText(place.text, start);
  return place.text.slice(start, place.at - 1);
}

/** Over blanks and comments, line breaks too. */
function skipBlanks(place: Place): void {
  for (;;) {
    const comment = endOfComment(place.text, place.at);
    if (comment !== undefined) place.at = comment;
    else if (/\s/.test(place.text.charAt(place.at))) place.at += 1;
    else return;
  }
}

function skipSpaces(place: Place): void {
  while (/[ \t]/.test(place.text.charAt(place.at))) place.at += 1;
}
