import { planConfiguration } from './support/plan-configuration';
import { planPromises } from './support/plan-promises';

planPromises(planConfiguration);
