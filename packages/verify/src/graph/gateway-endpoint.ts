import type { JsonValue } from '../read/json';
import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** S3 or DynamoDB by a prefix-list route, uninspected. Its routes are in the tables, with this endpoint as target. */
export interface GatewayEndpoint extends GraphNode {
  readonly vpc: Known<Key>;
  readonly serviceName: Known<string>;
  readonly prefixList: Key;
  readonly routeTables: readonly Known<Key>[];
  /** Absent when none is set: then everybody may do everything. */
  readonly policy?: Known<JsonValue>;
}
