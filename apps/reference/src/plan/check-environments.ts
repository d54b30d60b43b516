import { findCidrBlockProblem, overlaps, parseCidrBlock } from '@inspected-egress/cidr';
import { problemUnder, type Problem } from '@inspected-egress/problem';
import type { EnvironmentConfig } from '../environment-config';
import { isObject } from './check';
import { duplicateEnvironment, overlappingEnvironments } from '../errors';

/** What is wrong between environments that are each right by themselves; paths start with the environment's name. */
export function findProblemsBetween(configs: readonly EnvironmentConfig[]): readonly Problem[] {
  return configs.flatMap((config, index) =>
    configs.slice(0, index).flatMap((earlier, first) => {
      if (!isObject(config) || !isObject(earlier)) return [];
      const under = (problem: Problem): Problem => problemUnder(nameOf(config, index), problem);
      const problems: Problem[] = [];
      if (config.name === earlier.name) {
        problems.push(under(duplicateEnvironment('name', config.name, `environments[${first}]`)));
      }
      if (overlap(config.cidrBlock, earlier.cidrBlock)) {
        const problem = overlappingEnvironments(
          'cidrBlock',
          config.cidrBlock,
          nameOf(earlier, first),
          earlier.cidrBlock,
        );
        problems.push(under(problem));
      }
      return problems;
    }),
  );
}

/** How problems call an environment: by its name, or by its place when it has none. */
export function nameOf(config: EnvironmentConfig, index: number): string {
  return isObject(config) && typeof config.name === 'string' ? config.name : `environments[${index}]`;
}

function overlap(one: unknown, other: unknown): boolean {
  if (!isBlock(one) || !isBlock(other)) return false;
  return overlaps(parseCidrBlock(one), parseCidrBlock(other));
}

function isBlock(value: unknown): value is string {
  return typeof value === 'string' && findCidrBlockProblem(value, '') === undefined;
}
