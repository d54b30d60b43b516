import type { JsonObject } from '../json';
import type { PlanApart } from './islands/take-apart';

/** A plan whose text Terraform wrote, as far as it was parsed. */
export interface ToldPlan extends Pick<PlanApart, 'islands'> {
  /** All of it. */
  whole(): JsonObject;
}
