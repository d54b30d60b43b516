import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import { matchAll, matchAny, matchIf, NO_MATCH, type Match } from './match';
import type { Packet } from './packet';
import { namesIn } from './rule/address-expression';
import { matchApplication } from './rule/application-match';
import type { NameTests } from './rule/name-buffer';
import { matchPorts, type PortExpression, type PortFact } from './rule/port-expression';
import { readOptions } from './rule/read-options';
import { resolveAddresses, type Addresses, type AddressNames } from './rule/resolve-addresses';
import { isTransport, type RuleProtocol } from './rule/rule-protocol';
import type { RuleAction, SuricataRule } from './rule/suricata-rule';

/** A rule of the stateful engine, ready to be asked about packets. */
export interface FirewallRule {
  readonly kind: 'rule';
  /** For people: the rule group and the line, in backticks. */
  readonly origin: string;
  readonly group: Key;
  readonly action: RuleAction;
  readonly said: SuricataRule;
  readonly source: Addresses;
  readonly destination: Addresses;
  readonly names: readonly NameTests[];
  /** Variables of addresses that it names, `$HOME_NET` for example. */
  readonly variables: readonly string[];
  /** What of it is not modelled, as it is written. */
  readonly unmodelled: readonly string[];
  /** Whether a pass is of one packet and not of the flow, while the connection is opened. */
  readonly actsOnPacket: boolean;
  readonly match: (packet: Packet) => Match;
}

/** What a rule group gives names to. */
export interface RuleNames extends AddressNames {
  readonly portsOf: (name: string) => PortExpression | string;
}

export interface RulePlace {
  readonly origin: string;
  readonly group: Key;
}

/** Ports that a client opens connections from: RFC 6056, and those of a NAT gateway. */
const CLIENT_PORTS: PortFact = { from: 1024, to: 65535 };
const EVERY_PORT: PortFact = { from: 0, to: 65535 };

export function prepareRule(
  graph: VpcGraph,
  said: SuricataRule,
  names: RuleNames,
  place: RulePlace,
): FirewallRule {
  const source = resolveAddresses(graph, said.source, names);
  const destination = resolveAddresses(graph, said.destination, names);
  const { conditions, names: claimed, isConditional, unmodelled } = readOptions(said.options);
  const oneWay = (packet: Packet, isReversed: boolean): Match => {
    const sender = packet.to === 'server' ? clientEnd(packet) : serverEnd(packet);
    const receiver = packet.to === 'server' ? serverEnd(packet) : clientEnd(packet);
    const [from, to] = isReversed ? [receiver, sender] : [sender, receiver];
    return matchAll([
      source.match(from.at),
      destination.match(to.at),
      matchEndPorts(said.sourcePorts, from.port, packet, names),
      matchEndPorts(said.destinationPorts, to.port, packet, names),
    ]);
  };
  // Without a condition it is of addresses alone, and judged on the first packet of each direction.
  const isOfFirst =
    !isConditional && isTransport(said.protocol) && !source.hasNegation && !destination.hasNegation;
  return {
    kind: 'rule',
    ...place,
    action: said.action,
    said,
    source,
    destination,
    names: claimed,
    variables: [said.source, said.destination].flatMap(namesIn),
    unmodelled,
    actsOnPacket: isConditional,
    match: (packet) => {
      if (isOfFirst && !packet.isFirst) return NO_MATCH;
      const protocol = matchProtocol(said.protocol, packet);
      if (protocol.is === 'no match') return protocol;
      const header = said.isBothWays
        ? matchAny([oneWay(packet, false), oneWay(packet, true)])
        : oneWay(packet, false);
      if (header.is === 'no match') return header;
      return matchAll([protocol, header, ...conditions.map((condition) => condition(packet))]);
    },
  };
}

function clientEnd({ flow }: Packet) {
  return { at: flow.source, port: CLIENT_PORTS };
}

function serverEnd({ flow }: Packet) {
  const { port } = flow;
  return { at: flow.destination, port: port === undefined ? EVERY_PORT : { from: port, to: port } };
}

/** ICMP has no ports, and a rule that names some is not about it. */
function matchEndPorts(
  expression: PortExpression,
  port: PortFact,
  { flow }: Packet,
  { portsOf }: RuleNames,
): Match {
  const hasPorts = flow.protocol === 'tcp' || flow.protocol === 'udp';
  return hasPorts ? matchPorts(expression, port, portsOf) : matchIf(expression.kind === 'any');
}

function matchProtocol(protocol: RuleProtocol, packet: Packet): Match {
  const { flow } = packet;
  switch (protocol) {
    case 'ip':
      return matchIf(true);
    case 'ipv4':
    case 'ip4':
      return matchIf(flow.source.family === 4);
    case 'ipv6':
    case 'ip6':
      return matchIf(flow.source.family === 6);
    case 'tcp':
    case 'tcp-pkt':
    case 'tcp-stream':
      return matchIf(flow.protocol === 'tcp');
    case 'udp':
      return matchIf(flow.protocol === 'udp');
    case 'icmp':
      return matchIf(flow.protocol === 'icmp' || flow.protocol === 'icmpv6');
    case 'icmpv4':
      return matchIf(flow.protocol === 'icmp');
    case 'icmpv6':
      return matchIf(flow.protocol === 'icmpv6');
    default:
      return matchApplication(protocol, packet);
  }
}
