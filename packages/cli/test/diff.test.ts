import { join } from 'node:path';
import { egress, useFolder } from './support/egress';
import { BREAKS, EXAMPLES, named, world, type World } from './support/worlds';

const { write, egress: call } = useFolder();

interface Told {
  readonly status: number;
  readonly change: string;
  readonly gained: Side;
  readonly lost: Side;
  readonly undetermined: readonly { subject: string; aspect: string }[];
}
interface Side {
  readonly subnets: readonly string[];
  readonly ways: readonly {
    subnet: string;
    destinations: readonly string[];
    out: { isInspected: boolean };
  }[];
  readonly flows: readonly object[];
  readonly statements: readonly { subject: string; aspect: string; statement: string }[];
}

async function told(after: (world: World) => void): Promise<Told> {
  write('before', world());
  write('after', world(after));
  const { status, out } = await call('diff @before @after --format json');
  const found = JSON.parse(out) as Told;
  expect(found.status).toBe(status);
  return found;
}

describe('the status', () => {
  it.each([
    ['0 when nothing changed', () => undefined, 0],
    ['1 when packets go another way', BREAKS.natGoesToTheInternetGateway, 1],
    ['1 when replies do', BREAKS.gatewayRouteIsMissing, 1],
    ['1 when a policy says otherwise', BREAKS.dnsIsOpen, 1],
    ['2 when one input does not tell', BREAKS.endpointIsLiteral, 2],
  ])('is %s', async (_, after, status) => {
    expect((await told(after)).status).toBe(status);
  });

  it('is 3 when an input is unusable, with all that is', async () => {
    const { status, out, err } = await call('diff @none @nowhere');
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^none: there is no such file/),
      expect.stringMatching(/^nowhere: there is no such file/),
    ]);
  });
});

it('gains the ways past the firewall, and loses those through it', async () => {
  const { gained, lost } = await told(BREAKS.natGoesToTheInternetGateway);
  expect(gained.ways.map(({ subnet, out }) => [subnet, out.isInspected])).toEqual([
    ['aws_subnet.a-protected', false],
  ]);
  expect(lost.ways.map(({ subnet, out }) => [subnet, out.isInspected])).toEqual([
    ['aws_subnet.a-protected', true],
  ]);
  expect(gained.ways[0]?.destinations).toEqual(lost.ways[0]?.destinations);
});

it('gains a rule of the firewall', async () => {
  const { gained, lost } = await told(({ resource }) => {
    const rules_source = { rules_string: 'pass tcp any any -> any 25 (sid:99;)' };
    const groups = resource['aws_networkfirewall_rule_group'] ?? {};
    groups['mail'] = { type: 'STATEFUL', capacity: 10, rule_group: { rules_source } };
    const policy = named(resource, 'aws_networkfirewall_firewall_policy', 'policy');
    const body = policy['firewall_policy'] as Record<string, unknown>;
    (body['stateful_rule_group_reference'] as object[]).push({
      priority: 200,
      resource_arn: '${aws_networkfirewall_rule_group.mail.arn}',
    });
  });
  expect(gained.statements).toEqual([
    expect.objectContaining({ aspect: 'stateful rules', statement: 'pass tcp any any -> any 25' }),
  ]);
  expect(lost.statements).toEqual([]);
});

it.each([
  [
    'other tags',
    ({ resource }: World) => {
      for (const subnet of Object.values(resource['aws_subnet'] ?? {})) subnet['tags'] = { team: 'b' };
    },
  ],
  [
    'another order',
    ({ resource }: World) => {
      for (const [type, nodes] of Object.entries(resource))
        resource[type] = Object.fromEntries(Object.entries(nodes).reverse());
    },
  ],
])('says nothing of %s', async (_, after) => {
  expect((await told(after)).change).toBe('none');
});

it('says nothing of other names', async () => {
  write('before', world());
  write('after', world().replaceAll(/\b([ab])-(nat|firewall|protected|gateway)\b/g, '$1-$2-renamed'));
  const { status, out } = await call('diff @before @after');
  expect(out).toContain('nothing is gained or lost');
  expect(status).toBe(0);
});

it('reads standard input once', async () => {
  write('before', world());
  expect((await call('diff @before -', world())).status).toBe(0);
  expect((await call('diff - -', world())).err).toContain('[CLI105]');
});

it('the report reads well', async () => {
  const words = ['diff', join(EXAMPLES, 'inspected'), join(EXAMPLES, 'bypass')];
  const { out } = await egress(words, '', EXAMPLES);
  expect(out).toMatchSnapshot();
});

it('says what is not known, and why', async () => {
  write('before', world());
  write('after', world(BREAKS.endpointIsLiteral));
  const { out } = await call('diff @before @after');
  expect(out).toMatch(/: nothing is surely gained or lost, and something may be\n/);
  expect(out).toMatch(
    /^ {2}`aws_subnet\.a-protected` +ways +packets to .*the target of `aws_route\.a-nat` is not known/m,
  );
});

describe('--protected', () => {
  it('compares only the subnets that it means, and the report says why not the others', async () => {
    write('before', world());
    write('after', world(BREAKS.natGoesToTheInternetGateway));
    const { status, out } = await call('diff @before @after --protected aws_subnet.b-protected');
    expect(status).toBe(0);
    expect(out).toMatch(/^ {2}`aws_subnet\.a-protected` +not judged +the options name others$/m);
  });

  it('takes a tag that only one input has', async () => {
    const tagged = (broken: World) => {
      BREAKS.natGoesToTheInternetGateway(broken);
      named(broken.resource, 'aws_subnet', 'a-protected')['tags'] = { tier: 'protected' };
    };
    write('before', world());
    write('after', world(tagged));
    expect((await call('diff @before @after --protected tier=protected')).status).toBe(1);
  });

  it('that means nothing in either is refused with the word', async () => {
    write('before', world());
    const { status, err } = await call('diff @before @before --protected tier=x');
    expect(status).toBe(3);
    expect(err).toBe(
      'egress: --protected: `tier=x` means no subnet of the input; write the address of a subnet, a block that holds one, or `tag=value` [VFY471]\n',
    );
  });
});

it('cannot write to the terminal by names', async () => {
  const metadata = { path: 'a\u001b[2J\ngained nothing\u202e', uniqueId: 'x' };
  write('before', world());
  write(
    'after',
    world((broken) => {
      BREAKS.natGoesToTheInternetGateway(broken);
      named(broken.resource, 'aws_subnet', 'a-protected')['//'] = { metadata };
    }),
  );
  for (const format of ['text', 'json', 'markdown']) {
    const { out } = await call(`diff @before @after --format ${format}`);
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(out).not.toMatch(/^gained nothing/m);
  }
});
