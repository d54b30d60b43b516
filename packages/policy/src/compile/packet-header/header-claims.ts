import { AddressSet, parseCidrBlock, type AddressFamily } from '@inspected-egress/cidr';
import { carriesName, WIRE_FORMS } from '../../applications';
import type { Application, EgressPolicy, EgressRule } from '../../model';
import { resolveDestinations, type PlainDestination } from '../../resolve-destinations';
import {
  unite,
  type HeaderDestinations,
  type HeaderList,
  type HeaderSlice,
  type HeaderSpace,
} from './header-space';
import { matchSender, type Sender, type SenderMatch } from './sender';

/** What of a rule no packet header shows. */
export const UNSEEN = ['name', 'country', 'bytes', 'source', 'service', 'list'] as const;
export type Unseen = (typeof UNSEEN)[number];

/** Packets that a rule is about, for what their headers say. */
export interface HeaderClaim {
  readonly space: HeaderSpace;
  /** Why it may be about some of them only; empty when it is about all of them. */
  readonly unseen: readonly Unseen[];
  /** Whether they go to the endpoint of a service, so not to the internet. */
  readonly toEndpoint: boolean;
}

/** A prefix list or an endpoint, as the layer knows it: by addresses, or by the id of a list. */
export type Place = AddressSet | HeaderList;

/** What a layer knows beside the policy. */
export interface HeaderView {
  readonly sender: Sender;
  readonly placeOfList: (id: string) => Place;
  /** Undefined when nobody said where the endpoint of the service is. */
  readonly placeOfService: (service: string) => Place | undefined;
}

/** What the destinations of a rule are, one for each reason that a header may not show them. */
interface Target {
  readonly place: Place;
  readonly unseen: readonly Unseen[];
  readonly toEndpoint: boolean;
}

const EVERYWHERE = AddressSet.everything();

/** What a rule says of packets; nothing of those that are not of the sender. */
export function claimsOf(rule: EgressRule, policy: EgressPolicy, view: HeaderView): readonly HeaderClaim[] {
  const matches = new Map<AddressFamily, SenderMatch>(
    ([4, 6] as const).map((family) => [family, matchSender(rule, policy, view.sender, family)]),
  );
  const destinations = resolveDestinations(rule.destinations, policy.sets);
  const claims = rule.applications.flatMap((application) =>
    targetsOf(destinations, application, rule.action === 'pass', view).flatMap(
      ({ place, unseen, toEndpoint }) =>
        partsOf(place, matches).map(({ isSure, ...to }) => ({
          space: slicesOf(application, to),
          unseen: [
            ...unseen,
            ...(hidesBytes(application) ? ['bytes' as const] : []),
            ...(isSure ? [] : ['source' as const]),
          ],
          toEndpoint,
        })),
    ),
  );
  return joinAlike(claims);
}

function targetsOf(
  destinations: readonly PlainDestination[],
  application: Application,
  isPass: boolean,
  view: HeaderView,
): readonly Target[] {
  const has = (kind: 'anywhere' | 'country' | 'name') => destinations.some((one) => kind in one);
  const to = (place: Place, unseen: readonly Unseen[], toEndpoint = false): Target => ({
    place,
    unseen,
    toEndpoint,
  });
  const blocks = destinations.flatMap((one) => ('cidrBlock' in one ? [parseCidrBlock(one.cidrBlock)] : []));
  const lists = new Set(destinations.flatMap((one) => ('prefixList' in one ? [one.prefixList] : [])));
  const services = new Set(destinations.flatMap((one) => ('service' in one ? [one.service] : [])));
  return [
    to(AddressSet.of(blocks), []),
    ...(has('anywhere') ? [to(EVERYWHERE, [])] : []),
    ...(has('country') ? [to(EVERYWHERE, ['country'])] : []),
    ...(has('name') && carriesName(application) ? [to(EVERYWHERE, ['name'])] : []),
    ...[...lists].map((id) => to(view.placeOfList(id), [])),
    ...[...services].flatMap((service) => {
      const place = view.placeOfService(service);
      if (place !== undefined) return [to(place, [], true)];
      return isPass ? [] : [to(EVERYWHERE, ['service'], true)];
    }),
  ];
}

/** A place split by whether the rule is surely about packets of the sender to it. */
function partsOf(
  place: Place,
  matches: ReadonlyMap<AddressFamily, SenderMatch>,
): readonly (HeaderDestinations & { readonly isSure: boolean })[] {
  if (place instanceof AddressSet) {
    return [...matches].flatMap(([family, match]) => {
      const addresses = place.intersection(AddressSet.everything(family));
      return match === 'no' || addresses.isEmpty ? [] : [{ addresses, lists: [], isSure: match === 'yes' }];
    });
  }
  const answers = [...matches].flatMap(([one, match]) =>
    place.family === undefined || one === place.family ? [match] : [],
  );
  if (answers.every((match) => match === 'no')) return [];
  const isSure = answers.every((match) => match === 'yes');
  return [{ addresses: AddressSet.empty(), lists: [place], isSure }];
}

function slicesOf(application: Application, to: HeaderDestinations): HeaderSpace {
  const slice = (protocol: HeaderSlice['protocol'], first: number, last: number): HeaderSlice => ({
    protocol,
    from: first,
    to: last,
    ...to,
  });
  if (application === 'icmp-echo') return [slice('icmp-echo', 0, 0)];
  if (typeof application === 'object') {
    return 'tcp' in application
      ? [slice('tcp', application.tcp.from, application.tcp.to)]
      : [slice('udp', application.udp.from, application.udp.to)];
  }
  const { port = 0, protocols } = WIRE_FORMS[application];
  return (['tcp', 'udp'] as const)
    .filter((protocol) => protocols.includes(protocol))
    .map((protocol) => slice(protocol, port, port));
}

function hidesBytes(application: Application): boolean {
  return typeof application === 'string' && WIRE_FORMS[application].carries !== undefined;
}

function joinAlike(claims: readonly HeaderClaim[]): readonly HeaderClaim[] {
  const alike = new Map<string, HeaderClaim[]>();
  for (const claim of claims) {
    const key = `${claim.unseen.join(' ')} ${claim.toEndpoint}`;
    alike.set(key, [...(alike.get(key) ?? []), claim]);
  }
  return [...alike.values()].flatMap((group) =>
    group.slice(0, 1).map((first) => ({ ...first, space: unite(group.map(({ space }) => space)) })),
  );
}
