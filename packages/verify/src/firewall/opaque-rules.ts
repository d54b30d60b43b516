import type { Key } from '../graph/key';
import type { RuleAction } from './rule/suricata-rule';

/** Rules that are there and cannot be read. Any of them may be about any flow. */
export interface OpaqueRules {
  readonly kind: 'opaque';
  readonly origin: string;
  readonly group: Key | undefined;
  /** What they may do. */
  readonly actions: readonly RuleAction[];
  /** Lists of AWS, which drop what is known to be bad and nothing else. */
  readonly isManaged: boolean;
  readonly because: string;
}
