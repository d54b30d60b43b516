import type { Problem } from '@inspected-egress/problem';
import { fleetNumber, fleetSteps } from '../../errors';

/** When appliances are added and taken away. */
export type FleetScaling =
  | {
      readonly kind: 'target-tracking';
      /**
       * Mean use of processors that the fleet is kept at, in percent, 1 to 100.
       * @throws PlanError INS311
       */
      readonly cpuPercent: number;
    }
  | {
      readonly kind: 'steps';
      /**
       * Mean use of processors, in percent, above which an appliance is added and below which one is taken away.
       * @throws PlanError INS311, INS313 when they cross
       */
      readonly addAbovePercent: number;
      readonly removeBelowPercent: number;
    };

export const DEFAULT_SCALING: FleetScaling = { kind: 'target-tracking', cpuPercent: 60 };

export function findScalingProblems(path: string, scaling: FleetScaling): readonly Problem[] {
  const percents =
    scaling.kind === 'steps'
      ? ([
          ['addAbovePercent', scaling.addAbovePercent],
          ['removeBelowPercent', scaling.removeBelowPercent],
        ] as const)
      : ([['cpuPercent', scaling.cpuPercent]] as const);
  const crosses = scaling.kind === 'steps' && scaling.removeBelowPercent >= scaling.addAbovePercent;
  return [
    ...percents.flatMap(([field, value]) =>
      Number.isFinite(value) && value >= 1 && value <= 100
        ? []
        : [fleetNumber(`${path}.${field}`, value, 1, 100)],
    ),
    ...(crosses ? [fleetSteps(path)] : []),
  ];
}
