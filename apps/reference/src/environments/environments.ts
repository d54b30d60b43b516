import type { EnvironmentConfig } from '../environment-config';
import { dev } from './dev';
import { prod } from './prod';
import { staging } from './staging';

/** Every environment, in the order in which a change goes through them. */
export const ENVIRONMENTS: readonly EnvironmentConfig[] = [dev, staging, prod];
