import { planConfigurations } from './support/plan-configuration';
import { planPromises } from './support/plan-promises';

let plans: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  plans = await planConfigurations();
}, 300_000);

planPromises((name) => plans.get(name) ?? '');
