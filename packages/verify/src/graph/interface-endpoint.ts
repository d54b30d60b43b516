import type { JsonValue } from '../read/json';
import type { Connection } from './connection';
import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** An endpoint that is an address in the VPC, so that packets reach it by a local route. */
export interface InterfaceEndpoint extends GraphNode {
  /** `Interface`, `Resource` or `ServiceNetwork`, as EC2 says it. */
  readonly type: string;
  readonly vpc: Known<Key>;
  /** Absent for an endpoint of another kind than a service. */
  readonly serviceName?: Known<string>;
  readonly connection: Connection;
  readonly subnets: readonly Known<Key>[];
  readonly securityGroups: readonly Known<Key>[];
  readonly privateDns: Known<boolean>;
  /** Absent when none is set: then everybody may do everything. */
  readonly policy?: Known<JsonValue>;
}
