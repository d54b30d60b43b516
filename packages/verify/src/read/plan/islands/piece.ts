import { isObject, objectOf, own, type JsonObject, type JsonValue } from '../../json';
import { holdsUnknown } from '../mask';
import { isCreation, type Entry } from './entry';
import { ISLAND_TYPES } from './island-types';

/**
 * All that is read of one resource of an island: an island is its pieces and nothing else, so islands of equal pieces are read
 * alike.
 */
export interface Piece {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly index: JsonValue | undefined;
  readonly values: JsonObject;
  /** `after_unknown` of its change. */
  readonly mask: JsonObject;
  /** Of what only apply knows: the rest of its configuration says what `values` do. */
  readonly expressions: JsonObject;
  readonly countExpression: JsonValue | undefined;
  readonly forEachExpression: JsonValue | undefined;
}

/** The pieces of resources that are made anew and are of types that stay in their VPC; `undefined` when one is not. */
export function piecesOf(entries: readonly Entry[]): readonly Piece[] | undefined {
  const pieces = entries.map(pieceOf);
  return pieces.every((piece) => piece !== undefined) ? pieces : undefined;
}

function pieceOf({ address, type, name, planned, changed, config }: Entry): Piece | undefined {
  const { index, values } = planned;
  const mask = maskOfCreation(changed);
  if (planned['mode'] !== 'managed' || !ISLAND_TYPES.has(type) || !isObject(values)) return undefined;
  // What is called otherwise than it is addressed is configured by nothing.
  const home = homeOf({ type, name });
  if (mask === undefined || (address !== home && !address.startsWith(`${home}[`))) return undefined;
  return {
    ...{ address, type, name, index, values, mask },
    expressions: hiddenOf(config['expressions'], mask),
    countExpression: config['count_expression'],
    forEachExpression: config['for_each_expression'],
  };
}

function maskOfCreation(changed: JsonObject): JsonObject | undefined {
  const { actions, before, importing, after_unknown: mask } = objectOf(changed['change']);
  const isNew = before === null && importing === undefined && changed['deposed'] === undefined;
  return isCreation(actions) && isNew && isObject(mask) ? mask : undefined;
}

/** Expressions of what the mask hides. */
function hiddenOf(expressions: JsonValue | undefined, mask: JsonObject): JsonObject {
  const hidden: Record<string, JsonValue | undefined> = {};
  for (const [name, expression] of Object.entries(objectOf(expressions)))
    if (holdsUnknown(own(mask, name))) hidden[name] = expression;
  return hidden;
}

/** What configures a resource, and all its instances: `aws_subnet.a`. */
export function homeOf({ type, name }: Pick<Piece, 'type' | 'name'>): string {
  return `${type}.${name}`;
}

/** A plan of these pieces alone. */
export function planOfPieces(pieces: readonly Piece[], variables: JsonValue | undefined): JsonObject {
  const configs = new Map<string, JsonObject>();
  for (const piece of pieces) {
    const { type, name, countExpression, forEachExpression } = piece;
    const address = homeOf(piece);
    // Of two instances one may know what the other does not.
    const expressions = { ...objectOf(configs.get(address)?.['expressions']), ...piece.expressions };
    configs.set(address, {
      ...{ address, mode: 'managed', type, name, expressions },
      ...(countExpression === undefined ? {} : { count_expression: countExpression }),
      ...(forEachExpression === undefined ? {} : { for_each_expression: forEachExpression }),
    });
  }
  return {
    ...(variables === undefined ? {} : { variables }),
    planned_values: { root_module: { resources: pieces.map(plannedValue) } },
    resource_changes: pieces.map(({ address, mask }) => ({
      address,
      change: { actions: ['create'], before: null, after_unknown: mask },
    })),
    configuration: { root_module: { resources: [...configs.values()] } },
  };
}

function plannedValue({ address, type, name, index, values }: Piece): JsonObject {
  const planned = { address, mode: 'managed', type, name, values };
  return index === undefined ? planned : { ...planned, index };
}
