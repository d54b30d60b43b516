import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { egress } from './support/egress';
import { describeWithSuricata } from './support/suricata';

const ROOT = join(__dirname, '..', '..', '..');
const EXAMPLE = /```sh\negress (policy replay .*)\n```\n\n```text\n(.*?)```/s;

describeWithSuricata('the README', () => {
  // Its own tier has no engines, so what asks one is run here.
  it('shows what replay prints', async () => {
    const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
    const [, call = '', shown = ''] = EXAMPLE.exec(readme) ?? [];
    const words = call.split(' ').map((word) => (word.startsWith('packages/') ? join(ROOT, word) : word));
    expect(await egress(words)).toMatchObject({ status: 0, out: shown, err: '' });
  });
});
