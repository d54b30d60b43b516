import type { GraphNode, Key } from './key';
import type { Known } from './known';
import type { Route } from './route';

/** `local` routes are not listed: they follow from the VPC's blocks. One that is listed replaces or restores a local route. */
export interface RouteTable extends GraphNode {
  readonly vpc: Known<Key>;
  readonly isMain: boolean;
  readonly routes: readonly Route[];
  /** Gateways whose inbound packets look here: internet gateways, virtual private gateways. */
  readonly edgeOf: readonly Key[];
  /** Why this table may hold routes that are not listed. */
  readonly doubt?: string;
}
