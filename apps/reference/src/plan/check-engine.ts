import type { EngineConfig } from '../engine-config';
import { listOf, mapOf, shape, string, variants, type Check, type Field } from './check';

/** Keys of every member of a union, not only those that all have. */
type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type EngineFields = {
  readonly [Kind in EngineConfig['kind']]: {
    readonly [Key in Exclude<KeysOf<Extract<EngineConfig, { kind: Kind }>>, 'kind'>]: Field;
  };
};

const endpoints: Check = (value, path) => {
  const endpoint = shape({ availabilityZone: { check: string }, vpcEndpointId: { check: string } });
  return value === 'pending' ? [] : listOf(endpoint)(value, path);
};

const FIELDS: EngineFields = {
  'network-firewall': {
    firewallPolicyArn: { check: string, optional: true },
    encryption: { check: shape({ kmsKeyArn: { check: string } }), optional: true },
  },
  'gateway-load-balancer': {
    serviceName: { check: string },
    acceptance: { check: string, optional: true },
    tags: { check: mapOf((_, value, path) => string(value, path)), optional: true },
  },
  adopted: {
    endpoints: { check: endpoints },
    vendor: { check: string, optional: true },
  },
};

/** Whether the settings of an engine have the form that it can judge them in; what they say is for the engine to judge. */
export const checkEngine: Check = variants(FIELDS);
