import { dirname, basename } from 'node:path';
import { chooseEgressStrategy, type EgressNeed, type EgressRequirements } from '@inspected-egress/policy';
import { throwProblems } from '@inspected-egress/problem';
import { describeChoice } from '../choose/describe-choice';
import { CONFIGURED, startingConfig } from '../choose/starting-config';
import { noStartingConfig } from '../errors';
import { relocated } from '../inputs/in-file';
import type { EgressIo } from '../io';
import { printJson, printLines } from '../outputs/print';
import { writeFiles } from '../outputs/write-files';

export interface ChooseCall {
  readonly format: 'text' | 'json';
  readonly needs: string;
  readonly destinations: string;
  readonly vpcs: string;
  readonly zones: string;
  readonly gigabytes: string;
  readonly queries?: string;
  readonly endpoints?: string;
  readonly instanceUsd?: string;
  /** File for a starting configuration. */
  readonly out?: string;
  readonly force?: boolean;
}

/** Status 0 when a strategy meets every need, otherwise 1. */
export function choose(call: ChooseCall, io: EgressIo): Promise<number> {
  const requirements = readRequirements(call);
  const choice = relocated(
    (problem) => ({ ...problem, path: FLAGS[problem.path.replace(/\[\d+\]$/u, '')] ?? problem.path }),
    () => chooseEgressStrategy(requirements),
  );
  const { chosen } = choice;
  if (call.out !== undefined) {
    const text = chosen === undefined ? undefined : startingConfig(chosen, requirements);
    throwProblems(
      'starting configuration',
      text === undefined ? [noStartingConfig(chosen?.strategy, CONFIGURED)] : [],
    );
    const files = [{ path: basename(call.out), text: text ?? '' }];
    writeFiles(dirname(call.out), files, { written: {}, force: call.force });
  }
  if (call.format === 'json') printJson(io.stdout, { requirements, ...choice });
  else printLines(io.stdout, describeChoice(choice));
  return Promise.resolve(chosen === undefined ? 1 : 0);
}

const FLAGS: Readonly<Record<string, string>> = {
  needs: '--needs',
  destinations: '--destinations',
  vpcs: '--vpcs',
  zones: '--zones',
  gigabytesPerMonth: '--gigabytes',
  millionQueriesPerMonth: '--queries',
  interfaceEndpoints: '--endpoints',
  instanceUsdPerHour: '--instance-usd',
};

/** Whatever was written: what it means is judged where a strategy is chosen. */
function readRequirements(call: ChooseCall): EgressRequirements {
  const { queries, endpoints, instanceUsd } = call;
  return {
    destinations: call.destinations as NonNullable<EgressRequirements['destinations']>,
    needs: call.needs
      .split(',')
      .map((need) => need.trim())
      .filter((need) => need !== '') as readonly EgressNeed[],
    vpcs: numberOf(call.vpcs),
    zones: numberOf(call.zones),
    gigabytesPerMonth: numberOf(call.gigabytes),
    ...(queries === undefined ? {} : { millionQueriesPerMonth: numberOf(queries) }),
    ...(endpoints === undefined ? {} : { interfaceEndpoints: numberOf(endpoints) }),
    ...(instanceUsd === undefined ? {} : { instanceUsdPerHour: numberOf(instanceUsd) }),
  };
}

/** A text that is no number stays one, so that a message can show it. */
function numberOf(text: string): number {
  return /^\d+(\.\d+)?$/u.test(text) ? Number(text) : (text as unknown as number);
}
