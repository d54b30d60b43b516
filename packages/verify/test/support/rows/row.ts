import { parseCidrBlock, type AddressFamily, type CidrBlock } from '@inspected-egress/cidr';
import { known, unknown, type Known } from '../../../src/graph/known';
import type { PlacedBlock } from '../../../src/graph/placed-block';

/** One line of a world: `noun key words: item | item`. */
export class Row {
  readonly noun: string;
  readonly key: string;
  /** What follows the key. */
  readonly words: readonly string[];
  /** After the colon, one for each bar. */
  readonly items: readonly (readonly string[])[];

  constructor(line: string) {
    const [, head = '', rest] = /^(.*?)(?::(?= |$)(.*))?$/.exec(line) ?? [];
    [this.noun = '', this.key = '', ...this.words] = head.split(/\s+/);
    this.items = (rest ?? '')
      .split('|')
      .flatMap((item) => (item.trim() === '' ? [] : [item.trim().split(/\s+/)]));
  }

  get node() {
    return { key: this.key, isDeclared: true };
  }

  get place(): Known<string> {
    const [place = '?'] = this.words;
    return place === '?' ? unknown('the input does not tell') : known(place);
  }

  get isPublic(): Known<boolean> {
    return this.field('public') === '?' ? unknown('the input does not tell') : known(this.has('public'));
  }

  get groups(): Known<string>[] {
    const names = (this.field('sg') ?? 'default-sg').split(',');
    return names.map((name) => (name === '?' ? unknown('the input does not tell') : known(name)));
  }

  get listed(): Known<readonly CidrBlock[]> {
    return this.has('?') ? unknown('AWS keeps it') : known([...this.blocks(4), ...this.blocks(6)]);
  }

  has(word: string): boolean {
    return this.words.includes(word);
  }

  field(name: string): string | undefined {
    return this.words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  }

  blocks(family: AddressFamily): CidrBlock[] {
    const texts = this.words.filter((word) => /^[\d.]+\/\d+$|^[\da-f:]+\/\d+$/.test(word));
    return texts.map(readBlock).filter((block) => block.family === family);
  }
}

export function toldOf(word: string): Known<string> {
  return word === '?' ? unknown('the input does not tell') : known(word);
}

export function placed(text: string): PlacedBlock {
  return text === '?'
    ? { kind: 'unknown', reason: 'the input does not tell' }
    : { kind: 'block', block: readBlock(text) };
}

const blocks = new Map<string, CidrBlock>(); // random worlds say the same few blocks over and over

export function readBlock(text: string): CidrBlock {
  const block = blocks.get(text) ?? parseCidrBlock(text);
  blocks.set(text, block);
  return block;
}
