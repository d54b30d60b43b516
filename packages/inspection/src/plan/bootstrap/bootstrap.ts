import type { Approximation } from '@inspected-egress/policy';
import type { Problem } from '@inspected-egress/problem';
import { userDataTooLong } from '../../errors';
import { USER_DATA_BYTES } from '../../limits';
import { findChoiceProblems } from '../choice-problems';
import { findHealthCheckProblems, type FleetHealthCheck } from '../fleet/health-check';
import type { FleetSubnet } from '../fleet/appliance-fleet';
import { findFortigateProblems, planFortigate, type FortigateBootstrap } from './fortigate';
import { findSuricataProblems, planSuricata, type SuricataBootstrap } from './suricata';
import { compressedBytes } from './user-data';

/** An image of your own, and what it runs when it starts. */
export interface CustomBootstrap {
  readonly kind: 'custom';
  /** For example `ami-0123456789abcdef0`, or `resolve:ssm:<parameter>`. */
  readonly imageId: string;
  /**
   * What the instance gets as user data, as text. Holds no secret: who may describe the instance reads it.
   * @default - none
   * @throws PlanError INS320 when it is longer than AWS takes
   */
  readonly userData?: string;
  /**
   * Name of the device that the image starts from, which is encrypted.
   * @default '/dev/xvda' - as in Amazon Linux
   */
  readonly rootDevice?: string;
  readonly healthCheck: FleetHealthCheck;
  /**
   * Whether the instance itself completes the lifecycle action `ready`; until then no packet comes to it.
   * @default false - it is taken into use as soon as it answers
   */
  readonly signalsReadiness?: boolean;
}

/** What an appliance is, and what it does when it starts. */
export type ApplianceBootstrap = CustomBootstrap | FortigateBootstrap | SuricataBootstrap;

/** The same for any of them. */
export interface PlannedBootstrap {
  readonly imageId: string;
  readonly userData?: string;
  /** Whether it is sent compressed, which cloud-init takes and other readers do not. */
  readonly compresses: boolean;
  /** Name of the device that the image starts from. */
  readonly rootDevice: string;
  readonly healthCheck: FleetHealthCheck;
  readonly signalsReadiness: boolean;
  /** Objects of S3 that the instance reads when it starts. */
  readonly objectArns: readonly string[];
  /** Where it permits more or less than its egress policy. */
  readonly approximations: readonly Approximation[];
}

/** What a fleet knows and its appliances want to. */
export interface BootstrapContext {
  readonly groupName: string;
  readonly subnets: readonly FleetSubnet[];
}

/** Bootstraps are taken to be free of problems (`findBootstrapProblems`). */
export function planBootstrap(bootstrap: ApplianceBootstrap, context: BootstrapContext): PlannedBootstrap {
  switch (bootstrap.kind) {
    case 'suricata':
      return planSuricata(bootstrap, context);
    case 'fortigate':
      return planFortigate(bootstrap, context);
    case 'custom': {
      const {
        imageId,
        userData,
        healthCheck,
        signalsReadiness = false,
        rootDevice = '/dev/xvda',
      } = bootstrap;
      return {
        ...{ imageId, healthCheck, signalsReadiness, objectArns: [], approximations: [] },
        ...{ rootDevice, compresses: false },
        ...(userData === undefined ? {} : { userData }),
      };
    }
  }
}

export function findBootstrapProblems(
  bootstrap: ApplianceBootstrap,
  subnets: readonly FleetSubnet[],
): readonly Problem[] {
  const problems = [
    ...findChoiceProblems('kind', bootstrap.kind, ['custom', 'fortigate', 'suricata']),
    ...(bootstrap.kind === 'custom' ? findHealthCheckProblems('healthCheck', bootstrap.healthCheck) : []),
    ...(bootstrap.kind === 'suricata' ? findSuricataProblems(bootstrap) : []),
    ...(bootstrap.kind === 'fortigate' ? findFortigateProblems(bootstrap, subnets) : []),
  ];
  if (problems.length > 0) return problems;
  const { userData = '', compresses } = planBootstrap(bootstrap, { groupName: 'g'.repeat(28), subnets });
  const bytes = compresses ? compressedBytes(userData) : Buffer.byteLength(userData);
  return bytes > USER_DATA_BYTES ? [userDataTooLong(bytes)] : [];
}
