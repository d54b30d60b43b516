import type { Resource } from '../read/estate';
import { isAbsent, reasonOf, type Value } from '../read/value';
import { inKeyOrder } from './compare-keys';
import { collectDoubts, doubtAbout, scopeOf, type Doubt } from './doubts';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nodeOf } from './node-of';
import { defaultTableKey } from './parts';
import { readBoolean, readKeys, readWord } from './read-facts';
import type { TransitGatewayAttachment } from './transit-gateway-attachment';

/** What a transit gateway does for attachments that say nothing, or that an attachment does otherwise. */
export type DefaultAction = 'association' | 'propagation';

const ASKED = unknown('AWS is asked at apply');
const ENABLE = ['enable', 'disable'] as const;

export function readTransitGatewayAttachments(links: Links): ReadonlyMap<Key, TransitGatewayAttachment> {
  const associations = readAssociations(links);
  return inKeyOrder(
    links.ofNoun('transit-gateway-attachment').map((resource): [Key, TransitGatewayAttachment] => {
      const attribute = (name: string) => links.attribute(resource, name);
      const table = associations.of(resource.address) ?? defaultTableOf(links, resource, 'association');
      const asked = resource.mode === 'data' && isAbsent(attribute('subnet_ids')) ? ASKED : undefined;
      return [
        resource.address,
        {
          ...nodeOf(resource),
          transitGateway: transitGatewayOf(links, resource),
          vpc: links.keyOf(attribute('vpc_id'), 'vpc') ?? unknown('it names no VPC'),
          subnets: asked ? [asked] : readKeys(links, attribute('subnet_ids'), 'subnet'),
          applianceMode: asked ?? isEnabled(links, resource, 'appliance_mode_support', 'disable'),
          ...(table !== undefined && { routeTable: table }),
        },
      ];
    }),
  );
}

/** Whether an attachment propagates the IPv6 blocks of its VPC. */
export function hasIpv6Support(links: Links, attachment: Resource): Known<boolean> {
  const isAsked = attachment.mode === 'data' && isAbsent(links.attribute(attachment, 'ipv6_support'));
  return isAsked ? ASKED : isEnabled(links, attachment, 'ipv6_support', 'disable');
}

export function transitGatewayOf(links: Links, attachment: Resource): Known<Key> {
  return (
    links.keyOf(links.attribute(attachment, 'transit_gateway_id')) ?? unknown('it names no transit gateway')
  );
}

/**
 * The table that a transit gateway gives an attachment by itself, or lets it propagate into; undefined when it does not.
 *
 * @see Transit Gateway guide, "Transit gateway route tables": one table for both, from when the gateway is made; 2026-07
 */
export function defaultTableOf(
  links: Links,
  attachment: Resource,
  action: DefaultAction,
): Known<Key> | undefined {
  const key = transitGatewayOf(links, attachment);
  if (key.is === 'unknown') return key;
  const gateway = links.at(key.value);
  if (gateway === undefined) return unknown(`\`${key.value}\` is not in the input`);
  const isOn = bothOf(
    gateway.mode === 'data' ? ASKED : offers(links, gateway, action),
    takes(links, attachment, action),
  );
  if (isOn.is === 'unknown') return isOn;
  if (!isOn.value) return undefined;
  const odd = links.ofType(`aws_ec2_transit_gateway_default_route_table_${action}`)[0];
  if (odd !== undefined) return unknown(`\`${odd.address}\` may give \`${key.value}\` another default table`);
  const said = links.attribute(gateway, `${action}_default_route_table_id`);
  return said.kind === 'known' ? links.keyOf(said) : known(defaultTableKey(key.value));
}

/** Whether attachments propagate into the default table of a transit gateway unless they say otherwise. */
export function mayPropagate(links: Links, transitGateway: Key): boolean {
  const resource = links.at(transitGateway);
  return resource === undefined || valueOf(offers(links, resource, 'propagation')) !== false;
}

function offers(links: Links, gateway: Resource, action: DefaultAction): Known<boolean> {
  return isEnabled(links, gateway, `default_route_table_${action}`, 'enable');
}

/** What the owner of a shared transit gateway accepts decides over what the attachment asks for. */
function takes(links: Links, attachment: Resource, action: DefaultAction): Known<boolean> {
  const name = `transit_gateway_default_route_table_${action}`;
  const accepter = links
    .ofType('aws_ec2_transit_gateway_vpc_attachment_accepter')
    .find(
      (one) =>
        valueOf(links.keyOf(links.attribute(one, 'transit_gateway_attachment_id'))) === attachment.address,
    );
  const by = accepter ?? attachment;
  return by.mode === 'data' ? ASKED : readBoolean(links, links.attribute(by, name), true);
}

function bothOf(a: Known<boolean>, b: Known<boolean>): Known<boolean> {
  if (valueOf(a) === false || valueOf(b) === false) return known(false);
  return a.is === 'unknown' ? a : b;
}

function isEnabled(
  links: Links,
  resource: Resource,
  name: string,
  absent: (typeof ENABLE)[number],
): Known<boolean> {
  const word = readWord(links, links.attribute(resource, name), ENABLE, known(absent));
  return word.is === 'unknown' ? word : known(word.value === 'enable');
}

/** Which tables associations of their own give to attachments. */
function readAssociations(links: Links): { of(attachment: Key): Known<Key> | undefined } {
  const found = new Map<Key, Known<Key>>();
  const doubts: Doubt[] = listPolicyTables(links);
  for (const resource of links.ofType('aws_ec2_transit_gateway_route_table_association')) {
    const value = links.attribute(resource, 'transit_gateway_attachment_id');
    const attachment = valueOf(links.keyOf(value));
    const table = tableNamedBy(links, resource);
    if (attachment === undefined) {
      const reason = `\`${resource.address}\` is about an attachment that is not known: ${reasonOf(value) ?? 'it names none'}`;
      doubts.push({ scope: scopeOf(links, value, 'transit-gateway-attachment'), reason });
    } else {
      const isSecond = found.has(attachment);
      const several = unknown(`several associations give \`${attachment}\` a route table`);
      found.set(attachment, isSecond ? several : table);
    }
  }
  const about = collectDoubts(doubts);
  return {
    of: (attachment) => {
      const doubt = doubtAbout(about, attachment, undefined);
      return found.get(attachment) ?? (doubt === undefined ? undefined : unknown(doubt));
    },
  };
}

/** A policy table takes the place of a route table. */
function listPolicyTables(links: Links): Doubt[] {
  return links.ofType('aws_ec2_transit_gateway_policy_table_association').map((resource) => ({
    scope: scopeOf(
      links,
      links.attribute(resource, 'transit_gateway_attachment_id'),
      'transit-gateway-attachment',
    ),
    reason: `\`${resource.address}\` may give it a policy table`,
  }));
}

export function tableNamedBy(links: Links, resource: Resource): Known<Key> {
  const value: Value = links.attribute(resource, 'transit_gateway_route_table_id');
  return (
    links.keyOf(value, 'transit-gateway-route-table') ??
    unknown(`\`${resource.address}\` names no route table`)
  );
}
