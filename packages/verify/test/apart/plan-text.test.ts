import { PlanError } from '@inspected-egress/problem';
import { verifyEstate } from '../../src';
import { fc, runs } from '../read/support/properties';
import { plannedFile, plannedVpc, type Planned } from './support/planned-vpcs';
import {
  edited,
  edits,
  estateOf,
  RESOURCE,
  resourceIn,
  toldOfAll,
  toldOfText,
  twinsIn,
} from './support/told-text';

// What is told of a plan whose text is taken apart has to be what is told of it when all of it is parsed.

const NAMES = ['net0x', 'net1x', 'net2x', 'net3x'];
const PLAN = textOf(NAMES);
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

describe('the text of a plan', () => {
  it('comes apart', () => {
    expect(twinsIn(PLAN)).toEqual([4]);
    expect(toldOfText(PLAN)).toEqual(toldOfAll(PLAN));
  });

  it('is told of after any edits as if all of it had been parsed, or refused', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const text = all.reduce((before, edit) => edited(before, edit, NAMES), PLAN);
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
