import { readBlock } from '../worlds/address';
import { Places } from './places';
import type { Question } from './question';
import { tableName, widthOf } from './tables';
import { stackOf } from './stack';
import { and, cases, define, equal, hasPrefix, ite, lowBits, not, or, sortOf, type Term } from './term';

const NAT64 = readBlock('64:ff9b::/96'); // RFC 6052

/** Names of what is so at the end of a request. */
export const REQUEST = {
  destination: 'destination',
  place: 'request-place',
  isTranslated: 'request-translated',
  sender: 'request-sender',
  crossed: 'request-crossed',
  wasAt: (key: string) => `|request was at ${key}|`,
  /** Whose address a packet had that came to a NAT gateway or an appliance. */
  senderBefore: (key: string) => `|sender before ${key}|`,
} as const;

/** Where packets of a family go. */
export const destinationOf = (family: 4 | 6) => ({ name: REQUEST.destination, width: widthOf(family) });

/** How many steps a request takes at most. */
export const requestSteps = (places: Places, family: 4 | 6): number =>
  (places.movers.length + 1) * (family === 6 ? 2 : 1);

/**
 * A request from the workload on, step by step. A step is what a table says and what the place that it leads to makes of the
 * packet. As tables forget nothing and learn nothing, one that has taken more steps than there are places goes in a circle.
 */
export function defineRequest(places: Places, { subnet, family }: Question): string[] {
  const { movers } = places;
  const most = requestSteps(places, family);
  const stack = stackOf(places, family);
  const lines = [
    `(declare-const ${REQUEST.destination} ${sortOf(widthOf(family))})`,
    define('place0', Places.sort, places.workload),
    define('translated0', 'Bool', 'false'),
    define('sender0', Places.sort, places.workload),
    define('source0', Places.sort, places.workload),
    define('crossed0', stack.sort, stack.empty),
  ];
  for (let step = 0; step < most; step += 1) {
    const [here, translated, sender, crossed, next] = [
      `place${step}`,
      `translated${step}`,
      `sender${step}`,
      `crossed${step}`,
      step + 1,
    ];
    lines.push(
      define(`sent${step}`, Places.sort, sendOn(places, { subnet, family }, here, translated)),
      define(
        `place${next}`,
        Places.sort,
        ite(isMoving(places, here), receive(places, family, `sent${step}`, here, translated), here),
      ),
    );
    const came = (keys: readonly string[]) =>
      and(isMoving(places, here), places.isOneOf(`place${next}`, keys));
    const nats = places.keysOf('nat');
    lines.push(
      define(`translated${next}`, 'Bool', or(translated, came(nats))),
      define(
        `sender${next}`,
        Places.sort,
        ite(came([...nats, ...places.keysOf('eni')]), `place${next}`, sender),
      ),
      define(`source${next}`, Places.sort, ite(came(nats), `place${next}`, `source${step}`)),
      define(
        `crossed${next}`,
        stack.sort,
        ite(came(places.keysOf('endpoint')), stack.push(crossed, `place${next}`), crossed),
      ),
    );
  }
  const steps = Array.from({ length: most }, (_, step) => step);
  return [
    ...lines,
    define(REQUEST.place, Places.sort, `place${most}`),
    define(REQUEST.isTranslated, 'Bool', `translated${most}`),
    define(REQUEST.sender, Places.sort, `sender${most}`),
    define(REQUEST.crossed, stack.sort, `crossed${most}`),
    ...movers.flatMap((key) => [
      define(REQUEST.wasAt(key), 'Bool', or(...steps.map((step) => places.is(`place${step + 1}`, key)))),
      define(
        REQUEST.senderBefore(key),
        Places.sort,
        cases(
          steps.map((step) => [places.is(`place${step + 1}`, key), `sender${step}`] as const),
          places.end('nowhere'),
        ),
      ),
    ]),
  ];
}

export const isMoving = (places: Places, place: Term): Term =>
  or(equal(place, places.workload), places.isOneOf(place, places.movers));

/** Where the table of a place sends the packet. */
function sendOn(places: Places, { subnet, family }: Question, here: Term, translated: Term): Term {
  const { world } = places;
  const to = REQUEST.destination;
  const by = (table: string) =>
    family === 4
      ? `(${tableName(table, 4)} ${to})`
      : ite(translated, `(${tableName(table, 4)} ${lowBits(to, 32)})`, `(${tableName(table, 6)} ${to})`);
  return cases(
    places.movers.map((key) => [places.is(here, key), by(world.tableOf(key))] as const),
    by(world.tableOf(subnet)),
  );
}

/** What the place that a packet is sent to makes of it: an end where it goes no further. */
function receive(places: Places, family: 4 | 6, sent: Term, here: Term, translated: Term): Term {
  const { world } = places;
  const isIpv6 = family === 4 ? 'false' : not(translated);
  const isNat64 = family === 4 ? 'false' : hasPrefix(REQUEST.destination, 128, NAT64.first, 96);
  const refuses = [
    ...places
      .keysOf('endpoint')
      .flatMap((key): Term[] => [
        ...(world.has('endpoint', key, 'ipv4') ? [and(places.is(sent, key), isIpv6)] : []),
        ...(world.has('endpoint', key, 'ipv6') ? [and(places.is(sent, key), not(isIpv6))] : []),
      ]),
    ...places
      .keysOf('eni')
      .filter((key) => !world.has('eni', key, 'forwards'))
      .map((key) => places.is(sent, key)),
    and(places.isOneOf(sent, places.keysOf('nat')), isIpv6, not(isNat64)),
    and(places.isOneOf(sent, places.keysOf('eigw')), not(isIpv6)),
  ];
  const vanishes = [
    and(places.isOneOf(sent, places.keysOf('eigw')), places.isOneOf(here, places.keysOf('endpoint'))),
    places.isOneOf(
      sent,
      places.keysOf('igw').filter((key) => world.has('igw', key, 'detached')),
    ),
  ];
  return cases(
    [
      [or(...refuses), places.end('denied')],
      [or(...vanishes), places.end('gone')],
    ],
    sent,
  );
}
