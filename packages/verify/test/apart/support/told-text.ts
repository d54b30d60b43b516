import { PlanError } from '@inspected-egress/problem';
import { readEstate, readGraph, verify, verifyEstate, type Estate, type Report } from '../../../src';
import { fc } from '../../read/support/properties';

/** As plans begin what they say of a resource. */
export const RESOURCE = '{"address":"';

/** What a report says, or the codes of what is wrong. */
function told(text: string, judge: (estate: Estate) => Report) {
  try {
    const estate = estateOf(text);
    const { isOfSeveralRegions, notes } = estate;
    return { report: judge(estate), isOfSeveralRegions, notes };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return error.problems.map(({ code }) => code);
  }
}

export const estateOf = (text: string) => readEstate([{ name: 'plan.json', text }]);

export const toldOfText = (text: string) => told(text, verifyEstate);

/** Terraform writes no blanks, so that this is parsed as a whole. */
export const toldOfAll = (text: string) =>
  told(text.replace('[{"', '[ {"'), (estate) => verify(readGraph(estate)));

/** How many VPCs are judged as one; `undefined` when nothing is judged apart. */
export const twinsIn = (text: string) =>
  estateOf(text)
    .islands?.()
    ?.map(({ length }) => length);

/** What is planned of it. */
export function resourceIn(text: string, address: string): string {
  const start = text.indexOf(`${RESOURCE}${address}"`);
  return text.slice(start, text.indexOf(`,${RESOURCE}`, start));
}

interface Edit {
  readonly what: string;
  readonly at: number;
  readonly from: number;
}

/** @param names - of islands, which a text may take for one another */
export function edited(text: string, { what, at, from }: Edit, names: readonly string[]): string {
  const [place, other] = [at % text.length, from % text.length];
  const [before, after] = [text.slice(0, place), text.slice(place)];
  switch (what) {
    case 'cut':
      return before;
    case 'without':
      return before + after.slice(1);
    case 'escaped':
      return `${before}\\u${text.charCodeAt(place).toString(16).padStart(4, '0')}${after.slice(1)}`;
    case 'moved':
      return before + text.slice(other, other + 1 + (at % 300)) + after;
    case 'everywhere': {
      // VPCs that were alike stay alike, and are odd.
      const part = text.slice(other, other + 2 + (at % 9));
      const edits = ['without', 'escaped', '"', ',', '\\', '/', '.', '0', '9', 'x'];
      return text.replaceAll(part, () =>
        edited(part, { what: edits[from % edits.length] ?? '', at, from }, names),
      );
    }
    case 'resource': {
      const [first, there] = [text.indexOf(RESOURCE, other), text.indexOf(RESOURCE, place)];
      const next = text.indexOf(`,${RESOURCE}`, other + 1);
      if (next < first || there < 0) return text;
      return `${text.slice(0, there)}${text.slice(first, next)},${text.slice(there)}`;
    }
    case 'named': {
      const [name = '', another = ''] = [names[at % names.length], names[from % names.length]];
      const there = text.indexOf(name, other);
      return there < 0 ? text : text.slice(0, there) + another + text.slice(there + name.length);
    }
    default:
      return before + what + after.slice(1);
  }
}

const KINDS = ['cut', 'without', 'escaped', 'moved', 'resource', 'named', 'everywhere', 'everywhere'];

/** A few of them. */
export const edits = fc.array(
  fc.record({ what: fc.constantFrom(...KINDS, ...'"{}[],:\\/0129.x'), at: fc.nat(), from: fc.nat() }),
  { minLength: 1, maxLength: 3 },
);
