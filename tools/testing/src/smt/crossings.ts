import type { World } from '../worlds/world';
import { defineAcls, isPortOf, permits, port, portSort } from './acl-rules';
import type { Places } from './places';
import type { Question } from './question';
import { edgesOf, type Step } from './edges';
import { isReplyIpv6, isUnderWay, replySteps } from './reply';
import { isMoving, REQUEST, requestSteps } from './request';
import { widthOf } from './tables';
import { and, define, equal, hasPrefix, lowBits, not, or, sortOf, type Term } from './term';

const HTTPS = 443;
// VPC guide, "Ephemeral ports": Linux, and NAT gateways.
const WORKLOAD_PORTS = [32768, 61000] as const;
const NAT_PORTS = [1024, 65535] as const;

/** Names of what network ACLs make of a flow of TCP to port 443. */
export const ACLS = {
  denySome: 'acls-deny-some',
  isOpen: 'acls-open', // nobody knows the address that one of them sees
} as const;

/**
 * Network ACLs are asked at the edges of subnets, and between an endpoint and its neighbours of the same subnet, about any
 * address of whoever sends and any of its ports.
 */
export function defineCrossings(places: Places, question: Question): string[] {
  const families = question.family === 4 ? ([4] as const) : ([4, 6] as const);
  const requests = steps(requestSteps(places, question.family), (step) => ({
    from: `place${step}`,
    to: `place${step + 1}`,
    happens: isMoving(places, `place${step}`),
    isIpv6: question.family === 4 ? 'false' : not(`translated${step}`),
    owner: `source${step}`,
  }));
  const isAnswered = and('at-igw', not(or(...places.keysOf('eni').map((key) => REQUEST.wasAt(key)))));
  const replies = steps(replySteps(places), (step) => ({
    from: `at${step}`,
    to: `to${step}`,
    happens: and(isAnswered, isUnderWay(places, `at${step}`), crosses(places, `at${step + 1}`, `to${step}`)),
    isIpv6: isReplyIpv6(places, question, `for${step}`),
    owner: `for${step}`,
  }));
  const straight: Step = {
    from: REQUEST.place,
    to: places.workload,
    happens: and('at-eigw', equal(REQUEST.sender, places.workload)),
    isIpv6: 'true',
    owner: places.workload,
  };
  const back = [...replies, ...(question.family === 6 ? [straight] : [])];
  const each = (of: (family: 4 | 6) => readonly Term[]) => or(...families.flatMap(of));
  return [
    ...families.flatMap((family) => [
      `(declare-const near${family} ${sortOf(widthOf(family))})`,
      ...defineAcls(places.world, family),
    ]),
    `(declare-const reply-port ${portSort})`,
    define(
      ACLS.denySome,
      'Bool',
      each((family) => [
        ...requests.map((step) => denies(places, question, family, step, false)),
        ...back.map((step) => denies(places, question, family, step, true)),
      ]),
    ),
    define(
      ACLS.isOpen,
      'Bool',
      each((family) => [
        ...requests.map((step) => sees(places, question, family, step, false)),
        ...back.map((step) => sees(places, question, family, step, true)),
      ]),
    ),
  ];
}

function steps(most: number, step: (index: number) => Step): Step[] {
  return Array.from({ length: most }, (_, index) => step(index));
}

/** A reply that goes on, or one that an endpoint does not take for its family. */
const crosses = (places: Places, next: Term, to: Term): Term =>
  or(equal(next, to), and(places.is(next, 'denied'), places.isOneOf(to, places.keysOf('endpoint'))));

const isOf = (family: 4 | 6, { isIpv6 }: Step): Term => (family === 6 ? isIpv6 : not(isIpv6));

/** Some packet of a step is denied where it leaves a subnet or enters one: at its far side one address is seen, at ours any. */
function denies(places: Places, question: Question, family: 4 | 6, step: Step, isReply: boolean): Term {
  const far = family === 4 && question.family === 6 ? lowBits(REQUEST.destination, 32) : REQUEST.destination;
  const near = `near${family}`;
  const isNear = eachOwner(places, step, (owner) => {
    const block = blockOf(places.world, question, owner, family);
    return block === undefined ? 'false' : hasPrefix(near, widthOf(family), block.first, block.bits);
  });
  const isAnswer = eachOwner(places, step, (owner) => {
    const [from, to] = places.world.nounOf(owner) === 'nat' ? NAT_PORTS : WORKLOAD_PORTS;
    return isPortOf('reply-port', from, to);
  });
  const to = isReply ? 'reply-port' : port(HTTPS);
  const denied = (direction: 'in' | 'out') => {
    const isOurs = (direction === 'in') !== isReply;
    return edgesOf(places, question, step, direction).map(([subnet, is]) =>
      and(
        is,
        isOurs ? isNear : 'true',
        not(permits({ subnet, direction, peer: isOurs ? near : far, port: to }, family)),
      ),
    );
  };
  return and(
    step.happens,
    isOf(family, step),
    isReply ? isAnswer : 'true',
    or(...denied('out'), ...denied('in')),
  );
}

/** What holds of the one whose address a packet has on our side. */
function eachOwner(places: Places, { owner }: Step, holds: (key: string) => Term): Term {
  return or(...ownersOf(places).map((key) => and(places.is(owner, key), holds(key))));
}

/** A step at whose edge the address on our side is asked for, and nobody knows it. */
function sees(places: Places, question: Question, family: 4 | 6, step: Step, isReply: boolean): Term {
  const strangers = ownersOf(places).filter(
    (owner) => blockOf(places.world, question, owner, family) === undefined,
  );
  const at = edgesOf(places, question, step, isReply ? 'out' : 'in').map(([, is]) => is);
  return and(step.happens, isOf(family, step), places.isOneOf(step.owner, strangers), or(...at));
}

const ownersOf = (places: Places) => ['workload', ...places.keysOf('nat')];

function blockOf(world: World, { subnet }: Question, owner: string, family: 4 | 6) {
  const place = owner === 'workload' ? subnet : world.subnetOf(owner);
  return place === undefined ? undefined : world.blockOf(place, family);
}
