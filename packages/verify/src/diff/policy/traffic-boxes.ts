import { AddressSet, formatCidrBlock } from '@inspected-egress/cidr';
import { append } from '../../graph/append';
import { valueOf } from '../../graph/known';
import type { SecurityGroupRule } from '../../graph/security-group';
import type { Traffic } from '../../graph/traffic';
import type { VpcGraph } from '../../graph/vpc-graph';
import { resolveBlock } from '../../walk/place-block';

/**
 * What rules that only allow let pass, told in one way: however the rules are cut, the same packets give the same lines.
 * @param addresses - that packets can be sent to at all; a VPC without IPv6 sends none of it, whatever a rule says
 */
export function allowedTraffic(
  graph: VpcGraph,
  rules: readonly SecurityGroupRule[],
  addresses: AddressSet,
): readonly string[] {
  const kinds = new Map<string, Allowance[]>();
  for (const { traffic, peer } of rules) {
    const known = valueOf(traffic);
    if (known === undefined) continue;
    const told = peerOf(graph, peer);
    const some = told.addresses.intersection(addresses);
    if (some.isEmpty && told.name === undefined) continue;
    append(kinds, kindOf(known), { ports: known.ports ?? EVERY_PORT, ...told, addresses: some });
  }
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([kind, list]) => {
      const wider = [...kinds].flatMap(([other, rules]) => (isWider(other, kind) ? rules : []));
      return linesOf(kind, list, wider);
    });
}

/** Whether all traffic of one kind is of the other: `TCP` is `everything`, `ICMP type 8` is `ICMP`. */
function isWider(kind: string, narrower: string): boolean {
  return kind !== narrower && (kind === EVERYTHING || narrower.startsWith(`${kind} `));
}

interface Allowance {
  readonly ports: { readonly from: number; readonly to: number };
  readonly addresses: AddressSet;
  /** A peer that is no block: a group, a list, a block that is numbered at apply. */
  readonly name?: string;
}

const EVERYTHING = 'everything';
const EVERY_PORT = { from: 0, to: 65535 };
const NAMES: Readonly<Record<number, string>> = { 1: 'ICMP', 6: 'TCP', 17: 'UDP', 58: 'ICMPv6' }; // IANA "Protocol Numbers"

function kindOf({ protocol, icmp }: Traffic): string {
  if (protocol === 'all') return EVERYTHING;
  const name = NAMES[protocol] ?? `protocol ${protocol}`;
  const words = [icmp?.type, icmp?.code].flatMap((number, index) =>
    number === undefined ? [] : [`${index === 0 ? 'type' : 'code'} ${number}`],
  );
  return [name, ...words].join(' ');
}

function peerOf(graph: VpcGraph, peer: SecurityGroupRule['peer']): Pick<Allowance, 'addresses' | 'name'> {
  const none = AddressSet.empty();
  if (peer.kind === 'security-group')
    return { addresses: none, name: `members of \`${peer.securityGroup}\`` };
  if (peer.kind === 'prefix-list') {
    const blocks = valueOf(peer.blocks);
    return blocks === undefined
      ? { addresses: none, name: `addresses of \`${peer.prefixList}\`` }
      : { addresses: AddressSet.of(blocks) };
  }
  const block = valueOf(resolveBlock(graph, peer));
  if (block !== undefined) return { addresses: AddressSet.of([block]) };
  if (peer.kind === 'subnet-block')
    return { addresses: none, name: `IPv${peer.family} of \`${peer.subnet}\`` };
  if (peer.kind === 'vpc-block') return { addresses: none, name: `IPv${peer.family} of \`${peer.vpc}\`` };
  return { addresses: none, name: 'something' };
}

/** Ports are cut where any rule begins or ends, and joined again where both sides allow the same; nothing is told twice. */
function linesOf(
  kind: string,
  allowances: readonly Allowance[],
  wider: readonly Allowance[],
): readonly string[] {
  const edges = [...new Set(allowances.flatMap(({ ports }) => [ports.from, ports.to + 1]))].sort(
    (a, b) => a - b,
  );
  const spans: { from: number; to: number; peers: string }[] = [];
  for (const [index, from] of edges.slice(0, -1).entries()) {
    const to = (edges[index + 1] ?? from + 1) - 1;
    const here = allowances.filter(({ ports }) => ports.from <= from && to <= ports.to);
    const last = spans.at(-1);
    const peers = peersText([...here, ...wider]);
    if (here.length === 0 || peers === peersText(wider)) continue;
    if (last !== undefined && last.peers === peers && last.to + 1 === from) last.to = to;
    else spans.push({ from, to, peers });
  }
  return spans.map(({ from, to, peers }) => `${kind}${portsText(kind, from, to)} to ${peers}`);
}

function peersText(allowances: readonly Allowance[]): string {
  const all = allowances.reduce((sum, { addresses }) => sum.union(addresses), AddressSet.empty());
  const names = allowances.flatMap(({ name }) => (name === undefined ? [] : [name]));
  return [...all.toCidrBlocks().map(formatCidrBlock), ...new Set(names)].sort().join(', ');
}

function portsText(kind: string, from: number, to: number): string {
  if (from === EVERY_PORT.from && to === EVERY_PORT.to)
    return kind === 'TCP' || kind === 'UDP' ? ' to every port' : '';
  return from === to ? ` to port ${from}` : ` to ports ${from}-${to}`;
}
