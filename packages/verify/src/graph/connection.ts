import type { Key } from './key';
import type { Known } from './known';

/** How an endpoint is connected to its service. */
export interface Connection {
  /** The service, where a resource of the input describes it. */
  readonly service: Known<Key>;
  /** Whether the input accepts the connection, or AWS says that it is accepted. */
  readonly isAccepted: Known<boolean>;
  /** As EC2 says it: `available`, `pendingAcceptance`, `rejected`. Absent before it is there. */
  readonly state?: string;
}
