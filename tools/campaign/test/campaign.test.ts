import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFailures, OPERATORS, runCampaign, Stack, type Input, type Operator } from '../src';
import { Packets } from '../src/packets';
import { readNetworks } from '../src/plain-reader/network';

const path = join(__dirname, '../../../packages/cli/examples/inspected/cdk.tf.json');
const stack = Stack.parse(readFileSync(path, 'utf8'));
const inspected: Input = { name: 'inspected', stack, given: {} };

function operator(id: string): Operator {
  const found = OPERATORS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no operator is called ${id}`);
  return found;
}

function problemsOf(...operators: Operator[]): string[] {
  return runCampaign([inspected], operators).fates.flatMap(({ problems }) => problems);
}

it('has more than 25 mistakes and more than ten neutral changes, each with a name of its own', () => {
  const neutral = OPERATORS.filter(({ expects }) => expects === 'changes nothing');
  expect(OPERATORS.length - neutral.length).toBeGreaterThan(25);
  expect(neutral.length).toBeGreaterThan(10);
  expect(new Set(OPERATORS.map(({ id }) => id)).size).toBe(OPERATORS.length);
});

// The six steps of "Distributed Egress", by hand.
it('reads a stack plainly', () => {
  const [network] = readNetworks(stack);
  if (network === undefined) throw new Error('no VPC was read');
  const [first = ''] = new Packets(network).outcomes(['8.8.8.8'], []);
  const block = (name: string) => String(stack.at('aws_subnet', name)['cidr_block']);
  const [w, n, f] = [block('a-protected'), block('a-nat'), block('a-firewall')];
  expect(first).toBe(
    `subnet ${w} to 8.8.8.8: subnet ${w}, nat ${n}, endpoint ${f}, igw exits-internet; ` +
      `igw, endpoint ${f}, nat ${n}, subnet ${w} delivered; tcp/443 passes; tcp/22 passes; udp/53 passes`,
  );
});

it('is won by a sample of its operators', () => {
  const ids = [
    'nat-to-internet-gateway',
    'replies-to-another-zone',
    'half-a-way-out',
    'renamed',
    'redundant-route',
  ];
  const campaign = runCampaign([inspected], ids.map(operator));
  expect(campaign.fates.length).toBeGreaterThan(8);
  expect([...campaign.problems, ...campaign.fates.flatMap(({ problems }) => problems)]).toEqual([]);
});

describe('is lost', () => {
  it('by a mistake that changes nothing', () => {
    expect(problemsOf({ ...operator('redundant-route'), expects: 'goes another way' })).toContain(
      'nobody noticed',
    );
  });

  it('by a mistake that breaks another promise than was said', () => {
    const said = { breaks: ['dns-is-filtered'] } as const;
    expect(problemsOf({ ...operator('nat-to-internet-gateway'), expects: said })).toContain(
      'dns-is-filtered was to break',
    );
  });

  it('by a neutral change that packets, promises and the difference notice', () => {
    const problems = problemsOf({ ...operator('nat-to-internet-gateway'), expects: 'changes nothing' });
    expect(problems).toEqual(
      expect.arrayContaining([
        'packets go another way, and nothing was to change',
        'what is found is other, and nothing was to change',
        'the difference is changed, and nothing was to change',
      ]),
    );
  });

  it('by an operator that finds no place in any input', () => {
    const idle: Operator = { ...operator('renamed'), id: 'idle', changes: () => [] };
    expect(findFailures(runCampaign([inspected], [idle]), [idle])).toContain(
      'idle makes no mutant of any input',
    );
  });
});
