import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { egress, useFolder } from './support/egress';
import { BREAKS, EXAMPLES, named, world } from './support/worlds';

const { write, egress: call } = useFolder();

interface Told {
  readonly status: number;
  readonly inputs: readonly {
    readonly input: string;
    readonly form: string;
    readonly status: number;
    readonly promises: readonly { promise: string; required: boolean; verdict: string; counts: object }[];
    readonly findings: readonly {
      promise: string;
      verdict: string;
      subject: string;
      constructPath?: string;
      witness?: object;
      out?: readonly { key: string; zone?: string; steps: readonly string[] }[];
      back?: readonly { key: string }[];
    }[];
    readonly acceptedBypasses: readonly { target: string }[];
    readonly bypasses: readonly { kind: string; target: string }[];
    readonly subnets: readonly { subnet: string; isJudged: boolean }[];
  }[];
}

async function told(line: string): Promise<Told['inputs'][number]> {
  const [input] = (JSON.parse((await call(`verify ${line} --format json`)).out) as Told).inputs;
  if (input === undefined) throw new Error('no input');
  return input;
}

async function violatedIn(breakIt: (typeof BREAKS)[keyof typeof BREAKS]): Promise<readonly string[]> {
  write('cdk.tf.json', world(breakIt));
  const { promises } = await told('@cdk.tf.json');
  return promises.filter(({ verdict }) => verdict === 'violated').map(({ promise }) => promise);
}

it('a module, whose resources synthesized JSON does not show, leaves nothing proved', async () => {
  const withModule = { ...(JSON.parse(world()) as object), module: { m: { source: './m' } } };
  write('cdk.tf.json', JSON.stringify(withModule));
  const { promises } = await told('@cdk.tf.json');
  expect(promises.filter(({ verdict }) => verdict !== 'undetermined')).toEqual([]);
});

it('a plan file is read as it is, and tells which instance an expression means', async () => {
  const file = join(__dirname, '../../verify/test/read/fixtures/repeated.tfplan');
  const { form, promises } = await told(file);
  expect(form).toBe('plan');
  expect(promises.filter(({ verdict }) => verdict === 'undetermined')).toEqual([]);
});

describe('the status', () => {
  it.each([
    ['0 when every promise is proved', undefined, '', 0],
    ['1 when one is violated', BREAKS.natGoesToTheInternetGateway, '', 1],
    ['1 when one is violated and another undetermined', both, '', 1],
    ['2 when one is undetermined', BREAKS.endpointIsLiteral, '', 2],
    ['0 when what is violated is not required', BREAKS.dnsIsOpen, ' --require every-exit-is-inspected', 0],
    ['1 when what is required is violated', BREAKS.dnsIsOpen, ' --require dns-is-filtered', 1],
  ])('is %s', async (_, breakIt, options, status) => {
    write('cdk.tf.json', world(breakIt));
    expect(await call(`verify @cdk.tf.json${options}`)).toMatchObject({ status, err: '' });
  });

  it.each([
    ['good undetermined', 2],
    ['undetermined bad', 1],
    ['bad good', 1],
    ['good good', 0],
  ])('of several inputs is the worst: %s', async (names, status) => {
    write('good', world());
    write('undetermined', world(BREAKS.endpointIsLiteral));
    write('bad', world(BREAKS.natGoesToTheInternetGateway));
    const words = names.split(' ').map((name) => `@${name}`);
    const answer = await call(`verify ${words.join(' ')}`);
    expect(answer.status).toBe(status);
    expect(answer.out.match(/^=== (\w+)/gm)).toEqual(names.split(' ').map((name) => `=== ${name}`));
  });

  it('is 3 as soon as one input is unusable, and nothing is said of the others', async () => {
    write('bad', world(BREAKS.natGoesToTheInternetGateway));
    const { status, out, err } = await call('verify @bad @none @nowhere');
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^none: there is no such file/),
      expect.stringMatching(/^nowhere: there is no such file/),
    ]);
  });

  it('is 2 where there is nothing to judge', async () => {
    write('cdk.tf.json', JSON.stringify({ resource: { aws_s3_bucket: { logs: {} } } }));
    const { status, out } = await call('verify @cdk.tf.json');
    expect(status).toBe(2);
    expect(out).toContain('no subnet is judged, so nothing is proved');
  });
});

function both(broken: Parameters<typeof BREAKS.dnsIsOpen>[0]): void {
  BREAKS.endpointIsLiteral(broken);
  BREAKS.dnsIsOpen(broken);
}

describe('a broken world breaks the promises that are about it', () => {
  it('a NAT gateway that goes to the internet gateway', async () => {
    expect(await violatedIn(BREAKS.natGoesToTheInternetGateway)).toEqual([
      'every-exit-is-inspected',
      'replies-use-the-same-endpoint',
    ]);
  });

  it('a gateway route that is missing', async () => {
    expect(await violatedIn(BREAKS.gatewayRouteIsMissing)).toEqual(['replies-use-the-same-endpoint']);
  });

  it('an endpoint of the other zone', async () => {
    expect(await violatedIn(BREAKS.endpointIsOfTheOtherZone)).toEqual([
      'replies-use-the-same-endpoint',
      'no-hop-leaves-its-zone',
    ]);
  });

  it('a resolver that nobody filters', async () => {
    expect(await violatedIn(BREAKS.dnsIsOpen)).toEqual(['dns-is-filtered']);
  });
});

describe('a finding', () => {
  it('has the subject, its construct, a packet, and the steps out and back', async () => {
    write('cdk.tf.json', world(BREAKS.natGoesToTheInternetGateway));
    const { findings } = await told('@cdk.tf.json');
    const finding = findings.find(({ verdict }) => verdict === 'violated');
    expect(finding).toMatchObject({
      promise: 'every-exit-is-inspected',
      subject: 'aws_subnet.a-protected',
      constructPath: 'example/egress/vpc/a-protected/subnet',
      witness: { source: '10.0.0.10', destination: '8.8.8.8', destinationPort: 443 },
    });
    expect(finding?.out?.map(({ key }) => key)).toEqual([
      'aws_subnet.a-protected',
      'aws_nat_gateway.a-nat',
      'aws_internet_gateway.internet-gateway',
    ]);
    expect(finding?.out?.[0]).toMatchObject({
      zone: 'us-east-1a',
      table: 'aws_route_table.a-protected',
      steps: [expect.stringContaining('8.8.8.8:443')],
    });
    expect(finding?.out?.[2]).toMatchObject({ by: { route: 'aws_route.a-nat', destination: '0.0.0.0/0' } });
    expect(finding?.back?.map(({ key }) => key)).toEqual([
      'aws_internet_gateway.internet-gateway',
      'aws_networkfirewall_firewall.firewall/aws_subnet.a-firewall',
      'aws_nat_gateway.a-nat',
      'aws_subnet.a-protected',
    ]);
  });

  it('tells the same steps once', async () => {
    const { out } = await egress(['verify', join(EXAMPLES, 'bypass')]);
    expect(out.match(/^ +1\. /gm)).toHaveLength(1);
    expect(out).toContain('  steps   as above, of every-exit-is-inspected\n');
  });

  it('that is undetermined stands under its reason, with all promises and subjects that this leaves open', async () => {
    write(
      'cdk.tf.json',
      world(({ resource }) => {
        resource['aws_strange_gateway'] = { x: { vpc_id: '${aws_vpc.vpc.id}' } };
        named(resource, 'aws_route', 'a-protected')['nat_gateway_id'] = '${var.nat}';
      }),
    );
    const { out } = await call('verify @cdk.tf.json');
    const blocks = out.split('\n\n').filter((block) => block.startsWith('undetermined: '));
    const [route = '', strange = ''] = blocks;
    expect(blocks).toHaveLength(2);
    expect(route).toContain('the target of `aws_route.a-protected` is not known');
    expect(route).toContain('\n  every-exit-is-inspected [VFY405] of `aws_subnet.a-protected`\n');
    expect(strange).toContain('aws_strange_gateway.x');
    expect(strange).toContain('[VFY405] of `aws_subnet.a-protected`, `aws_subnet.b-protected`\n');
  });

  it('cannot write to the terminal by its names', async () => {
    write(
      'cdk.tf.json',
      world((broken) => {
        BREAKS.natGoesToTheInternetGateway(broken);
        const metadata = { path: 'a\u001b[2J\nviolated: none\u202e', uniqueId: 'x' };
        named(broken.resource, 'aws_subnet', 'a-protected')['//'] = { metadata };
      }),
    );
    for (const format of ['text', 'json', 'sarif', 'markdown']) {
      const { out } = await call(`verify @cdk.tf.json --format ${format}`);
      expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}/u);
      expect(out).not.toMatch(/^violated: none/m);
    }
  });
});

describe('--protected', () => {
  it('judges only the subnets that it means', async () => {
    write('cdk.tf.json', world(BREAKS.natGoesToTheInternetGateway));
    const { status } = await call('verify @cdk.tf.json --protected aws_subnet.b-protected');
    const { subnets } = await told('@cdk.tf.json --protected 10.0.4.0/24');
    expect(status).toBe(0);
    expect(subnets.filter(({ isJudged }) => isJudged)).toEqual([
      expect.objectContaining({ subnet: 'aws_subnet.b-protected' }),
    ]);
  });

  it('keeps the commas of a key of `for_each`', async () => {
    write('cdk.tf.json', world());
    const { err } = await call('verify @cdk.tf.json --protected aws_subnet.x["a,b"],aws_subnet.y');
    expect(err.match(/`[^`]*` means no subnet/g)).toEqual([
      '`aws_subnet.x["a,b"]` means no subnet',
      '`aws_subnet.y` means no subnet',
    ]);
  });

  it('that means nothing is refused with the word', async () => {
    write('cdk.tf.json', world());
    const { status, err } = await call('verify @cdk.tf.json --protected aws_subnet.c,tier=x');
    expect(status).toBe(3);
    expect(err).toContain('cdk.tf.json: --protected: `aws_subnet.c` means no subnet of the input');
    expect(err).toContain('cdk.tf.json: --protected: `tier=x` means no subnet of the input');
  });
});

describe('--accept', () => {
  const TRANSIT = world(({ resource }) => {
    const id = 'tgw-0123456789abcdef0';
    resource['aws_route'] = {
      ...resource['aws_route'],
      partner: {
        destination_cidr_block: '203.0.114.0/24',
        transit_gateway_id: id,
        route_table_id: '${aws_route_table.a-protected.id}',
      },
    };
  });

  it('lets packets leave by what it names, and the report lists it', async () => {
    write('cdk.tf.json', TRANSIT);
    const line = '@cdk.tf.json --require every-exit-is-inspected';
    expect((await call(`verify ${line}`)).status).toBe(1);
    expect((await call(`verify ${line} --accept tgw-0123456789abcdef0`)).status).toBe(0);
    expect((await told(`${line} --accept tgw-0123456789abcdef0`)).acceptedBypasses).toEqual([
      { target: 'tgw-0123456789abcdef0', reason: 'the call accepts it' },
    ]);
  });

  it('keeps what it names among the ways past inspection, with the reason', async () => {
    write('cdk.tf.json', TRANSIT);
    const target = 'tgw-0123456789abcdef0';
    const find = async (line: string) =>
      (await told(line)).bypasses.find((one) => one.target === target) ?? { kind: 'none' };
    expect(await find('@cdk.tf.json')).toMatchObject({
      kind: 'transit-gateway',
      limit: { is: 'undetermined' },
      subnets: ['aws_subnet.a-protected'],
    });
    expect(await find(`@cdk.tf.json --accept ${target}`)).toMatchObject({ accepted: 'the call accepts it' });
  });

  it('lets IPv6 leave by the egress-only gateway that it names', async () => {
    write(
      'cdk.tf.json',
      world(({ resource }) => {
        Object.assign(resource['aws_vpc']?.['vpc'] ?? {}, { assign_generated_ipv6_cidr_block: true });
        Object.assign(resource['aws_subnet']?.['a-protected'] ?? {}, { ipv6_cidr_block: '2001:db8::/64' });
        resource['aws_egress_only_internet_gateway'] = { out: { vpc_id: '${aws_vpc.vpc.id}' } };
        resource['aws_route'] = {
          ...resource['aws_route'],
          ipv6: {
            destination_ipv6_cidr_block: '::/0',
            egress_only_gateway_id: '${aws_egress_only_internet_gateway.out.id}',
            route_table_id: '${aws_route_table.a-protected.id}',
          },
        };
      }),
    );
    const line = '@cdk.tf.json --require every-exit-is-inspected';
    const target = 'aws_egress_only_internet_gateway.out';
    expect((await call(`verify ${line}`)).status).toBe(1);
    expect((await call(`verify ${line} --accept ${target}`)).status).toBe(0);
    expect((await told(`${line} --accept ${target}`)).acceptedBypasses).toEqual([
      { target, reason: 'the call accepts it' },
    ]);
  });

  it.each(['aws_internet_gateway.internet-gateway', 'tgw-0'])('refuses %s', async (target) => {
    write('cdk.tf.json', TRANSIT);
    const { status, err } = await call(`verify @cdk.tf.json --accept ${target}`);
    expect(status).toBe(3);
    expect(err).toContain('[CLI107]');
  });
});

describe('an input', () => {
  it('is a cdktf.out with all its stacks, and no file beside them', async () => {
    write('out/manifest.json', manifest({ one: 'stacks/one/cdk.tf.json', two: 'stacks/two/cdk.tf.json' }));
    write('out/stacks/one/cdk.tf.json', world());
    write('out/stacks/two/cdk.tf.json', world(BREAKS.dnsIsOpen).replace('"example"', '"two"'));
    write('out/stacks/old/cdk.tf.json', world(BREAKS.natGoesToTheInternetGateway));
    const { findings, subnets } = await told('@out');
    expect(subnets).toHaveLength(12);
    expect(findings.filter(({ verdict }) => verdict !== 'proved')).toEqual([
      expect.objectContaining({ subject: 'two:aws_vpc.vpc' }),
    ]);
  });

  it('is the folder of a stack', async () => {
    write('stack/cdk.tf.json', world());
    expect((await call('verify @stack')).status).toBe(0);
  });

  it('is standard input', async () => {
    const { status, out } = await call('verify -', world());
    expect(status).toBe(0);
    expect(out).toContain('=== standard input (synthesized)');
  });

  it.each([
    ['a state', { format_version: '1.0', terraform_version: '1.9.0', values: stateValues() }, 'state'],
    [
      'a plan',
      { format_version: '1.2', planned_values: stateValues(), resource_changes: [], configuration: {} },
      'plan',
    ],
    ['a state file', rawState(), 'raw-state'],
  ])('is %s', async (_, json, form) => {
    write('input.json', JSON.stringify(json));
    const { form: found, subnets } = await told('@input.json');
    expect({ found, subnets: subnets.length }).toEqual({ found: form, subnets: 1 });
  });

  it.each([
    ['an empty folder', 'empty', 'empty: the folder has neither `manifest.json` nor `cdk.tf.json`'],
    ['an empty file', 'nothing', 'nothing: it is empty; write what `terraform show -json` prints'],
    [
      'a plan file',
      'plan.tfplan',
      'plan.tfplan: this is an archive, and no whole plan file; give what `terraform show -json',
    ],
    ['other bytes', 'bytes', 'bytes: it is not UTF-8 text'],
    ['HCL', 'main.tf', 'main.tf: this is not JSON'],
    ['half a plan', 'half.json', 'half.json: the JSON ends too early'],
    ['another JSON', 'package.json', 'package.json: this is JSON with `name`'],
    ['a manifest that lists nothing', 'listless', 'listless/manifest.json: it is no manifest of CDKTF'],
    ['a manifest that leads out', 'outward', 'outward/manifest.json: it is no manifest of CDKTF'],
    ['a stack that is gone', 'gone', 'gone/stacks/a/cdk.tf.json: there is no such file'],
    ['no file', 'none', 'none: there is no such file'],
  ])('%s is refused in one line', async (_, name, said) => {
    write('empty/readme', '');
    write('nothing', '\n');
    write('plan.tfplan', Buffer.from('PK\u0003\u0004\u00ff\u00fe', 'latin1'));
    write('bytes', new Uint8Array([0xff, 0xfe, 0x7b]));
    write('main.tf', 'resource "aws_vpc" "v" {}');
    write('half.json', world().slice(0, 500));
    write('package.json', '{"name": "x"}');
    write('listless/manifest.json', '{"stacks": {}, "version": "0.21.0"}');
    write('outward/manifest.json', manifest({ a: '../empty/cdk.tf.json' }));
    write('gone/manifest.json', manifest({ a: 'stacks/a/cdk.tf.json' }));
    const { status, out, err } = await call(`verify @${name}`);
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err).toMatch(/^[^\n]+\n$/);
    expect(err).toContain(said);
  });

  it('is refused twice from standard input', async () => {
    expect((await call('verify - -', world())).err).toContain('[CLI105]');
  });

  it('that is unusable is a problem in JSON where JSON is asked for', async () => {
    const { status, out } = await call('verify @none --format json');
    expect(status).toBe(3);
    expect(JSON.parse(out)).toEqual({ problems: [expect.objectContaining({ code: 'CLI111' })] });
  });
});

describe('a call', () => {
  it.each([
    ['--require every-exit-is-inspectd', 'write `every-exit-is-inspected`'],
    ['--require ,', '`` is no promise'],
    ['--format xml', 'Allowed choices are text, json, sarif, markdown'],
  ])('with %s is refused', async (options, said) => {
    write('cdk.tf.json', world());
    const { status, err } = await call(`verify @cdk.tf.json ${options}`);
    expect(status).toBe(3);
    expect(err).toContain(said);
  });
});

it('the report reads well', async () => {
  const folder = join(EXAMPLES, 'bypass');
  const { out } = await egress(['verify', folder], '', EXAMPLES);
  expect(out).toMatchSnapshot();
});

it('the examples differ by one route', () => {
  const [inspected, bypass] = ['inspected', 'bypass'].map((name) =>
    readFileSync(join(EXAMPLES, name, 'cdk.tf.json'), 'utf8'),
  );
  expect(JSON.parse(world(BREAKS.natGoesToTheInternetGateway))).toEqual(JSON.parse(bypass ?? ''));
  expect(inspected).not.toBe(bypass);
});

function manifest(stacks: Readonly<Record<string, string>>): string {
  const entries = Object.entries(stacks).map(([name, synthesizedStackPath]) => [
    name,
    { name, synthesizedStackPath },
  ]);
  return JSON.stringify({ stacks: Object.fromEntries(entries) as object, version: '0.21.0' });
}

function stateValues() {
  const values = {
    id: 'subnet-0a',
    cidr_block: '10.0.0.0/24',
    availability_zone: 'us-east-1a',
    vpc_id: 'vpc-0a',
  };
  const resource = { address: 'aws_subnet.a', mode: 'managed', type: 'aws_subnet', name: 'a', values };
  return { root_module: { resources: [resource] } };
}

function rawState() {
  const attributes = stateValues().root_module.resources[0]?.values;
  const resource = { mode: 'managed', type: 'aws_subnet', name: 'a', instances: [{ attributes }] };
  return { version: 4, serial: 1, lineage: 'x', resources: [resource] };
}
