import { formatAddress } from '@inspected-egress/cidr';
import type { Resource } from '../read/estate';
import { fieldOf, itemsOf, reasonOf, textOf, type Value } from '../read/value';
import { append } from './append';
import { compareKeys } from './compare-keys';
import { collectDoubts, scopeOf, type Doubt, type Doubts } from './doubts';
import type { Instance } from './instance';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import type { NetworkInterface } from './network-interface';
import { nounOfType } from './noun';
import type { Target } from './target-group';

/** What can be a target. */
export interface Placed {
  readonly instances: ReadonlyMap<Key, Instance>;
  readonly networkInterfaces: ReadonlyMap<Key, NetworkInterface>;
}

export interface Targets {
  /** By target group. */
  readonly of: ReadonlyMap<Key, readonly Target[]>;
  readonly doubts: Doubts;
}

interface Registration {
  readonly group: Value;
  readonly target: Target;
}

/** What resources of their own register, and what Auto Scaling groups say of themselves. */
export function readTargets(links: Links, placed: Placed): Targets {
  const found = new Map<Key, Target[]>();
  const doubts: Doubt[] = [];
  for (const { group, target } of listRegistrations(links, placed)) {
    const key = valueOf(links.keyOf(group, 'target-group'));
    if (key !== undefined) append(found, key, target);
    else {
      const reason = `\`${target.origin}\` may register something in it: ${reasonOf(links.follow(group)) ?? 'it names no target group'}`;
      doubts.push({ scope: scopeOf(links, group, 'target-group'), reason });
    }
  }
  for (const targets of found.values()) targets.sort((a, b) => compareKeys(a.origin, b.origin));
  return { of: found, doubts: collectDoubts(doubts) };
}

function listRegistrations(links: Links, placed: Placed): readonly Registration[] {
  return [
    ...readAttachments(links, placed),
    ...['aws_autoscaling_attachment', 'aws_autoscaling_traffic_source_attachment'].flatMap((type) =>
      links.ofType(type).map((resource) => readGroupAttachment(links, placed, resource)),
    ),
    ...links.ofNoun('auto-scaling-group').flatMap((group) => readOwn(links, placed, group)),
  ];
}

function readAttachments(links: Links, placed: Placed): readonly Registration[] {
  const holders = new Map<string, Key[]>();
  for (const { key, privateIps } of placed.networkInterfaces.values())
    for (const address of privateIps) append(holders, formatAddress(address), key);
  return ['aws_lb_target_group_attachment', 'aws_alb_target_group_attachment']
    .flatMap((type) => links.ofType(type))
    .map((resource) => ({
      group: links.attribute(resource, 'target_group_arn'),
      target: toTarget(placed, readTargetId(links, holders, resource), resource),
    }));
}

/** An instance by its id; what has a private address by that. */
function readTargetId(links: Links, holders: ReadonlyMap<string, Key[]>, resource: Resource): Known<Key> {
  const end = links.follow(links.attribute(resource, 'target_id'));
  const owner = end.kind === 'reference' ? links.at(end.resource) : undefined;
  const noun = nounOfType(owner?.type ?? '');
  if (owner !== undefined && (noun === 'instance' || noun === 'network-interface'))
    return known(links.keyOfResource(owner));
  const [holder, ...others] = holders.get(textOf(end) ?? '') ?? [];
  if (holder !== undefined)
    return others.length === 0 ? known(holder) : unknown('several interfaces have the address of the target');
  const key = links.keyOf(end);
  return key?.is === 'known' && links.nounOf(key.value) !== undefined
    ? key
    : unknown(key?.is === 'unknown' ? key.reason : 'nothing in the input has the address of the target');
}

function readGroupAttachment(links: Links, placed: Placed, resource: Resource): Registration {
  const attribute = (name: string) => links.attribute(resource, name);
  const [source] = itemsOf(links.follow(attribute('traffic_source'))) ?? [];
  const group = links.keyOf(attribute('autoscaling_group_name')) ?? unknown('it names no group');
  return {
    group: source === undefined ? attribute('lb_target_group_arn') : fieldOf(source, 'identifier'),
    target: toTarget(placed, group, resource),
  };
}

function readOwn(links: Links, placed: Placed, group: Resource): readonly Registration[] {
  const target = toTarget(placed, known(group.address), group);
  const list = links.follow(links.attribute(group, 'target_group_arns'));
  const sources = itemsOf(links.follow(links.attribute(group, 'traffic_source'))) ?? [];
  const named = [...(itemsOf(list) ?? [list]), ...sources.map((source) => fieldOf(source, 'identifier'))];
  return named.filter(({ kind }) => kind !== 'absent').map((one) => ({ group: one, target }));
}

function toTarget(placed: Placed, what: Known<Key>, { address }: Resource): Target {
  const key = valueOf(what) ?? '';
  const face = placed.networkInterfaces.get(key);
  const subnets = placed.instances.get(key)?.subnets ?? (face === undefined ? undefined : [face.subnet]);
  return {
    what,
    subnets: subnets ?? [unknown(what.is === 'unknown' ? what.reason : `\`${key}\` is not in the input`)],
    origin: address,
  };
}
