import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCidrBlocks } from '@inspected-egress/cidr';
import {
  CLASSIFICATION_FILE,
  COUNTRY_FILE,
  EMPTY_FILES,
  ENGINE_LOG_FILE,
  engineConfig,
  RULES_FILE,
  type EngineConfig,
} from './config';
import { writeCountryDatabase, type CountryTable } from './country-database';
import { CLASS_TYPES } from './limits';

/** What the variables and references of rules stand for. */
export interface RuleVariables {
  /** Blocks of `$HOME_NET`: the workloads as the firewall sees them. */
  readonly homeNet: readonly string[];
  /** @default - everything outside `homeNet` */
  readonly externalNet?: readonly string[];
  /** Blocks by name, for `$NAME` and for the reference `@NAME`. @default - none */
  readonly ipSets?: Readonly<Record<string, readonly string[]>>;
  /** Ports by name, for `$NAME`. @default - none */
  readonly portSets?: Readonly<Record<string, readonly string[]>>;
  /** Where the addresses of `geoip` are. @default - no address is in any country */
  readonly countries?: CountryTable;
}

const CONFIG_FILE = 'suricata.yaml';

/** Writes all that a run reads into a folder, and answers with the arguments that make the engine read it. */
export function writeEngineFiles(
  folder: string,
  rules: readonly string[],
  variables: RuleVariables,
  midstreamPolicy: EngineConfig['midstreamPolicy'],
): string[] {
  const { homeNet, externalNet, ipSets = {}, portSets = {}, countries = {} } = variables;
  const file = (name: string, content: string | Uint8Array): void => {
    writeFileSync(join(folder, name), content);
  };
  const addressGroups = {
    HOME_NET: blockList(homeNet, 'homeNet'),
    EXTERNAL_NET: externalNet === undefined ? '!$HOME_NET' : blockList(externalNet, 'externalNet'),
    ...Object.fromEntries(
      Object.entries(ipSets).map(([name, blocks]) => [name, blockList(blocks, `ipSets.${name}`)]),
    ),
  };
  const portGroups = Object.fromEntries(
    Object.entries(portSets).map(([name, ports]) => [name, `[${ports.join(',')}]`]),
  );
  const config = { folder, addressGroups, portGroups, midstreamPolicy };
  file(CONFIG_FILE, engineConfig(config));
  file(RULES_FILE, `${rules.join('\n')}\n`);
  file(COUNTRY_FILE, writeCountryDatabase(countries));
  file(CLASSIFICATION_FILE, CLASS_TYPES.map((name) => `config classification: ${name},${name},1\n`).join(''));
  for (const name of EMPTY_FILES) file(name, '');
  return ['-c', join(folder, CONFIG_FILE), '-S', join(folder, RULES_FILE), '-l', folder];
}

/** Upstream has no references; one is a variable of the same name. */
export const withoutReferences = (header: string): string => header.replace(/@(?=\w)/g, '$');

export function readIfPresent(folder: string, name: string): string {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

export interface EngineMessage {
  readonly level: string;
  readonly text: string;
}

export const readEngineLog = (folder: string): EngineMessage[] =>
  readIfPresent(folder, ENGINE_LOG_FILE)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const entry = JSON.parse(line) as { log_level: string; engine: { message: string } };
      return { level: entry.log_level, text: entry.engine.message };
    });

function blockList(blocks: readonly string[], path: string): string {
  parseCidrBlocks(blocks, path);
  return `[${blocks.join(',')}]`;
}
