import { type JsonObject, type JsonValue } from '../../json';

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
  readonly mask: JsonValue | undefined;
  readonly config: PieceConfig;
}

/** What its configuration says; instances of `count` share it. */
export interface PieceConfig {
  readonly expressions: JsonValue | undefined;
  readonly count_expression: JsonValue | undefined;
  readonly for_each_expression: JsonValue | undefined;
}

/** A plan of these pieces alone. */
export function planOfPieces(pieces: readonly Piece[], variables: JsonValue | undefined): JsonObject {
  const configs = new Map(
    pieces.map(({ type, name, config }) => {
      const address = `${type}.${name}`;
      return [address, { address, mode: 'managed', type, name, ...said(config) }];
    }),
  );
  return {
    ...(variables === undefined ? {} : { variables }),
    planned_values: {
      root_module: {
        resources: pieces.map(({ address, type, name, index, values }) => ({
          ...{ address, mode: 'managed', type, name, values },
          ...(index === undefined ? {} : { index }),
        })),
      },
    },
    resource_changes: pieces.map(({ address, mask }) => ({
      address,
      change: { actions: ['create'], before: null, ...(mask === undefined ? {} : { after_unknown: mask }) },
    })),
    configuration: { root_module: { resources: [...configs.values()] } },
  };
}

function said(config: PieceConfig): JsonObject {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}
