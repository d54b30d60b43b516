import type { Known } from '../graph/known';
import { isRestricted } from '../promise/accepted-bypass';
import type { JsonValue } from '../read/json';
import type { BypassLimit } from './bypass';

/** What the policy of an endpoint leaves. @see PrivateLink guide, "Control access with endpoint policies": the default allows everything */
export function limitOfPolicy(policy: Known<JsonValue> | undefined): BypassLimit {
  if (policy === undefined)
    return { is: 'open', because: 'it has the default policy, which allows everything' };
  if (policy.is === 'unknown')
    return { is: 'undetermined', because: `what its endpoint policy allows is not known: ${policy.reason}` };
  return isRestricted({ policy })
    ? { is: 'restricted', because: 'its endpoint policy restricts what passes' }
    : { is: 'open', because: 'its endpoint policy allows everything' };
}
