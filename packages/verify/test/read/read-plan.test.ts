import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planPromises } from './support/plan-promises';

// What Terraform 1.11.4 with AWS provider 5.100.0 shows, without what nobody reads; the engine test asks it again.
planPromises((name) => readFileSync(join(__dirname, `fixtures/${name}.plan.json`), 'utf8'));
