import { AddressSet, findCidrBlockProblem, parseCidrBlock } from '@inspected-egress/cidr';
import { isToken, type Problem } from '@inspected-egress/problem';
import { homeNetAlone, homeNetMisses, variableEmpty, variableName } from '../errors';
import { VARIABLE_NAME } from '../limits';
import type { RuleGroup } from './rule-group';

const NET = { home: 'HOME_NET', external: 'EXTERNAL_NET' } as const;

/** The variables that rules of a group may name: the group's own, and those that it inherits from the policy. */
export function variablesInScope(
  group: RuleGroup,
  homeNet: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  return new Map([
    [NET.home, homeNet],
    [NET.external, homeNet],
    ...Object.entries(group.ipSetVariables ?? {}),
  ]);
}

/** What is wrong with the variables of a group. */
export function findVariableSetProblems(
  { ipSetVariables = {} }: RuleGroup,
  homeNet: readonly string[],
): readonly Problem[] {
  const names = Object.keys(ipSetVariables);
  const [home, external] = [names.includes(NET.home), names.includes(NET.external)];
  return [
    ...Object.entries(ipSetVariables).flatMap(([name, blocks]) => findVariableProblems(name, blocks)),
    ...(home && !external ? [homeNetAlone('ipSetVariables', NET.home, NET.external)] : []),
    ...(external && !home ? [homeNetAlone('ipSetVariables', NET.external, NET.home)] : []),
    ...findCoverProblems(ipSetVariables[NET.home], homeNet),
  ];
}

function findVariableProblems(name: string, blocks: readonly string[]): readonly Problem[] {
  const path = `ipSetVariables.${name}`;
  return [
    ...(VARIABLE_NAME.test(name) ? [] : [variableName(path, name)]),
    ...(blocks.length === 0 ? [variableEmpty(path)] : []),
    ...blocks.flatMap((block, index) =>
      isToken(block) ? [] : (findCidrBlockProblem(bare(block), `${path}[${index}]`) ?? []),
    ),
  ];
}

/** A `$HOME_NET` that misses the translated source matches nothing: a drop default then drops everything. */
function findCoverProblems(
  own: readonly string[] | undefined,
  homeNet: readonly string[],
): readonly Problem[] {
  if (
    own === undefined ||
    own.some((block) => isToken(block) || findCidrBlockProblem(bare(block), '') !== undefined)
  )
    return [];
  const blocksOf = (blocks: readonly string[]) =>
    AddressSet.of(blocks.map((block) => parseCidrBlock(bare(block))));
  const excluded = blocksOf(own.filter((block) => block.startsWith('!')));
  const included = own.filter((block) => !block.startsWith('!'));
  const covered = (included.length === 0 ? AddressSet.everything() : blocksOf(included)).difference(excluded);
  return homeNet
    .filter((block) => !isToken(block) && findCidrBlockProblem(block, '') === undefined)
    .filter((block) => !covered.contains(parseCidrBlock(block)))
    .map((block) => homeNetMisses(`ipSetVariables.${NET.home}`, block, own));
}

/** A block with `!` before it is left out of the set. */
function bare(block: string): string {
  return block.startsWith('!') ? block.slice(1) : block;
}
