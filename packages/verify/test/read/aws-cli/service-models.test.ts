import { Dice, senselessWorld } from '@inspected-egress/testing/worlds';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWER_KINDS, isAnswerMember } from '../../../src/read/aws-cli/answer-kinds';
import { AwsAnswers } from '../../support/aws-answers';
import { graphOf } from '../../support/graph-of';
import { AFTER_NAT } from '../../support/topologies';

// Members of the answers and their types, taken from the service models of botocore.
const { answers } = JSON.parse(readFileSync(join(__dirname, 'fixtures/service-models.json'), 'utf8')) as {
  answers: Record<string, Record<string, Shape>>;
};

type Shape = string | readonly Shape[] | { readonly [member: string]: Shape };

/** The answer that a member of the first level is of; of `PrefixLists` there are two. */
const MODELS = new Map<string, Shape[]>();
for (const model of Object.values(answers))
  for (const [member, shape] of Object.entries(model))
    MODELS.set(member, [...(MODELS.get(member) ?? []), shape]);

/** Where a value is not as the model says. */
function findMisfits(value: unknown, shape: Shape, path: string): string[] {
  if (shape === 'any' || value === null || value === undefined) return [];
  if (typeof shape === 'string') return typeof value === shape ? [] : [`${path} is no ${shape}`];
  if (Array.isArray(shape))
    return Array.isArray(value)
      ? value.flatMap((one, index) =>
          findMisfits(one, (shape as readonly Shape[])[0] ?? 'any', `${path}[${index}]`),
        )
      : [`${path} is no list`];
  if (typeof value !== 'object' || Array.isArray(value)) return [`${path} is no structure`];
  const members = shape as { readonly [member: string]: Shape };
  return Object.entries(value).flatMap(([name, one]) => {
    const inner = members['*'] ?? members[name];
    return inner === undefined
      ? [`${path}.${name} is not in the model`]
      : findMisfits(one, inner, `${path}.${name}`);
  });
}

function misfitsOf(answer: Record<string, unknown>): string[] {
  return Object.entries(answer).flatMap(([member, value]) => {
    const shapes = MODELS.get(member);
    if (shapes === undefined) return [`${member} is in no model`];
    const found = shapes.map((shape) => findMisfits(value, shape, member));
    return found.some((one) => one.length === 0) ? [] : found.flat();
  });
}

it('answers that tests write have members and types of the service models', () => {
  const worlds = [
    `${AFTER_NAT}\n instance i w-a public\n eni e w-b\n lb l n-a\n s3 s3\n bpa block-ingress\n exclude v allow-egress`,
    senselessWorld(new Dice(3)),
  ];
  for (const rows of worlds)
    for (const [name, answer] of Object.entries(new AwsAnswers(graphOf(rows)).answers))
      expect([name, misfitsOf(answer)]).toEqual([name, []]);
});

it('so have those that the AWS CLI printed', () => {
  const folder = join(__dirname, 'fixtures/deployed');
  for (const name of readdirSync(folder))
    expect([
      name,
      misfitsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>),
    ]).toEqual([name, []]);
});

it('every kind of answer is of a service model, with the member that tells its items apart', () => {
  for (const [member, kind] of Object.entries(ANSWER_KINDS)) {
    expect(isAnswerMember(member)).toBe(true);
    const shapes = MODELS.get(member) ?? [];
    expect([member, shapes.length > 0]).toEqual([member, true]);
    if ('id' in kind)
      for (const shape of shapes)
        expect(Object.keys((shape as readonly object[])[0] ?? {})).toContain(kind.id);
  }
});

it('every member that is read is in a service model', () => {
  const known = new Set<string>();
  const collect = (shape: Shape): void => {
    if (typeof shape === 'string') return;
    if (Array.isArray(shape)) return (shape as readonly Shape[]).forEach(collect);
    for (const [name, inner] of Object.entries(shape)) {
      known.add(name);
      collect(inner);
    }
  };
  for (const model of Object.values(answers)) collect(model);
  const folder = join(__dirname, '../../../src/read/aws-cli');
  const read = readdirSync(folder).flatMap((name) => {
    const source = readFileSync(join(folder, name), 'utf8');
    const calls = source.matchAll(
      /\.(?:text|need|flag|number|texts|items|needItems|item|entries|of|byId|doubtOf|has)\(\s*'(\w+)'/g,
    );
    return [...calls].map(([, member = '']) => member);
  });
  expect([...new Set(read)].filter((member) => !known.has(member))).toEqual([]);
  expect(new Set(read).size).toBeGreaterThan(100);
});
