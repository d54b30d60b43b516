import { AddressSet, parseCidrBlock } from '@inspected-egress/cidr';
import { WIRE_FORMS } from '../../applications';
import { isExpired, type EvaluateOptions } from '../../evaluate';
import type { Application, EgressPolicy, EgressRule } from '../../model';
import { coversName, readName } from '../../names';
import { resolveDestinations, type PlainDestination } from '../../resolve-destinations';

/**
 * Rules on which the order of AWS's other rule order, every pass before every drop, would decide otherwise: those that
 * forbid and stand before a rule that passes some of the same.
 */
export function findOrderDependence(
  policy: EgressPolicy,
  { today }: EvaluateOptions,
): readonly { readonly rule: string; readonly remark: string }[] {
  const prepared = policy.rules
    .filter((rule) => !isExpired(rule, today))
    .map((rule) => prepare(rule, policy));
  return prepared.flatMap((rule, index) => {
    if (rule.action !== 'drop' && rule.action !== 'reject') return [];
    const later = prepared
      .slice(index + 1)
      .find((other) => other.action === 'pass' && mayShareFlows(rule, other));
    if (later === undefined) return [];
    return [
      {
        rule: rule.id,
        remark: `holds in strict order only: in action order \`${later.id}\` would pass before it`,
      },
    ];
  });
}

interface PreparedRule extends Pick<EgressRule, 'id' | 'action' | 'applications'> {
  readonly destinations: readonly PlainDestination[];
  readonly blocks: AddressSet;
}

function prepare(rule: EgressRule, policy: EgressPolicy): PreparedRule {
  const destinations = resolveDestinations(rule.destinations, policy.sets);
  const blocks = destinations.flatMap((one) => ('cidrBlock' in one ? [parseCidrBlock(one.cidrBlock)] : []));
  return { ...rule, destinations, blocks: AddressSet.of(blocks) };
}

function mayShareFlows(one: PreparedRule, other: PreparedRule): boolean {
  return (
    one.applications.some((mine) => other.applications.some((theirs) => mayShareBytes(mine, theirs))) &&
    mayShareDestinations(one, other)
  );
}

function mayShareBytes(one: Application, other: Application): boolean {
  return portsOf(one).some((mine) =>
    portsOf(other).some(
      (theirs) => mine.protocol === theirs.protocol && mine.from <= theirs.to && theirs.from <= mine.to,
    ),
  );
}

function portsOf(application: Application) {
  if (typeof application !== 'string') {
    return 'tcp' in application
      ? [{ protocol: 'tcp', ...application.tcp }]
      : [{ protocol: 'udp', ...application.udp }];
  }
  const { protocols, port = 0 } = WIRE_FORMS[application];
  return protocols.map((protocol) => ({ protocol, from: port, to: port }));
}

/** Names share flows with names alone only when they may be one name; of other kinds no such thing is known. */
function mayShareDestinations(one: PreparedRule, other: PreparedRule): boolean {
  const onlyNames = (rule: PreparedRule) => rule.destinations.every((each) => 'name' in each);
  const onlyBlocks = (rule: PreparedRule) => rule.destinations.every((each) => 'cidrBlock' in each);
  if (onlyBlocks(one) && onlyBlocks(other)) return !one.blocks.intersection(other.blocks).isEmpty;
  if (!onlyNames(one) || !onlyNames(other)) return true;
  const names = (rule: PreparedRule) =>
    rule.destinations.flatMap((each) => ('name' in each ? [readName(each.name)] : []));
  const theirs = names(other);
  return names(one).some((mine) => theirs.some((name) => coversName(mine, name) || coversName(name, mine)));
}
