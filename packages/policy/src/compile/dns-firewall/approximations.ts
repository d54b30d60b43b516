import type { Approximation } from '../../approximation';
import type { EgressRule } from '../../model';
import { NO, YES } from '../../truth';
import { isAlsoAllow } from './also-allow';
import type { AnsweredName } from './answers';

/** Only what makes a difference to some name, one for each rule. */
export function findApproximations(
  names: readonly AnsweredName[],
  {
    failMode,
    redirection,
  }: { readonly failMode: 'closed' | 'open'; readonly redirection: 'trust' | 'inspect' },
): readonly Approximation[] {
  const verdicts = new Set(names.map(({ verdict }) => verdict));
  const doubtful = new Set([...verdicts].flatMap((verdict) => verdict.doubtful));
  const isAdded = [...verdicts].some(({ passes, sure }) => passes === YES && sure.every(isAlsoAllow));
  const isBlocking = [...verdicts].some(({ passes }) => passes === NO);
  return [
    ...[...doubtful].map(
      (rule): Approximation => ({
        layer: 'dns-firewall',
        direction: 'wider',
        kind: 'source',
        rule: rule.id,
        reason: `DNS Firewall answers a VPC as a whole: ${consequenceOf(rule)}`,
      }),
    ),
    ...(isAdded
      ? [
          ofPolicy(
            'wider',
            'also-allow',
            'names of `alsoAllow` that no rule passes for every workload are resolved too',
          ),
        ]
      : []),
    ...(isBlocking && failMode === 'open'
      ? [ofPolicy('wider', 'fail-open', 'while DNS Firewall does not answer, every name is resolved')]
      : []),
    ...(isBlocking && redirection === 'inspect'
      ? [
          ofPolicy(
            'narrower',
            'redirection',
            'a name is blocked when its answer redirects to a name that no rule passes',
          ),
        ]
      : []),
  ];
}

function consequenceOf({ action }: EgressRule): string {
  return action === 'pass'
    ? 'what it passes for some workloads is resolved for all'
    : 'what it forbids to some workloads is resolved for them too, because others may ask for it';
}

function ofPolicy(
  direction: Approximation['direction'],
  kind: Approximation['kind'],
  reason: string,
): Approximation {
  return { layer: 'dns-firewall', direction, kind, reason };
}
