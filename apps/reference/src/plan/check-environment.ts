import { findCidrBlockProblem } from '@inspected-egress/cidr';
import { LOG_RETENTION_DAYS, SUBNET_TIERS } from '@inspected-egress/network';
import { findPolicyProblems, isRegion } from '@inspected-egress/policy';
import { isToken, problemUnder, type Problem } from '@inspected-egress/problem';
import { ENVIRONMENT_NAMES, type EnvironmentConfig, type PrefixListConfig } from '../environment-config';
import {
  invalidAccountId,
  invalidRegion,
  invalidRetention,
  invalidTag,
  notADay,
  unknownEnvironment,
  wrongType,
  zoneOutsideRegion,
} from '../errors';
import { TAG_KEY_LENGTH, TAG_VALUE_LENGTH } from '../limits';
import { choice, either, isObject, listOf, mapOf, number, shape, text, type Field } from './check';
import { checkBackend } from './check-backend';
import { checkEngine } from './check-engine';
import { isZoneOf } from './zone';

type FieldsOf<Shape> = { readonly [Key in keyof Shape]-?: Field };
const zone = shape({
  availabilityZone: { check: text() },
  slot: { check: number, optional: true },
  cidrBlocks: {
    check: shape(Object.fromEntries(SUBNET_TIERS.map((tier) => [tier, { check: text(), optional: true }]))),
    optional: true,
  },
} satisfies FieldsOf<EnvironmentConfig['zones'][number]>);

const natGateways = either((value) =>
  isObject(value) ? shape({ singleZone: { check: text() } }) : choice('zonal', 'none'),
);

const prefixList = shape({
  cidrBlocks: { check: listOf(text((value, path) => [findCidrBlockProblem(value, path) ?? []].flat())) },
  maxEntries: { check: number },
} satisfies FieldsOf<PrefixListConfig>);

const ENVIRONMENT_FIELDS: FieldsOf<EnvironmentConfig> = {
  name: { check: findNameProblems },
  accountId: { check: findAccountProblems },
  region: { check: text((value, path) => (isRegion(value) ? [] : [invalidRegion(path, value)])) },
  cidrBlock: { check: text((value, path) => [findCidrBlockProblem(value, path) ?? []].flat()) },
  zones: { check: listOf(zone) },
  natGateways: { check: natGateways },
  position: { check: choice('after-nat', 'before-nat') },
  ipv6: { check: choice('none', 'inspected') },
  engine: { check: checkEngine },
  policy: { check: (value, path) => findPolicyProblems(value).map((problem) => problemUnder(path, problem)) },
  policyDate: { check: text(findDayProblems) },
  prefixLists: { check: mapOf((_, value, path) => prefixList(value, path)), optional: true },
  networkAcls: { check: choice('from-policy', 'open') },
  dnsFirewall: { check: choice('from-policy', 'none') },
  privateServices: { check: choice('session-manager', 'none') },
  flowLogs: { check: choice('cloudwatch', 's3', 'none') },
  monitoring: { check: choice('alarms', 'none') },
  protection: { check: choice('on', 'off') },
  logRetentionDays: { check: findRetentionProblems },
  backend: { check: checkBackend },
  tags: { check: mapOf(findTagProblems) },
};

const checkShape = shape(ENVIRONMENT_FIELDS);

/**
 * What is wrong with the configuration of an environment, all of it at once and whatever it was made from. Blocks and
 * engine settings are judged further by the packages that use them.
 */
export function validateEnvironment(config: EnvironmentConfig): readonly Problem[] {
  return [...checkShape(config, ''), ...(isObject(config) ? findZoneProblems(config) : [])];
}

function findNameProblems(name: unknown, path: string): readonly Problem[] {
  return ENVIRONMENT_NAMES.some((known) => known === name)
    ? []
    : [unknownEnvironment(path, name, ENVIRONMENT_NAMES)];
}

function findAccountProblems(accountId: unknown, path: string): readonly Problem[] {
  return typeof accountId === 'string' && /^\d{12}$/.test(accountId)
    ? []
    : [invalidAccountId(path, accountId)];
}

function findDayProblems(day: string, path: string): readonly Problem[] {
  const date = new Date(`${day}T00:00:00Z`);
  const isDay = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
  return isDay ? [] : [notADay(path, day)];
}

function findZoneProblems({ region, zones }: EnvironmentConfig): readonly Problem[] {
  if (typeof region !== 'string' || !isRegion(region) || !Array.isArray(zones)) return [];
  return zones.flatMap((zone: unknown, index) => {
    const name = isObject(zone) ? zone['availabilityZone'] : undefined;
    if (typeof name !== 'string' || isToken(name) || isZoneOf(name, region)) return [];
    return [zoneOutsideRegion(`zones[${index}].availabilityZone`, name, region)];
  });
}

function findRetentionProblems(days: unknown, path: string): readonly Problem[] {
  if (typeof days !== 'number') return [wrongType(path, days, 'a number of days')];
  if (LOG_RETENTION_DAYS.includes(days)) return [];
  const below = LOG_RETENTION_DAYS.filter((one) => one < days).slice(-1);
  const above = LOG_RETENTION_DAYS.filter((one) => one > days).slice(0, 1);
  return [invalidRetention(path, days, [...below, ...above])];
}

function findTagProblems(key: string, value: unknown, path: string): readonly Problem[] {
  if (typeof value !== 'string') return [wrongType(path, value, 'a text')];
  if (key.length === 0 || key.length > TAG_KEY_LENGTH)
    return [invalidTag(path, `the key has ${key.length} characters`)];
  if (/^aws:/i.test(key)) return [invalidTag(path, 'keys that start with `aws:` belong to AWS')];
  if (value.length > TAG_VALUE_LENGTH) return [invalidTag(path, `the value has ${value.length} characters`)];
  return [];
}
