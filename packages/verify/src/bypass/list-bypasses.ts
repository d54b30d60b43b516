import { compareKeys } from '../graph/compare-keys';
import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Evidence } from '../promise/evidence';
import type { Finding } from '../promise/finding';
import { BYPASS_KINDS, type Bypass } from './bypass';
import { bypassesOfTable, inspectedTargets, unknownWay, type FoundBypass } from './route-bypasses';
import { bypassesOfVpc, LINK_LOCAL } from './vpc-bypasses';

/**
 * Every way by which judged subnets reach something that no firewall endpoint sees, and that is no violation by itself:
 * what a reviewer of an inspected network has to know beside what is proved.
 *
 * @param findings - of the promises, for what limits the resolver
 */
export function listBypasses(
  { graph, traces, acceptedBypasses }: Evidence,
  findings: readonly Finding[],
): readonly Bypass[] {
  const accepted = new Map(acceptedBypasses.map(({ target, reason }) => [target, reason]));
  const inspected = inspectedTargets(traces);
  const ofTable = remember((table) => bypassesOfTable(graph, inspected, table));
  const resolvers = new Map(
    findings.filter(({ promise }) => promise === 'dns-is-filtered').map((one) => [one.subject, one]),
  );
  const ofVpc = remember((vpc) => bypassesOfVpc(graph, resolvers, vpc));
  const bypasses = new Map<string, FoundBypass & { readonly subnets: Key[] }>();
  for (const subnet of traces.keys()) {
    const found = new Map(
      [...ofSubnet(graph, subnet, ofTable, ofVpc), ...LINK_LOCAL].map((one) => [
        `${one.kind} ${one.target}`,
        one,
      ]),
    );
    for (const [name, one] of found) {
      const known = bypasses.get(name) ?? { ...one, subnets: [] };
      known.subnets.push(subnet);
      bypasses.set(name, known);
    }
  }
  return [...bypasses.values()]
    .map((one) => {
      const reason = accepted.get(one.target);
      return { ...one, ...(reason === undefined ? {} : { accepted: reason }) };
    })
    .sort(
      (a, b) =>
        BYPASS_KINDS.indexOf(a.kind) - BYPASS_KINDS.indexOf(b.kind) || compareKeys(a.target, b.target),
    );
}

function ofSubnet(
  graph: VpcGraph,
  key: Key,
  ofTable: (table: Key) => readonly FoundBypass[],
  ofVpc: (vpc: Key) => readonly FoundBypass[],
): readonly FoundBypass[] {
  const subnet = graph.subnets.get(key);
  if (subnet === undefined) return [];
  const { routeTable, vpc } = subnet;
  return [
    ...(vpc.is === 'known' ? ofVpc(vpc.value) : [unknownWay(key, `its VPC is not known: ${vpc.reason}`)]),
    ...(routeTable.is === 'known'
      ? ofTable(routeTable.value)
      : [unknownWay(key, `its route table is not known: ${routeTable.reason}`)]),
  ];
}

function remember<T>(make: (key: Key) => T): (key: Key) => T {
  const made = new Map<Key, T>();
  return (key) => {
    const value = made.get(key) ?? make(key);
    made.set(key, value);
    return value;
  };
}
