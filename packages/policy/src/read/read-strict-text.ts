import { quote, throwProblems, type Problem } from '@inspected-egress/problem';
import { isAlias, isNode, Lexer, parseDocument, visit, type Document } from 'yaml';
import * as errors from '../errors';
import { TEXT_DEPTH } from '../limits';

export interface StrictText {
  readonly format: 'yaml' | 'json';
  /** What the text is, for example `policy file`. */
  readonly noun: string;
  /** What it has for values that are used twice, in place of anchors. */
  readonly reuse?: string;
}

/**
 * The value of a text in YAML 1.2 (core schema, so `NO` is a text and a date is one too) or JSON, from anywhere. How long
 * it may be is for the caller to say.
 *
 * YAML tags, anchors and aliases are refused, so a text never means more than it shows, and so are keys that stand
 * twice, which JSON parsers let the last one win.
 * @throws PlanError POL141 and POL142
 */
export function readStrictText(text: string, what: StrictText): unknown {
  return what.format === 'json' ? readJson(text, what) : readYaml(text, what);
}

function readYaml(text: string, what: StrictText): unknown {
  const document = composeYaml(text, what);
  throwProblems(what.noun, [...findSyntaxProblems(document, text), ...findExtras(document, text, what)]);
  return document.toJS({ maxAliasCount: 0 });
}

function readJson(text: string, what: StrictText): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throwProblems(what.noun, [errors.syntax('', 'JSON', reason ?? '')]);
  }
  // JSON is YAML as well, and a YAML reader sees keys that stand twice.
  throwProblems(what.noun, findDuplicateKeys(composeYaml(text, what), text, 'JSON'));
  return value;
}

function composeYaml(text: string, { noun }: StrictText): Document.Parsed {
  throwProblems(noun, isTooDeep(text) ? [errors.syntax('', `a ${noun}`, 'it is nested too deeply')] : []);
  return parseDocument(text, { version: '1.2', schema: 'core', prettyErrors: false, logLevel: 'error' });
}

/** The YAML parser calls itself for each level, so depth is counted first, by brackets and by marks on one line. */
function isTooDeep(text: string): boolean {
  let brackets = 0;
  let marks = 0;
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') brackets += 1;
    else if (token === ']' || token === '}') brackets -= 1;
    else if (token.includes('\n')) marks = 0;
    else if (brackets === 0 && (token === '-' || token === '?' || token === ':')) marks += 1;
    if (brackets + marks > TEXT_DEPTH) return true;
  }
  return false;
}

/** All keys that stand twice, and otherwise the first problem: what follows it is mostly its consequence. */
function findSyntaxProblems(document: Document.Parsed, text: string): Problem[] {
  const [first] = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  if (first === undefined) return findDuplicateKeys(document, text, 'YAML');
  const reason = first.message.includes('call stack') ? 'it is nested too deeply' : first.message;
  const said = first.code === 'MULTIPLE_DOCS' ? 'it has several documents' : reason.replace(/\s+/g, ' ');
  return [errors.syntax(formatPosition(text, first.pos[0]), 'YAML', said)];
}

function findDuplicateKeys(document: Document.Parsed, text: string, format: string): Problem[] {
  return document.errors
    .filter(({ code }) => code === 'DUPLICATE_KEY')
    .map(({ pos }) => {
      const key = /^[^\s:,{}]*/.exec(text.slice(pos[0], pos[0] + 80))?.[0] ?? '';
      const reason = `key ${quote(key)} stands twice in one object`;
      return errors.syntax(formatPosition(text, pos[0]), `${format} of one meaning`, reason);
    });
}

function findExtras(document: Document.Parsed, text: string, { noun, reuse }: StrictText): Problem[] {
  const problems: Problem[] = [];
  visit(document, (_, node) => {
    if (!isNode(node)) return;
    const refuse = (what: string, said: string) =>
      problems.push(errors.yamlExtra(formatPosition(text, node.range?.[0] ?? 0), what, said, noun, reuse));
    if (isAlias(node)) refuse('alias', `*${node.source}`);
    else if (node.anchor !== undefined) refuse('anchor', `&${node.anchor}`);
    if (node.tag !== undefined) refuse('tag', node.tag);
  });
  return problems;
}

function formatPosition(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
