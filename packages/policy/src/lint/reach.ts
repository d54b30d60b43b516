/**
 * What a rule matches, in a form in which one rule can be seen to hold another.
 * An answer of yes is certain; a no may only mean that it was not found out.
 */
import { AddressSet, parseCidrBlock, type CidrBlock } from '@inspected-egress/cidr';
import { WIRE_FORMS } from '../applications';
import type { Application, EgressPolicy, EgressRule } from '../model';
import { resolveDestinations, type PlainDestination } from '../resolve-destinations';

export interface Reach {
  readonly rule: EgressRule;
  readonly targets: readonly Target[];
  readonly hasSourcesOf: (other: Reach) => boolean;
  readonly hasTarget: (target: Target) => boolean;
  /** Whether it may hold a target without naming it or a parent of it. */
  readonly hasAddresses: boolean;
  readonly hasApplication: (application: Application) => boolean;
  readonly sources: SourceReach;
}

/** A destination with what it is looked up by. */
export interface Target {
  readonly key: string;
  /** The wildcards that mean a name among others: `*.b.example` and `*.example` of `a.b.example`. */
  readonly parentKeys: readonly string[];
  readonly block?: CidrBlock;
  readonly isService: boolean;
}

interface SourceReach {
  readonly isWholeVpc: boolean;
  /** `tier protected`, `group web` */
  readonly named: ReadonlySet<string>;
  readonly blocks: AddressSet;
}

export function reachOf(rule: EgressRule, policy: EgressPolicy): Reach {
  const destinations = resolveDestinations(rule.destinations, policy.sets);
  const targets = destinations.map(targetOf);
  const keys = new Set(targets.map(({ key }) => key));
  const isAnywhere = destinations.some((one) => 'anywhere' in one);
  const blocks = blockSet(destinations.flatMap((one) => ('cidrBlock' in one ? [one.cidrBlock] : [])));
  const sources = sourcesOf(rule, policy);
  return {
    rule,
    targets,
    sources,
    hasSourcesOf: (other) => holdsSources(sources, other.sources),
    hasTarget: ({ key, parentKeys, block, isService }) => {
      if (isAnywhere && !isService) return true;
      if (block !== undefined) return blocks.contains(block);
      return keys.has(key) || parentKeys.some((parent) => keys.has(parent));
    },
    hasAddresses: isAnywhere || !blocks.isEmpty,
    hasApplication: (wanted) => rule.applications.some((one) => holdsApplication(one, wanted)),
  };
}

/** Whether the first matches everything that the second does. */
export function holdsReach(outer: Reach, inner: Reach): boolean {
  return (
    outer.hasSourcesOf(inner) &&
    inner.rule.applications.every(outer.hasApplication) &&
    inner.targets.every(outer.hasTarget)
  );
}

function targetOf(destination: PlainDestination): Target {
  return {
    key: Object.entries(destination).flat().join(' '),
    parentKeys: 'name' in destination ? parentsOf(destination.name).map((name) => `name ${name}`) : [],
    isService: 'service' in destination,
    ...('cidrBlock' in destination ? { block: parseCidrBlock(destination.cidrBlock) } : {}),
  };
}

function parentsOf(name: string): string[] {
  const labels = name.split('.');
  return labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join('.')}`);
}

function sourcesOf(rule: EgressRule, policy: EgressPolicy): SourceReach {
  const sources = rule.sources ?? [{ vpc: 'all' }];
  const groups = sources.flatMap((one) => ('group' in one ? [one.group] : []));
  return {
    isWholeVpc: sources.some((one) => 'vpc' in one),
    named: new Set(
      sources.flatMap((one) =>
        'group' in one ? [`group ${one.group}`] : 'tier' in one ? [`tier ${one.tier}`] : [],
      ),
    ),
    blocks: blockSet([
      ...sources.flatMap((one) => ('cidrBlock' in one ? [one.cidrBlock] : [])),
      ...groups.flatMap((group) => policy.groups?.[group]?.cidrBlocks ?? []),
    ]),
  };
}

function holdsSources(outer: SourceReach, inner: SourceReach): boolean {
  if (outer.isWholeVpc) return true;
  if (inner.isWholeVpc) return false;
  const hasNamed = [...inner.named].every((name) => outer.named.has(name));
  return hasNamed && inner.blocks.difference(outer.blocks).isEmpty;
}

function holdsApplication(outer: Application, inner: Application): boolean {
  if (typeof outer === 'string') return outer === inner;
  const [protocol, range] = 'tcp' in outer ? (['tcp', outer.tcp] as const) : (['udp', outer.udp] as const);
  if (typeof inner === 'string') {
    const { protocols, port } = WIRE_FORMS[inner];
    return (
      port !== undefined &&
      protocols.every((one) => one === protocol) &&
      range.from <= port &&
      port <= range.to
    );
  }
  const wanted = 'tcp' in inner ? (['tcp', inner.tcp] as const) : (['udp', inner.udp] as const);
  return protocol === wanted[0] && range.from <= wanted[1].from && wanted[1].to <= range.to;
}

function blockSet(texts: readonly string[]): AddressSet {
  return AddressSet.of(texts.map((text) => parseCidrBlock(text)));
}
