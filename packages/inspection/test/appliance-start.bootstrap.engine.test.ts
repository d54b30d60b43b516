import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageIndexPolicy, type EgressPolicy } from '@inspected-egress/policy';
import { planBootstrap } from '../src/plan/bootstrap/bootstrap';

const EVERY_APPLICATION: EgressPolicy = {
  version: 1,
  name: 'every-application',
  mode: 'enforce',
  rules: [
    { id: 'web', destinations: [{ name: '*.example.com' }], applications: ['https', 'http'], action: 'pass' },
    { id: 'ssh', destinations: [{ cidrBlock: '192.0.2.0/24' }], applications: ['ssh'], action: 'pass' },
    { id: 'time', destinations: [{ cidrBlock: '198.51.100.0/24' }], applications: ['ntp'], action: 'pass' },
    {
      id: 'ports',
      destinations: [{ cidrBlock: '203.0.113.0/24' }],
      applications: [{ tcp: { from: 5000, to: 6000 } }, 'icmp-echo'],
      action: 'pass',
    },
  ],
};

interface CloudConfig {
  readonly write_files: readonly { readonly path: string; readonly content: string }[];
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'appliance-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each([packageIndexPolicy(), EVERY_APPLICATION])(
  'an appliance with the policy $name',
  (egressPolicy) => {
    const { userData = '' } = planBootstrap(
      {
        kind: 'suricata',
        imageId: 'ami-0123456789abcdef0',
        egressPolicy,
        today: '2026-11-29',
        homeNet: ['10.3.0.0/16', '2600:1f00::/64'],
        software: 'in-image',
      },
      { groupName: 'appliances', subnets: [] },
    );
    const files = (JSON.parse(userData.slice(userData.indexOf('\n'))) as CloudConfig).write_files;
    /** Writes the files as cloud-init would, below the scratch folder. */
    const write = () =>
      files.map(({ path, content }) => {
        const file = join(folder, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(
          file,
          content.replaceAll('/etc/inspected-egress', join(folder, 'etc/inspected-egress')),
        );
        return file;
      });

    it('has user data that cloud-init takes', () => {
      const file = join(folder, 'user-data');
      writeFileSync(file, userData);
      expect(run('cloud-init', ['schema', '--config-file', file])).toMatchObject({ status: 0 });
      writeFileSync(file, userData.replace('"path"', '"place"'));
      expect(run('cloud-init', ['schema', '--config-file', file]).status).not.toBe(0);
    });

    it('has scripts that shellcheck finds nothing wrong with', () => {
      const scripts = write().filter((file) => file.endsWith('.sh'));
      expect(scripts).toHaveLength(2);
      expect(run('shellcheck', scripts)).toMatchObject({ status: 0, output: '' });
    });

    it('has a configuration and rules that Suricata loads without a word', () => {
      const configuration = write().find((file) => file.endsWith('suricata.yaml')) ?? '';
      const answer = run('suricata', ['-T', '-c', configuration, '-l', folder, '--init-errors-fatal']);
      expect(answer).toMatchObject({ status: 0 });
      expect(answer.output).not.toMatch(/warning|error/iu);
      writeFileSync(
        join(folder, 'etc/inspected-egress/egress.rules'),
        'pass tls any any -> any any (tls.sny; sid:1;)\n',
      );
      expect(
        run('suricata', ['-T', '-c', configuration, '-l', folder, '--init-errors-fatal']).status,
      ).not.toBe(0);
    });

    it('has packet rules that nftables takes', () => {
      const rules = write().find((file) => file.endsWith('.nft')) ?? '';
      const text = readFileSync(rules, 'utf8');
      expect(text).toContain('queue num 0');
      // Not every kernel that tests run on has queues; that of Amazon Linux has.
      writeFileSync(rules, text.replace('queue num 0', 'accept'));
      expect(run('nft', ['--check', '--file', rules])).toMatchObject({ status: 0, output: '' });
    });
  },
);

function run(
  command: string,
  args: readonly string[],
): { readonly status: number | null; readonly output: string } {
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` };
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env });
  if (error !== undefined) throw error;
  return { status, output: `${stdout}${stderr}` };
}
