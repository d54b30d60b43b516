import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileSquid, packageIndexPolicy } from '@inspected-egress/policy';
import { planProxyStart } from '../src/plan/proxy/proxy-start';

interface CloudConfig {
  readonly write_files: readonly { readonly path: string; readonly content: string }[];
}

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'proxy-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['explicit', 'transparent'] as const)('a proxy that is %s', (mode) => {
  const clientCidrBlocks = ['10.1.0.0/20', '10.1.32.0/20'];
  const { artefact } = compileSquid(packageIndexPolicy(), { mode, today: '2026-11-29', clientCidrBlocks });
  const userData = planProxyStart({
    ...{
      files: artefact.files,
      groupName: 'proxies',
      logGroupName: '/inspected-egress/proxy/p',
      clientCidrBlocks,
    },
    isInstalled: false,
    ...(mode === 'transparent' ? { interfaceId: 'eni-0123456789abcdef0' } : {}),
  });
  const files = (JSON.parse(userData.slice(userData.indexOf('\n'))) as CloudConfig).write_files;
  const write = () =>
    files.map(({ path, content }) => {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content.replaceAll('/etc/squid', join(folder, 'etc/squid')));
      return file;
    });

  it('has user data that cloud-init takes', () => {
    const file = join(folder, 'user-data');
    writeFileSync(file, userData);
    expect(run('cloud-init', ['schema', '--config-file', file])).toMatchObject({ status: 0 });
  });

  it('has scripts that shellcheck finds nothing wrong with', () => {
    const scripts = write().filter((file) => file.endsWith('.sh'));
    expect(scripts).toHaveLength(mode === 'explicit' ? 1 : 2);
    expect(run('shellcheck', scripts)).toMatchObject({ status: 0, output: '' });
  });

  it('has a configuration that Squid reads', () => {
    const configuration = write().find((file) => file.endsWith('squid.conf')) ?? '';
    const certificate = join(folder, 'etc/squid/proxy.pem');
    const made = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=proxy'];
    run('openssl', ['req', ...made, '-keyout', certificate, '-out', `${certificate}.crt`]);
    writeFileSync(
      certificate,
      readFileSync(certificate, 'utf8') + readFileSync(`${certificate}.crt`, 'utf8'),
    );
    const answer = run('squid', ['-k', 'parse', '-f', configuration]);
    expect(answer).toMatchObject({ status: 0 });
    expect(answer.output).not.toMatch(/FATAL|ERROR|WARNING/u);
    writeFileSync(configuration, `${readFileSync(configuration, 'utf8')}\nhttp_acces allow all\n`);
    expect(run('squid', ['-k', 'parse', '-f', configuration]).output).toMatch(/unrecognized/u);
  });

  if (mode === 'transparent')
    it('has packet rules that nftables takes', () => {
      const rules = write().find((file) => file.endsWith('.nft')) ?? '';
      expect(run('nft', ['--check', '--file', rules])).toMatchObject({ status: 0, output: '' });
    });
});

function run(
  command: string,
  args: readonly string[],
): { readonly status: number | null; readonly output: string } {
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` };
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', env });
  if (error !== undefined) throw error;
  return { status, output: `${stdout}${stderr}` };
}
