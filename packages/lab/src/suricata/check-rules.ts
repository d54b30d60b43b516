import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { throwProblems, type Problem } from '@inspected-egress/problem';
import { engineStopped, passByAddressAlone, unknownIpSet } from '../errors';
import { ENGINE_LOG_FILE } from './config';
import {
  readEngineLog,
  readIfPresent,
  withoutReferences,
  writeEngineFiles,
  type RuleVariables,
} from './engine-files';
import { inScratchFolder } from '../scratch-folder';
import { requireSuricata, runSuricata, type SuricataEngine } from './engine';
import { AWS_ONLY_KEYWORDS } from './limits';
import { findRunProblems } from './load-problems';
import { linePath, readRuleGroup, type SuricataRule } from './rule';

export interface CheckedRules {
  readonly problems: readonly Problem[];
  /** How the engine will inspect each rule, by sid: `ip_only`, `pkt`, `app_tx` and others. Empty when it refused any. */
  readonly types: ReadonlyMap<number, string>;
}

/**
 * Lets the engine load the rules of one group (`suricata -T`), where each warning is a problem, and asks it how it will
 * inspect them (`--engine-analysis`), where a pass rule may not be `ip_only`.
 *
 * What only AWS knows is taken out first: `@NAME` becomes `$NAME`, and `aws_…_category` is dropped.
 *
 * @param engine - where to ask
 * @default engine - the Suricata of this machine
 * @throws PlanError LAB301 without an engine; CIDR1xx when a block of `variables` is not canonical
 */
export function checkRules(
  rules: string,
  variables: RuleVariables,
  engine: SuricataEngine = requireSuricata(),
): CheckedRules {
  const group = readRuleGroup(rules);
  const undefinedSets = findUndefinedSets(group.rules, variables);
  const known = [...group.problems, ...undefinedSets];
  const lines = rules.split('\n').map(() => '#');
  for (const rule of group.rules) lines[rule.line - 1] = engineRule(rule);

  return inScratchFolder((folder) => {
    const args = writeEngineFiles(folder, lines, variables, 'ignore');
    const run = runSuricata(engine, ['-T', '--init-errors-fatal', ...args]);
    const loading = findRunProblems(run, readEngineLog(folder), (line) => linePath('', line));
    // What is said of no line may follow from the lines that are already refused.
    const ofEngine = loading.filter(({ path }) =>
      path === '' ? known.length === 0 : !known.some((problem) => problem.path === path),
    );
    if (known.length + ofEngine.length > 0) {
      return { problems: sortedByLine([...known, ...ofEngine]), types: new Map() };
    }
    const types = analyse(engine, folder, args);
    const problems = group.rules
      .filter(({ action, sid }) => action === 'pass' && types.get(sid) === 'ip_only')
      .map(({ line, sid }) => passByAddressAlone(linePath('', line), sid));
    return { problems, types };
  });
}

/**
 * How the engine will inspect the rules that were written to a folder, by sid.
 * @throws PlanError LAB302 when it does not say
 */
export function analyse(
  engine: SuricataEngine,
  folder: string,
  args: readonly string[],
): Map<number, string> {
  rmSync(join(folder, ENGINE_LOG_FILE), { force: true });
  const { succeeded, output } = runSuricata(engine, ['--engine-analysis', ...args]);
  const types = new Map(
    readIfPresent(folder, 'rules.json')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { id: number; type: string })
      .map(({ id, type }) => [id, type]),
  );
  if (!succeeded || types.size === 0) throwProblems('engine analysis', [engineStopped(output)]);
  return types;
}

function engineRule({ action, header, options }: SuricataRule): string {
  const texts = options
    .filter(({ keyword }) => !AWS_ONLY_KEYWORDS.includes(keyword))
    .map(({ text }) => `${text};`);
  return `${action} ${withoutReferences(header)} (${texts.join(' ')})`;
}

function findUndefinedSets(rules: readonly SuricataRule[], { ipSets = {} }: RuleVariables): Problem[] {
  return rules.flatMap(({ header, line }) =>
    [...header.matchAll(/@(\w+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => ipSets[name] === undefined)
      .map((name) => unknownIpSet(linePath('', line), `@${name}`)),
  );
}

const lineOf = ({ path }: Problem): number => Number(/line (\d+)$/.exec(path)?.[1] ?? 0);
const sortedByLine = (problems: readonly Problem[]): Problem[] =>
  [...problems].sort((a, b) => lineOf(a) - lineOf(b));
