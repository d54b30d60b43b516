import { arrayOf, isArray, isObject, own, type JsonObject, type JsonValue } from '../../json';
import { ISLAND_TYPES } from './island-types';
import type { Piece, PieceConfig } from './piece';

/** The resources of a plan, and what configures them. */
export interface Pieces {
  readonly pieces: readonly Piece[];
  /** Of each piece the place in `configs` of its configuration. */
  readonly placeOf: readonly number[];
  /** By their addresses, `aws_subnet.a`. */
  readonly places: ReadonlyMap<string, number>;
  readonly configs: readonly PieceConfig[];
}

/**
 * The resources of a plan that makes everything anew, in one module, of types that stay in their VPC; `undefined` for any
 * other plan.
 */
export function listPieces(json: JsonObject): Pieces | undefined {
  const planned = own(own(json, 'planned_values'), 'root_module');
  const root = own(own(json, 'configuration'), 'root_module');
  const isFlat = arrayOf(own(planned, 'child_modules')).length === 0 && isEmpty(own(root, 'module_calls'));
  const hasPrior = own(own(json, 'prior_state'), 'values') !== undefined;
  if (!isFlat || hasPrior || own(root, 'locals') !== undefined) return undefined;
  const configured = listConfigs(arrayOf(own(root, 'resources')));
  if (configured === undefined) return undefined;
  const resources = arrayOf(own(planned, 'resources'));
  const changes = arrayOf(own(json, 'resource_changes'));
  if (changes.length !== resources.length) return undefined;
  const [pieces, placeOf] = [new Array<Piece>(), new Array<number>()];
  for (const [index, resource] of resources.entries()) {
    const place = placeIn(configured.places, resource);
    const config = configured.configs[place ?? -1];
    const piece = config && pieceOf(resource, changes[index], config);
    if (piece === undefined || place === undefined) return undefined;
    pieces.push(piece);
    placeOf.push(place);
  }
  return { pieces, placeOf, ...configured };
}

function listConfigs(resources: readonly JsonValue[]): Pick<Pieces, 'places' | 'configs'> | undefined {
  const places = new Map<string, number>();
  const configs: PieceConfig[] = [];
  for (const resource of resources) {
    const [address, type] = [own(resource, 'address'), own(resource, 'type')];
    if (typeof address !== 'string' || typeof type !== 'string' || !isOfIsland(resource, type))
      return undefined;
    places.set(address, configs.length);
    configs.push({
      expressions: own(resource, 'expressions'),
      count_expression: own(resource, 'count_expression'),
      for_each_expression: own(resource, 'for_each_expression'),
    });
  }
  return places.size === configs.length ? { places, configs } : undefined;
}

function placeIn(places: ReadonlyMap<string, number>, resource: JsonValue): number | undefined {
  const address = own(resource, 'address');
  if (typeof address !== 'string') return undefined;
  const isOne = own(resource, 'index') === undefined;
  return places.get(isOne ? address : `${String(own(resource, 'type'))}.${String(own(resource, 'name'))}`);
}

/** Of a resource and the change that stands at its place in the list of changes. */
function pieceOf(resource: JsonValue, entry: JsonValue | undefined, config: PieceConfig): Piece | undefined {
  const address = own(resource, 'address');
  const type = own(resource, 'type');
  const name = own(resource, 'name');
  const values = own(resource, 'values');
  const change = own(entry, 'change');
  if (typeof address !== 'string' || typeof type !== 'string' || typeof name !== 'string') return undefined;
  if (!isObject(values) || !isOfIsland(resource, type) || own(entry, 'address') !== address) return undefined;
  if (!isCreated(change) || own(entry, 'deposed') !== undefined) return undefined;
  const [index, mask] = [own(resource, 'index'), own(change, 'after_unknown')];
  return { address, type, name, index, values, mask, config };
}

function isOfIsland(resource: JsonValue, type: string): boolean {
  return ISLAND_TYPES.has(type) && own(resource, 'mode') === 'managed';
}

function isCreated(change: JsonValue | undefined): boolean {
  const actions = own(change, 'actions');
  const isCreation = isArray(actions) && actions.length === 1 && actions[0] === 'create';
  return isCreation && own(change, 'before') === null && own(change, 'importing') === undefined;
}

function isEmpty(value: JsonValue | undefined): boolean {
  return !isObject(value) || Object.keys(value).length === 0;
}
