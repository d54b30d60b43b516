import { fieldOf, itemsOf } from '../read/value';
import type { Resource } from '../read/estate';
import { inKeyOrder } from './compare-keys';
import type { EgressOnlyGateway } from './egress-only-gateway';
import type { InternetGateway } from './internet-gateway';
import type { Key } from './key';
import { unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nodeOf } from './node-of';
import type { OuterGateway } from './outer-gateway';
import { isAskedFor, type Associations } from './read-associations';
import { nounOfType, type Noun } from './noun';

const OUTER_KINDS = [
  'vpn-gateway',
  'transit-gateway',
  'peering',
  'core-network',
  'carrier-gateway',
  'local-gateway',
] as const satisfies readonly Noun[];

export function readInternetGateways(
  links: Links,
  associations: Associations,
): ReadonlyMap<Key, InternetGateway> {
  const vpcs = readVpcsOfGateways(links, 'internet-gateway');
  return inKeyOrder(
    links
      .ofNoun('internet-gateway')
      .map((resource) => [
        resource.address,
        { ...nodeOf(resource), ...edgeOf(associations, resource, vpcs.get(resource.address)) },
      ]),
  );
}

export function readEgressOnlyGateways(links: Links): ReadonlyMap<Key, EgressOnlyGateway> {
  return inKeyOrder(
    links.ofNoun('egress-only-gateway').map((resource) => {
      const vpc = links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') ?? unknown('it names no VPC');
      return [resource.address, { ...nodeOf(resource), vpc }];
    }),
  );
}

export function readOuterGateways(links: Links, associations: Associations): ReadonlyMap<Key, OuterGateway> {
  const vpcs = readVpcsOfGateways(links, 'vpn-gateway');
  return inKeyOrder(
    OUTER_KINDS.flatMap((kind) =>
      links.ofNoun(kind).map((resource): [Key, OuterGateway] => {
        const key = resource.address;
        const node = { ...nodeOf(resource), kind };
        if (kind === 'vpn-gateway')
          return [key, { ...node, ...edgeOf(associations, resource, vpcs.get(key)) }];
        const vpc =
          kind === 'carrier-gateway' ? links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') : undefined;
        return [key, { ...node, ...(vpc !== undefined && { vpc }) }];
      }),
    ),
  );
}

function edgeOf(associations: Associations, resource: Resource, vpc: Known<Key> | undefined) {
  // What another gateway is given may be given to this one.
  const isOpen = isAskedFor(resource) && associations.gateways.size > 0;
  const edgeRouteTable =
    associations.ofGateway(resource.address, vpc) ??
    (isOpen ? unknown('AWS is asked for the gateway at apply') : undefined);
  return {
    ...(vpc !== undefined && { vpc }),
    ...(edgeRouteTable !== undefined && { edgeRouteTable }),
  };
}

const ATTACHMENTS = {
  'internet-gateway': { type: 'aws_internet_gateway_attachment', attribute: 'internet_gateway_id' },
  'vpn-gateway': { type: 'aws_vpn_gateway_attachment', attribute: 'vpn_gateway_id' },
} as const;

/** The VPC that a gateway names itself, or that an attachment of its own resource gives it. */
function readVpcsOfGateways(links: Links, noun: keyof typeof ATTACHMENTS): ReadonlyMap<Key, Known<Key>> {
  const { type, attribute } = ATTACHMENTS[noun];
  const found = new Map<Key, Known<Key>>();
  let doubt: Known<never> | undefined;
  for (const resource of links.ofType(type)) {
    const gateway = valueOf(links.keyOf(links.attribute(resource, attribute)));
    const vpc =
      links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') ?? unknown('its attachment names no VPC');
    if (gateway !== undefined) found.set(gateway, vpc);
    else doubt ??= unknown(`\`${resource.address}\` attaches a gateway that is not known`);
  }
  for (const resource of links.ofNoun(noun)) {
    const key = resource.address;
    const own = links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') ?? readAttached(links, resource);
    const vpc = own ?? found.get(key) ?? doubt;
    if (vpc !== undefined) found.set(key, vpc);
  }
  return found;
}

/** A data source is asked by filter, and answers with a list. */
function readAttached(links: Links, resource: Resource): Known<Key> | undefined {
  const [first] = itemsOf(links.attribute(resource, 'attachments')) ?? [];
  const vpc = first && links.keyOf(fieldOf(first, 'vpc_id'), 'vpc');
  const isAsked = resource.mode === 'data' && nounOfType(resource.type) !== undefined;
  return vpc ?? (isAsked ? unknown('AWS is asked at apply') : undefined);
}
