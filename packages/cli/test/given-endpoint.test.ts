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
});
