import { makeEvaluator } from '@inspected-egress/policy';
import { relocated } from './in-file';

/** @throws PlanError POL113 when it is no day of the calendar, as policies have days */
export function checkToday(today: string): void {
  relocated(
    (problem) => ({ ...problem, path: '--today' }),
    () => makeEvaluator({ version: 1, name: 'today', mode: 'enforce', rules: [] }, { today }),
  );
}
