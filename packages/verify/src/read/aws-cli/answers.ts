import { throwProblems } from '@inspected-egress/problem';
import { noAnswer, quote } from '../../errors';
import type { ParsedFile } from '../input-file';
import { isArray, objectOf, own } from '../json';
import {
  ANSWER_KINDS,
  BESIDE_MEMBERS,
  HARMLESS_MEMBERS,
  isAnswerMember,
  PAGE_MEMBERS,
  type AnswerKind,
  type AnswerMember,
} from './answer-kinds';
import { Item } from './item';

/** All that was asked, by what it is about. */
export interface Answers {
  /** Of all Regions, pages and files. */
  of(member: AnswerMember): readonly Item[];
  /** The items of a list, each once by its id. */
  byId(member: AnswerMember): ReadonlyMap<string, Item>;
  /** Why there may be more than `of` lists; undefined when there is not. */
  doubtOf(member: AnswerMember): string | undefined;
  /** Which answers tell only a part, one line each. */
  readonly cut: readonly string[];
  /** What of the input is not understood, one line each. */
  readonly strange: readonly string[];
}

/** @throws PlanError VFY121 for what the AWS CLI did not print like that, VFY122 when none is about a network */
export function sortAnswers(files: readonly ParsedFile[]): Answers {
  if (!files.some(({ json }) => Object.keys(objectOf(json)).some(isAnswerMember)))
    throwProblems(
      'input',
      files.map(({ name, json }) => noAnswer(name, Object.keys(objectOf(json)).slice(0, SHOWN_MEMBERS))),
    );
  const items = new Map<AnswerMember, Item[]>();
  const doubts = new Map<AnswerMember, string>();
  const strange: string[] = [];
  for (const { name, json } of files) {
    const whole = new Item(name, '', objectOf(json));
    for (const member of Object.keys(whole.members)) {
      if (!isAnswerMember(member)) {
        if (!isBeside(whole, member)) strange.push(strangeAnswer(name, member));
        continue;
      }
      const found = items.get(member) ?? [];
      for (const item of itemsOf(whole, member)) found.push(item);
      items.set(member, found);
      const page = PAGE_MEMBERS.find((one) => whole.text(one) !== undefined);
      if (page !== undefined) doubts.set(member, cutAnswer(name, member, page));
    }
  }
  const indexes = new Map<AnswerMember, ReadonlyMap<string, Item>>();
  const of = (member: AnswerMember) => items.get(member) ?? [];
  return {
    of,
    byId: (member) => {
      const index = indexes.get(member) ?? indexById(of(member), member);
      indexes.set(member, index);
      return index;
    },
    doubtOf: (member) => (items.has(member) ? doubts.get(member) : notGiven(ANSWER_KINDS[member].command)),
    cut: [...doubts.values()],
    strange,
  };
}

const SHOWN_MEMBERS = 3;

/** @param command - that would tell it, with its arguments */
export function notGiven(command: string): string {
  return `\`${command}\` was not given; add its answer`;
}

function itemsOf(whole: Item, member: AnswerMember): readonly Item[] {
  const { id }: AnswerKind = ANSWER_KINDS[member];
  // Domains and entries do not say whose they are, so the file as a whole is the item.
  if (id === undefined) return [whole];
  const found = whole.needItems(member);
  for (const item of found) item.need(id);
  return found;
}

function indexById(items: readonly Item[], member: AnswerMember): ReadonlyMap<string, Item> {
  const { id }: AnswerKind = ANSWER_KINDS[member];
  return new Map(items.map((item) => [item.need(id ?? ''), item]));
}

function isBeside(whole: Item, member: string): boolean {
  if (HARMLESS_MEMBERS.has(member)) return true;
  const keys = Object.keys(whole.members);
  const isKnown = keys.some((key) => isAnswerMember(key) || HARMLESS_MEMBERS.has(key));
  return isKnown && (BESIDE_MEMBERS.includes(member) || !isStructured(whole, member));
}

/** A text or a number tells of nothing else. */
function isStructured(whole: Item, member: string): boolean {
  const value = own(whole.members, member);
  return isArray(value) || (typeof value === 'object' && value !== null);
}

function strangeAnswer(file: string, member: string): string {
  return `${quote(member)} in ${quote(file)} is not understood; take it out of the input if it is about no network`;
}

function cutAnswer(file: string, member: AnswerMember, page: string): string {
  const { command } = ANSWER_KINDS[member];
  return `the answer of \`${command}\` in ${quote(file)} is cut off, as its \`${page}\` says; ask again for all of it`;
}
