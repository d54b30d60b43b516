import { Places } from './places';
import type { Question } from './question';
import { REQUEST } from './request';
import { stackOf } from './stack';
import { tableName, widthOf } from './tables';
import { and, bits, cases, define, equal, ite, not, or, type Term } from './term';

const HOST = 7n; // of the addresses of a subnet, which its routes all treat alike

/** Names of what is so of a reply. */
export const REPLY = {
  arrives: 'reply-arrives',
  isOpen: 'reply-open', // nobody can tell where it goes
  /** It passes the firewall endpoints of the request in reverse, and no other. */
  isSame: 'reply-same',
} as const;

/** How many steps a reply takes at most: between two translations it passes each endpoint once, or goes in a circle. */
export const replySteps = (places: Places): number =>
  (places.keysOf('nat').length + 1) * (places.keysOf('endpoint').length + 1) + 1;

/** Whether a reply is of IPv6 while it is for a receiver. */
export const isReplyIpv6 = (places: Places, { family }: Question, receiver: Term): Term =>
  family === 6 ? or(equal(receiver, places.workload), not(REQUEST.isTranslated)) : 'false';

/**
 * A reply from the internet gateway on, step by step. It is for whoever had put its address into the request; the gateway
 * undoes its own translation before it asks its table, and each NAT gateway the one of its own.
 */
export function defineReply(places: Places, question: Question): string[] {
  const nats = places.keysOf('nat');
  const stack = stackOf(places, question.family);
  const receivers = ['workload', ...nats];
  const most = replySteps(places);
  const isIpv6 = (receiver: Term) => isReplyIpv6(places, question, receiver);
  const lines = [
    define('at0', Places.sort, REQUEST.place),
    define('for0', Places.sort, REQUEST.sender),
    define('rest0', stack.sort, REQUEST.crossed),
    define('same0', 'Bool', 'true'),
  ];
  for (let step = 0; step < most; step += 1) {
    const [at, receiver, next] = [`at${step}`, `for${step}`, step + 1];
    const led = ite(places.isOneOf(`led${step}`, ['delivered', 'nowhere']), receiver, `led${step}`);
    lines.push(
      define(`led${step}`, Places.sort, leadOn(places, question, receivers, at, receiver, isIpv6(receiver))),
      define(`to${step}`, Places.sort, led),
      define(
        `at${next}`,
        Places.sort,
        ite(isUnderWay(places, at), receive(places, `to${step}`, at, receiver, isIpv6(receiver)), at),
      ),
    );
    const arrived = (keys: readonly string[]) =>
      and(isUnderWay(places, at), places.isOneOf(`at${next}`, keys));
    lines.push(
      define(
        `for${next}`,
        Places.sort,
        cases(
          nats.map((key) => [arrived([key]), REQUEST.senderBefore(key)] as const),
          receiver,
        ),
      ),
      define(
        `rest${next}`,
        stack.sort,
        ite(arrived(places.keysOf('endpoint')), stack.pop(`rest${step}`), `rest${step}`),
      ),
      define(
        `same${next}`,
        'Bool',
        and(
          `same${step}`,
          or(not(arrived(places.keysOf('endpoint'))), equal(stack.top(`rest${step}`), `at${next}`)),
        ),
      ),
    );
  }
  const isByAppliance = or(...places.keysOf('eni').map((key) => REQUEST.wasAt(key)));
  return [
    ...defineLeads(places, question, receivers),
    ...lines,
    define(REPLY.isOpen, 'Bool', or(isByAppliance, places.is(`at${most}`, 'either'))),
    define(REPLY.arrives, 'Bool', and(not(isByAppliance), equal(`at${most}`, places.workload))),
    define(REPLY.isSame, 'Bool', and(`same${most}`, stack.isEmpty(`rest${most}`))),
  ];
}

export const isUnderWay = (places: Places, at: Term): Term =>
  places.isOneOf(at, [...places.keysOf('igw'), ...places.movers]);

const leadName = (from: string, receiver: string, family: 4 | 6) => `|${from} to ${receiver} ${family}|`;

/** Where each table sends what is for each receiver: one question to the table, about an address of its subnet. */
function defineLeads(places: Places, { subnet, family }: Question, receivers: readonly string[]): string[] {
  const { world } = places;
  const stations = [...places.keysOf('igw'), ...places.movers];
  return stations.flatMap((from) =>
    receivers.flatMap((receiver) =>
      (family === 4 ? ([4] as const) : ([4, 6] as const)).map((of) => {
        const table = world.nounOf(from) === 'igw' ? world.field('igw', from, 'edge') : world.tableOf(from);
        const place = receiver === 'workload' ? subnet : world.subnetOf(receiver);
        const block = place === undefined ? undefined : world.blockOf(place, of);
        // Without a table the local route delivers; a regional NAT gateway is everywhere.
        const term =
          table === undefined || block === undefined
            ? places.end('delivered')
            : `(${tableName(table, of)} ${bits(block.first + HOST, widthOf(of))})`;
        return define(leadName(from, receiver, of), Places.sort, term);
      }),
    ),
  );
}

function leadOn(
  places: Places,
  { family }: Question,
  receivers: readonly string[],
  at: Term,
  receiver: Term,
  isIpv6: Term,
): Term {
  const stations = [...places.keysOf('igw'), ...places.movers];
  return cases(
    stations.map((from) => [
      places.is(at, from),
      cases(
        receivers.map((to) => [
          places.is(receiver, to),
          family === 4 ? leadName(from, to, 4) : ite(isIpv6, leadName(from, to, 6), leadName(from, to, 4)),
        ]),
        places.end('nowhere'),
      ),
    ]),
    places.end('nowhere'),
  );
}

/** What the place that a reply is sent to makes of it. */
function receive(places: Places, to: Term, at: Term, receiver: Term, isIpv6: Term): Term {
  const { world } = places;
  const isReceiver = equal(to, receiver);
  const isNat = places.isOneOf(to, places.keysOf('nat'));
  const isEndpoint = places.isOneOf(to, places.keysOf('endpoint'));
  // A gateway route table leads to no interface without a public IPv4 address.
  const isClosedInterface = and(
    places.isOneOf(at, places.keysOf('igw')),
    not(isIpv6),
    places.isOneOf(
      to,
      places.keysOf('eni').filter((key) => !world.has('eni', key, 'public')),
    ),
  );
  const refused = places
    .keysOf('endpoint')
    .flatMap((key): Term[] => [
      ...(world.has('endpoint', key, 'ipv4') ? [and(places.is(to, key), isIpv6)] : []),
      ...(world.has('endpoint', key, 'ipv6') ? [and(places.is(to, key), not(isIpv6))] : []),
    ]);
  return cases(
    [
      [places.is(to, 'gone'), places.end('gone')],
      // A NAT gateway takes what is for itself, or what comes from the VPC.
      [or(and(not(isReceiver), isNat), isClosedInterface, ...refused), places.end('denied')],
      [and(not(isReceiver), not(isEndpoint)), places.end('either')],
    ],
    to,
  );
}
