import { WIRE_FORMS } from '../../applications';
import { isExpired, type EvaluateOptions } from '../../evaluate';
import type { Application, EgressPolicy, EgressRule } from '../../model';
import { resolveDestinations, type PlainDestination } from '../../resolve-destinations';
import { NearestRules } from './nearest-rules';

/**
 * Rules on which the order of AWS's other rule order, every pass before every drop, would decide otherwise: those that
 * forbid and stand before a rule that passes some of the same.
 *
 * Law, proved by name in `test/compile/network-firewall-action-order.test.ts`:
 * - a rule is named exactly when a later pass may share flows with it, and with the first such pass.
 */
export function findOrderDependence(
  policy: EgressPolicy,
  { today }: EvaluateOptions,
): readonly { readonly rule: string; readonly remark: string }[] {
  const rules = policy.rules.filter((rule) => !isExpired(rule, today));
  // From the last rule on, so that what is known of later ones is the nearest.
  const later = new Map<string, LaterPasses>();
  const remarks = rules
    .map((rule, index) => ({ rule, index }))
    .reverse()
    .flatMap(({ rule, index }) => {
      const destinations = destinationsOf(rule, policy);
      if (destinations.length === 0) return [];
      if (rule.action === 'pass') {
        const key = JSON.stringify(rule.applications);
        const passes = later.get(key) ?? {
          ports: rule.applications.flatMap(portsOf),
          rules: new NearestRules(),
        };
        passes.rules.add(destinations, index);
        later.set(key, passes);
        return [];
      }
      if (rule.action === 'alert') return [];
      const ports = rule.applications.flatMap(portsOf);
      const nearest = [...later.values()]
        .filter((passes) => passes.ports.some((theirs) => ports.some((mine) => overlap(mine, theirs))))
        .reduce((least, passes) => Math.min(least, passes.rules.find(destinations)), Infinity);
      const pass = rules[nearest];
      if (pass === undefined) return [];
      const remark = `holds in strict order only: in action order \`${pass.id}\` would pass before it`;
      return [{ rule: rule.id, remark }];
    });
  return remarks.reverse();
}

/** Those with the same applications. */
interface LaterPasses {
  readonly ports: readonly Ports[];
  readonly rules: NearestRules;
}

interface Ports {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** A service has no signature: its endpoint is not behind the firewall. */
function destinationsOf({ destinations }: EgressRule, { sets }: EgressPolicy): readonly PlainDestination[] {
  return resolveDestinations(destinations, sets).filter((one) => !('service' in one));
}

const overlap = (one: Ports, other: Ports) =>
  one.protocol === other.protocol && one.from <= other.to && other.from <= one.to;

function portsOf(application: Application): readonly Ports[] {
  if (typeof application !== 'string') {
    return 'tcp' in application
      ? [{ protocol: 'tcp', ...application.tcp }]
      : [{ protocol: 'udp', ...application.udp }];
  }
  const { protocols, port = 0 } = WIRE_FORMS[application];
  return protocols.map((protocol) => ({ protocol, from: port, to: port }));
}
