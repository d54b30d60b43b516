import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cliConfigText } from '../src/cli-config';
import { findPluginMirror, platformName } from '../src/plugin-mirror';

const PROVIDER = 'registry.terraform.io/hashicorp/aws';
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mirror-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function unpacked(folder: string, version = '5.100.0', platform = platformName()): string {
  mkdirSync(join(root, folder, PROVIDER, version, platform), { recursive: true });
  return join(root, folder);
}

function write(file: string, content = ''): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

function find(env: NodeJS.ProcessEnv = {}): string | undefined {
  return findPluginMirror({ env, cwd: join(root, 'cwd'), home: join(root, 'home'), root })?.folder;
}

describe('a plugin mirror', () => {
  it('is the folder that TF_PLUGIN_MIRROR names, before any other', () => {
    unpacked('home/.terraform.d/plugins');
    const folder = unpacked('mine');
    expect(find({ TF_PLUGIN_MIRROR: folder })).toBe(folder);
  });

  it('is refused when TF_PLUGIN_MIRROR names a folder without the provider', () => {
    expect(() => find({ TF_PLUGIN_MIRROR: join(root, 'typo') })).toThrow(
      /^TF_PLUGIN_MIRROR: `.*typo` holds no hashicorp\/aws; name a folder with <host>\/hashicorp\/aws\//,
    );
  });

  it.each(['cwd/terraform.d/plugins', 'home/.terraform.d/plugins', 'home/.local/share/terraform/plugins'])(
    'is found in the implied folder %s',
    (folder) => {
      expect(find({ XDG_DATA_DIRS: join(root, 'nothing') })).toBeUndefined();
      unpacked(folder);
      expect(find({ XDG_DATA_DIRS: join(root, 'nothing') })).toBe(join(root, folder));
    },
  );

  it('may hold packed providers', () => {
    write(`home/.terraform.d/plugins/${PROVIDER}/terraform-provider-aws_5.100.0_${platformName()}.zip`);
    expect(find()).toBe(join(root, 'home/.terraform.d/plugins'));
  });

  it('counts only with the provider of this platform', () => {
    unpacked('home/.terraform.d/plugins', '5.100.0', 'plan9_mips');
    expect(find()).toBeUndefined();
  });

  it('is searched on the file system only with CI=true', () => {
    const folder = unpacked('deep/in/the/machine');
    expect(find()).toBeUndefined();
    expect(find({ CI: 'true' })).toBe(folder);
  });

  it('is not searched in installed packages or working folders of terraform', () => {
    unpacked('project/node_modules/x');
    unpacked('project/.terraform/providers');
    expect(find({ CI: 'true' })).toBeUndefined();
  });

  it('is left to the CLI configuration of a user that says where providers come from', () => {
    unpacked('home/.terraform.d/plugins');
    write('home/.terraformrc', 'provider_installation {\n}\n');
    expect(find({ CI: 'true' })).toBeUndefined();
  });
});

it('a CLI configuration takes from the mirror what it holds, and the rest from its registry', () => {
  expect(cliConfigText({ folder: '/mirrors/mine', providers: [PROVIDER] })).toMatchInlineSnapshot(`
    "provider_installation {
      filesystem_mirror {
        path    = "/mirrors/mine"
        include = ["registry.terraform.io/hashicorp/aws"]
      }
      direct {
        exclude = ["registry.terraform.io/hashicorp/aws"]
      }
    }
    "
  `);
});
