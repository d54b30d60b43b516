import { WIRE_FORMS } from './applications';
import type { Flow } from './flow';
import type { PreparedRule, ReadFlow } from './match-rule';
import type { Application, EgressRule } from './model';

/** A policy may have hundreds of rules, and a flow is of few of them: look-ups in place of asking each. */
export interface RuleIndex {
  /** The rules, in order, that look at the protocol and port of a flow; the others surely do not match. */
  readonly byPort: (flow: Flow) => readonly PreparedRule[];
  /** Of these, without rules that want a name which the flow surely does not have. */
  readonly byPortAndName: (read: ReadFlow) => readonly PreparedRule[];
}

interface Ports {
  readonly protocol: Flow['protocol'];
  readonly from: number;
  readonly to: number;
}

const ALL_PORTS = { from: 0, to: 65_535 } as const; // of ICMP too, which has none

export function indexRules(rules: readonly PreparedRule[]): RuleIndex {
  const byProtocol: Readonly<Record<Flow['protocol'], ProtocolIndex>> = {
    tcp: indexProtocol('tcp', rules),
    udp: indexProtocol('udp', rules),
    icmp: indexProtocol('icmp', rules),
    icmpv6: indexProtocol('icmpv6', rules),
  };
  const findSlot = ({ protocol, port }: Flow): Slot => {
    const { all, starts, slots } = byProtocol[protocol];
    return port === undefined ? all : (slots[findStart(starts, port)] ?? all);
  };
  return {
    byPort: (flow) => findSlot(flow).rules,
    byPortAndName: ({ flow, named: { sni, host, queryName } }) => {
      const { rules: looking, byAddress, byNameAlone } = findSlot(flow);
      if (sni === undefined || host === undefined || queryName === undefined) return looking;
      if (byNameAlone.size === 0 || sni.size + host.size + queryName.size === 0) return byAddress;
      const named = [...new Set([...sni, ...host, ...queryName])].flatMap(
        (rule) => byNameAlone.get(rule) ?? [],
      );
      if (named.length === 0) return byAddress;
      return merge(byAddress, named);
    },
  };
}

/** @param many - in order */
function merge(many: readonly PreparedRule[], few: readonly PreparedRule[]): readonly PreparedRule[] {
  const rest = [...few].sort((one, other) => one.place - other.place);
  const merged: PreparedRule[] = [];
  let next = rest.shift();
  for (const one of many) {
    while (next !== undefined && next.place < one.place) {
      merged.push(next);
      next = rest.shift();
    }
    merged.push(one);
  }
  return next === undefined ? merged : [...merged, next, ...rest];
}

interface Slot {
  readonly rules: readonly PreparedRule[];
  readonly byAddress: readonly PreparedRule[];
  readonly byNameAlone: ReadonlyMap<EgressRule, PreparedRule>;
}

function slotOf(rules: readonly PreparedRule[]): Slot {
  return {
    rules,
    byAddress: rules.filter(({ isByNameAlone }) => !isByNameAlone),
    byNameAlone: new Map(rules.filter(({ isByNameAlone }) => isByNameAlone).map((one) => [one.rule, one])),
  };
}

interface ProtocolIndex {
  readonly all: Slot;
  /** First port of each slot, ascending; between two of them the same rules look at every port. */
  readonly starts: readonly number[];
  readonly slots: readonly Slot[];
}

function indexProtocol(protocol: Flow['protocol'], rules: readonly PreparedRule[]): ProtocolIndex {
  const looking = rules
    .map((prepared) => ({
      prepared,
      ports: prepared.rule.applications.flatMap(portsOf).filter((one) => one.protocol === protocol),
    }))
    .filter(({ ports }) => ports.length > 0);
  const cuts = looking.flatMap(({ ports }) => ports.flatMap(({ from, to }) => [from, to + 1]));
  const starts = [...new Set([ALL_PORTS.from, ...cuts])].sort((one, other) => one - other);
  return {
    all: slotOf(looking.map(({ prepared }) => prepared)),
    starts,
    slots: starts.map((start) =>
      slotOf(
        looking
          .filter(({ ports }) => ports.some(({ from, to }) => from <= start && start <= to))
          .map(({ prepared }) => prepared),
      ),
    ),
  };
}

function portsOf(application: Application): readonly Ports[] {
  if (typeof application !== 'string') {
    return 'tcp' in application
      ? [{ protocol: 'tcp', ...application.tcp }]
      : [{ protocol: 'udp', ...application.udp }];
  }
  const { protocols, port } = WIRE_FORMS[application];
  return protocols.map((protocol) => ({
    protocol,
    ...(port === undefined ? ALL_PORTS : { from: port, to: port }),
  }));
}

/** The last start that is not above the port. */
function findStart(starts: readonly number[], port: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= port) low = middle;
    else high = middle;
  }
  return low;
}
