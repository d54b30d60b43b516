import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { useFolder } from './support/egress';

const folder = useFolder();
const text = readFileSync(join(__dirname, '../examples/inspected/cdk.tf.json'), 'utf8').replace(
  /"\$\{one\(\[[^"]*aws_subnet\.a-firewall\.id[^"]*"/gu,
  '"vpce-0a"',
);
const call = (more = '') =>
  folder.egress(`verify @cdk.tf.json --require every-exit-is-inspected${more === '' ? '' : ` ${more}`}`);
beforeEach(() => folder.write('cdk.tf.json', text));

it.each(['aws_subnet.a-firewall', 'example/egress/vpc/a-firewall/subnet'])(
  'says by %s where an endpoint stands that a partner made, and the report tells',
  async (subnet) => {
    expect((await call()).status).toBe(2);
    const { status, out, err } = await call(`--endpoint vpce-0a=${subnet}`);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('the call says that `vpce-0a` stands in `aws_subnet.a-firewall`');
  },
);

it('what means nothing is refused', async () => {
  expect((await call('--endpoint a-firewall')).err).toContain('[CLI117]');
  expect((await call('--endpoint vpce-0a=nowhere')).err).toContain(
    '--endpoint: `nowhere` is no subnet of the input',
  );
  expect((await call('--endpoint vpce-0c=aws_subnet.a-firewall')).err).toContain('[VFY477]');
  const twice = '--endpoint vpce-0a=aws_subnet.a-firewall vpce-0a=aws_subnet.b-firewall';
  expect((await call(twice)).err).toContain('[CLI118]');
});

describe('explain', () => {
  const explain = (more: string) =>
    folder.egress(`explain @cdk.tf.json --from aws_subnet.a-protected --to 8.8.8.8${more}`);

  it('follows a flow through an endpoint that the call places, and says so', async () => {
    const { out } = await explain('');
    expect(out).toContain('to 8.8.8.8, TCP to port 443: undetermined');
    const placed = await explain(' --endpoint vpce-0a=aws_subnet.a-firewall');
    expect(placed.out).toContain('to 8.8.8.8, TCP to port 443: exits-internet');
    expect(placed.out).toContain(
      'the firewall endpoint `vpce-0a` in `aws_subnet.a-firewall` (us-east-1a) receives it',
    );
    expect(placed.out).toMatch(/\n {2}the call says that `vpce-0a` stands in `aws_subnet\.a-firewall`\n$/);
  });

  it('refuses what means nothing', async () => {
    expect((await explain(' --endpoint vpce-0c=aws_subnet.a-firewall')).err).toContain('[VFY477]');
    expect((await explain(' --endpoint vpce-0a')).err).toContain('[CLI117]');
  });
});

describe('diff', () => {
  const diff = (more: string) => folder.egress(`diff @cdk.tf.json @renamed.tf.json${more}`);
  beforeEach(() => folder.write('renamed.tf.json', withSubnetRenamed(text)));

  it('places an endpoint in each input by the name that its subnet has there, and says so', async () => {
    const ours = ' --endpoint vpce-0a=aws_subnet.a-firewall';
    expect((await diff(ours)).status).toBe(2);
    const { status, out } = await diff(`${ours} --endpoint vpce-0a=aws_subnet.inspection`);
    expect(status).toBe(0);
    expect(out).toContain(
      'note on cdk.tf.json: the call says that `vpce-0a` stands in `aws_subnet.a-firewall`',
    );
    expect(out).toContain(
      'note on renamed.tf.json: the call says that `vpce-0a` stands in `aws_subnet.inspection`',
    );
  });

  it('by one name that both inputs know, as that of a construct', async () => {
    const { status } = await diff(' --endpoint vpce-0a=example/egress/vpc/a-firewall/subnet');
    expect(status).toBe(0);
  });

  it('refuses what means nothing in either', async () => {
    const { status, err } = await diff(' --endpoint vpce-0a=nowhere vpce-0c=aws_subnet.inspection');
    expect(status).toBe(3);
    expect(err).toContain('`nowhere` is no subnet of the input');
    expect(err).toContain('[VFY477]');
  });
});

/** The same, where the subnet of the endpoint has another address. */
function withSubnetRenamed(synthesized: string): string {
  const stack = JSON.parse(synthesized) as { resource: { aws_subnet: Record<string, unknown> } };
  const { 'a-firewall': renamed, ...others } = stack.resource.aws_subnet;
  stack.resource.aws_subnet = { ...others, inspection: renamed };
  return JSON.stringify(stack).replaceAll('aws_subnet.a-firewall', 'aws_subnet.inspection');
}
