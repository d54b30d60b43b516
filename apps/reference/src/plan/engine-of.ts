import type { Engine } from '@inspected-egress/inspection';
import type { EnvironmentConfig } from '../environment-config';
import { partitionOf } from './region';

/** The engine of an environment, with what the environment decides for it. */
export function engineOf({
  engine,
  protection,
  logRetentionDays,
  accountId,
  region,
}: EnvironmentConfig): Engine {
  if (engine.kind !== 'network-firewall') return engine;
  const newKeyIn = { accountId, region, partition: partitionOf(region) };
  return {
    ...engine,
    protection,
    logging: { to: 'cloudwatch', retentionInDays: logRetentionDays, encryption: { newKeyIn } },
  };
}
