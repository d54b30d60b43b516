import { readBlock, type Block } from '../worlds/address';
import { RESERVED } from '../worlds/reserved';
import { World } from '../worlds/world';
import { defineCrossings } from './crossings';
import { defineGateway } from './gateway';
import { Places } from './places';
import { doubtsOf, SMT_PROMISES, type SmtPromise } from './promises';
import type { Question } from './question';
import { defineReply } from './reply';
import { defineRequest, REQUEST } from './request';
import { defineTables, widthOf } from './tables';
import { and, equal, hasPrefix, lowBits, not, or, type Term } from './term';

const NAT64 = readBlock('64:ff9b::/96');

/** Names that a network gives to what some packet may say of a promise. */
export const asks = (promise: SmtPromise) => ({
  broken: `${promise}-broken`,
  open: `${promise}-broken-or-open`,
});

/** A network in SMT-LIB: what is so of a packet of a question to the public internet, whichever it is. */
export function tellNetwork(rows: string, question: Question): string {
  const places = new Places(new World(rows));
  const families = question.family === 4 ? ([4] as const) : ([4, 6] as const);
  const told = SMT_PROMISES.flatMap((promise) => {
    const { broken, open } = doubtsOf(promise, places);
    const names = asks(promise);
    return [declare(names.broken, broken), declare(names.open, or(broken, open))];
  });
  return [
    ...families.flatMap((family) => defineTables(places, family)),
    ...defineRequest(places, question),
    ...defineGateway(places, question),
    ...defineReply(places, question),
    ...defineCrossings(places, question),
    `(assert ${isPublic(question.family)})`,
    ...told,
  ].join('\n');
}

const declare = (name: string, term: Term) => `(declare-const ${name} Bool)\n(assert ${equal(name, term)})`;

/** IANA special-purpose registries, and for NAT64 the IPv4 address inside. */
function isPublic(family: 4 | 6): Term {
  const { destination } = REQUEST;
  const isOf = (term: Term, { family: of, first, bits: length }: Block) =>
    hasPrefix(term, widthOf(of), first, length);
  const reserved = (of: 4 | 6) => RESERVED.filter((block) => block.family === of);
  const inIpv4 = (term: Term) => or(...reserved(4).map((block) => isOf(term, block)));
  if (family === 4) return not(inIpv4(destination));
  return and(
    not(or(...reserved(6).map((block) => isOf(destination, block)))),
    not(and(isOf(destination, NAT64), inIpv4(lowBits(destination, 32)))),
  );
}
