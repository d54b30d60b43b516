import { own } from '../../json';
import { planWithModules, type CutModules } from './cut-modules';
import { planWith, type CutPlan } from './cut-plan';
import { isOfOneModule, listEntries } from './entry';
import { groupByName, isName } from './group-by-name';
import { listsOf, type IslandText } from './island-text';
import type { Parts } from './list-islands';
import { areApart, piecesOfInstance } from './module-pieces';
import { piecesOf, planOfPieces } from './piece';

const NONE = new Map<string, IslandText>();

/** Resources of VPCs by their names. */
export function partsByName(plan: CutPlan): Parts {
  const { rest } = plan;
  const pieces = (text: IslandText) => {
    const [planned = [], changed = [], configured = []] = listsOf(text);
    const entries = listEntries(planWith(rest, planned, changed, configured));
    return entries && piecesOf(entries);
  };
  return {
    texts: (isOfOneModule(rest) ? groupByName(plan) : undefined) ?? NONE,
    piecesOf: pieces,
    planOf: (text) => planOfPieces(pieces(text) ?? [], own(rest, 'variables')),
  };
}

/** Instances of a module by their keys. */
export function partsByKey({ call, instances, rest }: CutModules): Parts {
  const planOf = (text: IslandText) => {
    const [planned = [], changed = []] = listsOf(text);
    return planWithModules(rest, planned, changed);
  };
  return {
    texts: areApart(rest, call) && [...instances.keys()].every(isName) ? instances : NONE,
    piecesOf: (text, key) => piecesOfInstance(planOf(text), `module.${call}["${key}"]`),
    planOf,
  };
}
