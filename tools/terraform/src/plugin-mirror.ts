import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { entriesOf, searchForMirror } from './mirror-search';

/** A folder of Terraform providers, laid out as `terraform providers mirror` or Terraform itself lays them out. */
export interface PluginMirror {
  /** Absolute. */
  readonly folder: string;
  /** Providers in it for this platform, for example `registry.terraform.io/hashicorp/aws`; sorted. */
  readonly providers: readonly string[];
}

/** What the search for a mirror depends on. */
export interface MirrorSurroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly home: string;
  /** Where a search of the file system starts; used when `env.CI` is `true`. */
  readonly root: string;
}

/** The machine this runs on. */
export function machineSurroundings(): MirrorSurroundings {
  return { env: process.env, cwd: process.cwd(), home: homedir(), root: resolve('/') };
}

/**
 * The first mirror that holds `hashicorp/aws` for this platform: `TF_PLUGIN_MIRROR`, then the folders that Terraform
 * itself looks in, then, with `CI=true`, any folder of that layout on the file system.
 *
 * `undefined` when there is none, or when the user's own CLI configuration says where providers come from and
 * `TF_PLUGIN_MIRROR` does not overrule it: Terraform then finds the provider by itself.
 *
 * @throws Error when `TF_PLUGIN_MIRROR` is set to a folder without the provider
 */
export function findPluginMirror(
  surroundings: MirrorSurroundings = machineSurroundings(),
): PluginMirror | undefined {
  const { env, root } = surroundings;
  const named = env['TF_PLUGIN_MIRROR'];
  if (named !== undefined && named !== '') {
    const mirror = readMirror(resolve(surroundings.cwd, named));
    if (mirror === undefined) throw new Error(mirrorHoldsNothing(named));
    return mirror;
  }
  if (userInstallsProviders(surroundings)) return undefined;
  for (const folder of impliedMirrorFolders(surroundings)) {
    const mirror = readMirror(folder);
    if (mirror !== undefined) return mirror;
  }
  return env['CI'] === 'true' ? searchForMirror(root, readMirror) : undefined;
}

/**
 * Terraform's implied local mirror directories, in its order.
 * @see Terraform CLI documentation, "Provider Installation", "Implied Local Mirror Directories", 2026-11
 */
export function impliedMirrorFolders({ env, cwd, home }: MirrorSurroundings): readonly string[] {
  const dataHome = env['XDG_DATA_HOME'] || join(home, '.local/share');
  const dataFolders = (env['XDG_DATA_DIRS'] || ['/usr/local/share', '/usr/share'].join(delimiter)).split(
    delimiter,
  );
  return [
    join(cwd, 'terraform.d/plugins'),
    join(home, '.terraform.d/plugins'),
    ...(process.platform === 'darwin'
      ? [
          join(home, 'Library/Application Support/io.terraform/plugins'),
          '/Library/Application Support/io.terraform/plugins',
        ]
      : [dataHome, ...dataFolders].map((folder) => join(folder, 'terraform/plugins'))),
  ];
}

/** The providers of a folder, or `undefined` when `hashicorp/aws` for this platform is not among them. */
export function readMirror(folder: string): PluginMirror | undefined {
  const providers = entriesOf(folder)
    .filter((host) => host.includes('.'))
    .flatMap((host) => entriesOf(join(folder, host)).map((namespace) => `${host}/${namespace}`))
    .flatMap((path) => entriesOf(join(folder, path)).map((type) => `${path}/${type}`))
    .filter((path) => holdsPackage(join(folder, path)))
    .sort();
  return providers.some((provider) => provider.endsWith('/hashicorp/aws'))
    ? { folder, providers }
    : undefined;
}

/** Unpacked `<version>/<os_arch>`, or packed `terraform-provider-<type>_<version>_<os_arch>.zip`. */
function holdsPackage(folder: string): boolean {
  const platform = platformName();
  return entriesOf(folder).some((entry) =>
    entry.startsWith('terraform-provider-')
      ? entry.endsWith(`_${platform}.zip`)
      : existsSync(join(folder, entry, platform)),
  );
}

/** What Terraform calls this platform, for example `linux_amd64`. */
export function platformName(): string {
  const system: string = process.platform === 'win32' ? 'windows' : process.platform;
  const processor: string = process.arch === 'x64' ? 'amd64' : process.arch;
  return `${system}_${processor}`;
}

/** Whether the user's own CLI configuration has an installation block. */
function userInstallsProviders({ env, home }: MirrorSurroundings): boolean {
  const file = env['TF_CLI_CONFIG_FILE'] || join(home, '.terraformrc');
  return isFile(file) && /\bprovider_installation\b/.test(readFileSync(file, 'utf8'));
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function mirrorHoldsNothing(folder: string): string {
  const layout = `<host>/hashicorp/aws/<version>/${platformName()}`;
  return `TF_PLUGIN_MIRROR: \`${folder}\` holds no hashicorp/aws; name a folder with ${layout}, or unset it`;
}
