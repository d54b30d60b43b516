import type { Operator } from '../operator';
import { ADDED_ROUTES } from './added-routes';
import { ASSOCIATIONS } from './associations';
import { DNS_FIREWALL } from './dns-firewall';
import { DROPPED_ROUTES } from './dropped-routes';
import { SERVICE_ENDPOINTS } from './endpoints';
import { GATEWAYS } from './gateways';
import { NETWORK_ACLS } from './network-acls';
import { NEUTRAL } from './neutral';
import { RETARGETED_ROUTES } from './retargeted-routes';
import { TRANSIT_GATEWAYS } from './transit-gateways';

/** Every mistake, and every change that is none, in the order of the table. */
export const OPERATORS: readonly Operator[] = [
  ...DROPPED_ROUTES,
  ...RETARGETED_ROUTES,
  ...ADDED_ROUTES,
  ...ASSOCIATIONS,
  ...TRANSIT_GATEWAYS,
  ...GATEWAYS,
  ...SERVICE_ENDPOINTS,
  ...NETWORK_ACLS,
  ...DNS_FIREWALL,
  ...NEUTRAL,
];
