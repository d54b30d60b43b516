import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** An endpoint service of the input, with the load balancers behind it. */
export interface EndpointService extends GraphNode {
  /** Whether a connection waits until somebody accepts it. */
  readonly acceptanceRequired: Known<boolean>;
  readonly loadBalancers: readonly Known<Key>[];
  /** Zones that it is offered in, where the input tells; otherwise those of its load balancers. */
  readonly zones?: readonly string[];
}
