import type { Known } from '../graph/known';
import type { FirewallFlow } from './firewall-flow';
import { STATELESS_ACTIONS, type StatelessAction, type StatelessEngine } from './stateless-engine';

/** What may become of a packet, and by what; several when it is not determined. */
export interface StatelessOutcome {
  readonly action: StatelessAction;
  readonly because: string;
}

export function judgeStateless(
  { rules, fallback }: StatelessEngine,
  flow: FirewallFlow,
  to: 'server' | 'client',
): { readonly outcomes: readonly StatelessOutcome[]; readonly doubt?: string } {
  const outcomes: StatelessOutcome[] = [];
  let doubt: string | undefined;
  const take = (action: Known<StatelessAction>, because: string): void => {
    if (action.is === 'known') outcomes.push({ action: action.value, because });
    else {
      doubt ??= action.reason;
      for (const one of STATELESS_ACTIONS.values()) outcomes.push({ action: one, because });
    }
  };
  for (const rule of rules) {
    const match = rule.match(flow, to);
    if (match.is === 'no match') continue;
    take(rule.action, `the stateless rule ${rule.origin}`);
    if (match.is === 'match') return { outcomes, ...(doubt !== undefined && { doubt }) };
    doubt ??= match.because;
  }
  take(fallback, 'the stateless default action');
  return { outcomes, ...(doubt !== undefined && { doubt }) };
}
