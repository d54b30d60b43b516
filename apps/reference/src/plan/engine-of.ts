import type { Engine } from '@inspected-egress/inspection';
import { partitionOf } from '@inspected-egress/policy';
import type { EnvironmentConfig } from '../environment-config';
import { blocksOf } from './policy-context';

/** The engine of an environment, with what the environment decides for it. */
export function engineOf({
  engine,
  policy,
  policyDate,
  prefixLists = {},
  protection,
  logRetentionDays,
  accountId,
  region,
}: EnvironmentConfig): Engine {
  if (engine.kind !== 'network-firewall') return engine;
  const { kind, encryption, firewallPolicyArn } = engine;
  const newKeyIn = { accountId, region, partition: partitionOf(region) };
  return {
    kind,
    ...(encryption === undefined ? {} : { encryption }),
    ...(firewallPolicyArn === undefined
      ? { egressPolicy: policy, today: policyDate, prefixLists: blocksOf(prefixLists) }
      : { firewallPolicyArn }),
    protection,
    logging: { to: 'cloudwatch', retentionInDays: logRetentionDays, encryption: { newKeyIn } },
  };
}
