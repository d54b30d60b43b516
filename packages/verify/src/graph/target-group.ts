import type { GraphNode, Key } from './key';
import type { Known } from './known';

/** Targets of a load balancer, as appliances behind a Gateway Load Balancer. */
export interface TargetGroup extends GraphNode {
  readonly vpc: Known<Key>;
  /** `GENEVE` for appliances. */
  readonly protocol: Known<string>;
  readonly port: Known<number>;
  /** Absent when none is said: then AWS takes values that fit the protocol. */
  readonly healthCheck?: HealthCheck;
  /** Absent when none is said. */
  readonly failover?: TargetFailover;
  readonly targets: readonly Target[];
  /** Why there may be targets that are not listed. */
  readonly doubt?: string;
}

/** What is absent is not said, and the provider completes it. */
export interface HealthCheck {
  readonly protocol?: Known<string>;
  readonly port?: Known<string>;
}

/** What becomes of the flows of a target that goes or fails: `rebalance` or `no_rebalance`. */
export interface TargetFailover {
  readonly onDeregistration: Known<string>;
  readonly onUnhealthy: Known<string>;
}

export interface Target {
  /** An instance, an Auto Scaling group or a network interface. */
  readonly what: Known<Key>;
  readonly subnets: readonly Known<Key>[];
  /** The resource that registers it. */
  readonly origin: Key;
}
