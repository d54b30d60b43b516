import { PlanError } from '@inspected-egress/problem';
import { readEstate, readGraph, verify, verifyEstate, type Estate, type Report } from '../../src';
import { fc, runs } from '../read/support/properties';
import { plannedFile, plannedVpc, type Planned } from './support/planned-vpcs';

// What is told of a plan whose text is taken apart has to be what is told of it when all of it is parsed.

const NAMES = ['net0x', 'net1x', 'net2x', 'net3x'];
const PLAN = textOf(NAMES);
const RESOURCE = '{"address":"';
const CHANGES = '"resource_changes":[';

function textOf(
  names: readonly string[],
  more: (name: string, index: number) => readonly Planned[] = () => [],
) {
  const vpcs = names.flatMap((name, index) => [
    ...plannedVpc(name, `10.${String(index)}`),
    ...more(name, index),
  ]);
  return plannedFile(vpcs).text;
}

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

const estateOf = (text: string) => readEstate([{ name: 'plan.json', text }]);

const toldOfText = (text: string) => told(text, verifyEstate);

/** Terraform writes no blanks, so that this is parsed as a whole. */
const toldOfAll = (text: string) =>
  told(text.replace(`[${RESOURCE}`, `[ ${RESOURCE}`), (estate) => verify(readGraph(estate)));

/** How many VPCs are judged as one; `undefined` when nothing is judged apart. */
const twinsIn = (text: string) =>
  estateOf(text)
    .islands?.()
    ?.map(({ length }) => length);

/** What is planned of it. */
function resourceIn(text: string, address: string): string {
  const start = text.indexOf(`${RESOURCE}${address}"`);
  return text.slice(start, text.indexOf(`,${RESOURCE}`, start));
}

interface Edit {
  readonly what: string;
  readonly at: number;
  readonly from: number;
}

function edited(text: string, { what, at, from }: Edit): string {
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
      return text.replaceAll(part, () => edited(part, { what: edits[from % edits.length] ?? '', at, from }));
    }
    case 'resource': {
      const [first, there] = [text.indexOf(RESOURCE, other), text.indexOf(RESOURCE, place)];
      const next = text.indexOf(`,${RESOURCE}`, other + 1);
      if (next < first || there < 0) return text;
      return `${text.slice(0, there)}${text.slice(first, next)},${text.slice(there)}`;
    }
    case 'named': {
      const [name = '', another = ''] = [NAMES[at % NAMES.length], NAMES[from % NAMES.length]];
      const there = text.indexOf(name, other);
      return there < 0 ? text : text.slice(0, there) + another + text.slice(there + name.length);
    }
    default:
      return before + what + after.slice(1);
  }
}

describe('the text of a plan', () => {
  it('comes apart', () => {
    expect(twinsIn(PLAN)).toEqual([4]);
    expect(toldOfText(PLAN)).toEqual(toldOfAll(PLAN));
  });

  it('is told of after any edits as if all of it had been parsed, or refused', () => {
    const what = fc.constantFrom(
      'cut',
      'without',
      'escaped',
      'moved',
      'resource',
      'named',
      'everywhere',
      'everywhere',
      ...'"{}[],:\\/0129.x',
    );
    const edits = fc.array(fc.record({ what, at: fc.nat(), from: fc.nat() }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(edits, (all) => {
        const text = all.reduce(edited, PLAN);
        expect(toldOfText(text)).toEqual(toldOfAll(text));
      }),
      runs(400),
    );
  });

  const last = PLAN.lastIndexOf(`,${RESOURCE}aws_eip.net3x`);
  const eip = resourceIn(PLAN, 'aws_eip.net0x-nat');
  const list = PLAN.slice(PLAN.indexOf(`[${RESOURCE}`), PLAN.indexOf(']}},"resource_changes"') + 1);
  it.each<[string, string]>([
    ['ends within a resource that is like others', PLAN.slice(0, last + 100)],
    ['has something more between two resources', `${PLAN.slice(0, last)},${PLAN.slice(last)}`],
    ['lists its resources in a text', PLAN.replace(list, () => `"${list}"`)],
    ['has the resources in a list within the list', PLAN.replace(list, () => `[${list}]`)],
    [
      'has resources where no resources are, and none where they are',
      PLAN.replace(list, '[]').replace('{', `{"others":${list},`),
    ],
    ['says later that there are no resources', PLAN.replace(/\}$/, ',"planned_values":{}}')],
    [
      'ends with a resource that is told in another order, and runs a command',
      PLAN.replace(
        /\]\}\}\}$/,
        `,{"mode":"managed","address":"aws_eip.net3x-x","provisioners":[{"type":"local-exec"}]}]}}}`,
      ),
    ],
    [
      'calls a resource otherwise than it is addressed and configured',
      PLAN.replace('aws_route","name":"net0x-firewall"', 'aws_route","name":"net0x-firewal"'),
    ],
    [
      'says of a resource at last that it is another',
      PLAN.replace('"name":"net3x-edge"', '"name":"net3x-edge","address":"aws_route.net3x-other"'),
    ],
  ])('is no other when it %s', (_, text) => {
    expect(text).not.toBe(PLAN);
    expect(toldOfText(text)).toEqual(toldOfAll(text));
  });

  it('is no other when it has something else where its resources would be', () => {
    for (let length = 1; length < 250; length += 1) {
      const text = PLAN.replace(list, `["${'-'.repeat(length)}"]`).replace('{', `{"others":${list},`);
      expect(() => estateOf(text)).toThrow(PlanError);
    }
  });

  const change = `${RESOURCE}aws_eip.net0x-old","change":{"actions":["forget"]}},`;
  it.each<[string, string]>([
    ['plans something twice', PLAN.replace(`${eip},`, `${eip},${eip},`)],
    ['changes something that is not there', PLAN.replace(CHANGES, CHANGES + change)],
  ])('does not come apart when it %s', (_, text) => {
    expect(twinsIn(text)).toBeUndefined();
    expect(toldOfText(text)).toEqual(toldOfAll(text));
  });

  it('hides no resource of one VPC in a resource of another', () => {
    const [eip, route] = [resourceIn(PLAN, 'aws_eip.net0x-nat'), resourceIn(PLAN, 'aws_route.net1x-edge')];
    const nested = [`${RESOURCE}aws_eip.net0x-a"}`, route, `${RESOURCE}aws_eip.net0x-b"}`].join(',');
    const text = PLAN.replace(`${route},`, '').replace(eip, `${eip.slice(0, -1)},"nested":[0,${nested}]}`);
    const violated = verifyEstate(estateOf(text)).findings.filter(({ verdict }) => verdict === 'violated');
    expect(new Set(violated.map(({ subject }) => subject))).toEqual(new Set(['aws_subnet.net1x-protected']));
    expect(toldOfText(text)).toEqual(toldOfAll(text));
  });
});

describe('escapes hide nothing', () => {
  const group = (name: string, egress: object): Planned => ({
    type: 'aws_security_group',
    name: `${name}-group`,
    values: { egress: [{ protocol: 'tcp', from_port: 443, to_port: 443, ...egress }] },
    references: { vpc_id: `aws_vpc.${name}-vpc.id` },
  });
  const tagged = (name: string, Name: string): Planned => ({
    ...group(name, { cidr_blocks: ['0.0.0.0/0'] }),
    values: { tags: { Name } },
  });

  it.each<[string, string]>([
    [
      'that a block is wider than a VPC',
      textOf(NAMES, (name, index) => [
        group(name, { cidr_blocks: [`10.${String(index)}.0.0/15`] }),
      ]).replaceAll('.0.0/15', '.0.0\\/15'),
    ],
    [
      'where an address begins',
      textOf(NAMES, (name) => [tagged(name, '&10.0.0.1')]).replaceAll('&', '\\u0026'),
    ],
    [
      'the name of another VPC',
      textOf(NAMES, (name) => [tagged(name, 'NET1x')]).replaceAll('NET1x', '\\u006eet1x'),
    ],
    [
      'that a name is none',
      textOf(['nat', 'nbt', 'nct', 'net'], (name) => [tagged(name, `#${name}`)]).replaceAll('#', '\\'),
    ],
  ])('%s', (_, text) => {
    expect(text).toContain('\\');
    expect(twinsIn(text)).not.toContain(4);
    expect(toldOfText(text)).toEqual(toldOfAll(text));
  });

  it('that Terraform writes', () => {
    const text = textOf(NAMES, (name) => [tagged(name, `a "${name}" < b\n& c`)])
      .replaceAll('<', '\\u003c')
      .replaceAll('&', '\\u0026');
    expect(twinsIn(text)).toEqual([4]);
    expect(toldOfText(text)).toEqual(toldOfAll(text));
  });
});
