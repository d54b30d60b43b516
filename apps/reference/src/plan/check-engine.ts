import type { Problem } from '@inspected-egress/problem';
import type { EngineConfig } from '../engine-config';
import { oneOfTwoKeys } from '../errors';
import { isObject, listOf, mapOf, number, shape, string, variants, type Check, type Field } from './check';

/** Keys of every member of a union, not only those that all have. */
type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type EngineFields = {
  readonly [Kind in EngineConfig['kind']]: {
    readonly [Key in Exclude<KeysOf<Extract<EngineConfig, { kind: Kind }>>, 'kind'>]: Field;
  };
};

const ruleGroup = shape({
  name: { check: string },
  rules: { check: string },
  capacity: { check: number, optional: true },
  ipSetVariables: { check: mapOf((_, value, path) => listOf(string)(value, path)), optional: true },
});

const rules = shape({
  ruleGroups: { check: listOf(ruleGroup) },
  defaultActions: { check: listOf(string), optional: true },
  streamExceptionPolicy: { check: string, optional: true },
  tcpIdleTimeoutSeconds: { check: number, optional: true },
});

const endpoints: Check = (value, path) => {
  const endpoint = shape({ availabilityZone: { check: string }, vpcEndpointId: { check: string } });
  return value === 'pending' ? [] : listOf(endpoint)(value, path);
};

const FIELDS: EngineFields = {
  'network-firewall': {
    rules: { check: rules, optional: true },
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

const checkFields = variants(FIELDS);

/** Whether the settings of an engine have the form that it can judge them in; what they say is for the engine to judge. */
export const checkEngine: Check = (value, path) => [
  ...checkFields(value, path),
  ...findPolicyProblems(value, path),
];

function findPolicyProblems(value: unknown, path: string): readonly Problem[] {
  if (!isObject(value) || value['kind'] !== 'network-firewall') return [];
  const given = [value['rules'], value['firewallPolicyArn']].filter((one) => one !== undefined);
  return given.length === 1 ? [] : [oneOfTwoKeys(path, given.length, ['rules', 'firewallPolicyArn'])];
}
