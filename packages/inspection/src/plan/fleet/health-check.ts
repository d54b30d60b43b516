import type { Problem } from '@inspected-egress/problem';
import { fleetNumber, fleetHealthPath } from '../../errors';
import { findChoiceProblems } from '../choice-problems';

/**
 * How the load balancer asks whether an appliance works. Every field is told to AWS: of a part of them the provider makes
 * HTTP on port 6081, where no appliance ever answers.
 */
export interface FleetHealthCheck {
  readonly protocol: 'TCP' | 'HTTP';
  /**
   * Where the appliance answers, 1 to 65535.
   * @throws PlanError INS311
   */
  readonly port: number;
  /**
   * Of HTTP.
   * @default '/'
   * @throws PlanError INS312 with TCP, or without a leading slash
   */
  readonly path?: string;
  /**
   * Seconds between two questions, 5 to 300.
   * @default 10
   * @throws PlanError INS311
   */
  readonly intervalSeconds?: number;
  /**
   * Seconds until no answer counts as a bad one, 2 to 120, and no longer than the interval.
   * @default 5
   * @throws PlanError INS311
   */
  readonly timeoutSeconds?: number;
  /**
   * Good answers that make an appliance healthy, 2 to 10.
   * @default 5
   * @throws PlanError INS311
   */
  readonly healthyThreshold?: number;
  /**
   * Bad answers that make it unhealthy, 2 to 10.
   * @default 2
   * @throws PlanError INS311
   */
  readonly unhealthyThreshold?: number;
}

export interface PlannedHealthCheck {
  readonly enabled: true;
  readonly protocol: 'TCP' | 'HTTP';
  readonly port: string;
  readonly path?: string;
  readonly matcher?: string;
  readonly interval: number;
  readonly timeout: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
}

const INTERVAL = 10;
const TIMEOUT = 5;

/** @see Elastic Load Balancing API, `CreateTargetGroup`: the values for GENEVE, 2026-11 */
export function planHealthCheck(check: FleetHealthCheck): PlannedHealthCheck {
  return {
    enabled: true,
    protocol: check.protocol,
    port: String(check.port),
    ...(check.protocol === 'HTTP' ? { path: check.path ?? '/', matcher: '200-399' } : {}),
    interval: check.intervalSeconds ?? INTERVAL,
    timeout: check.timeoutSeconds ?? TIMEOUT,
    healthyThreshold: check.healthyThreshold ?? 5,
    unhealthyThreshold: check.unhealthyThreshold ?? 2,
  };
}

export function findHealthCheckProblems(
  path: string,
  given: FleetHealthCheck | undefined,
): readonly Problem[] {
  // From a configuration file it may be absent, or part of one.
  const check: Partial<FleetHealthCheck> = given ?? {};
  const interval = check.intervalSeconds ?? INTERVAL;
  const bounds = [
    ['port', check.port, 1, 65_535],
    ['intervalSeconds', interval, 5, 300],
    ['timeoutSeconds', check.timeoutSeconds ?? TIMEOUT, 2, Math.min(120, interval)],
    ['healthyThreshold', check.healthyThreshold ?? 5, 2, 10],
    ['unhealthyThreshold', check.unhealthyThreshold ?? 2, 2, 10],
  ] as const;
  const isPath = check.path === undefined || (check.protocol === 'HTTP' && check.path.startsWith('/'));
  return [
    ...findChoiceProblems(`${path}.protocol`, check.protocol, ['TCP', 'HTTP']),
    ...bounds.flatMap(([field, value, least, most]) =>
      isWhole(value) && value >= least && value <= most
        ? []
        : [fleetNumber(`${path}.${field}`, value, least, most)],
    ),
    ...(isPath ? [] : [fleetHealthPath(`${path}.path`, check.path ?? '')]),
  ];
}

function isWhole(value: number | undefined): value is number {
  return Number.isInteger(value);
}
