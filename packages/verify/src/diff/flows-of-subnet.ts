import { AddressSet } from '@inspected-egress/cidr';
import type { VpcGraph } from '../graph/vpc-graph';
import { listCrossings, type DeclaredFlow } from '../walk/acl-crossings';
import { listDenials } from '../walk/acl-verdict';
import type { Crossing } from '../walk/crossing';
import { toNat64 } from '../walk/internet';
import type { Trace } from '../walk/trace';
import { neutralText } from './neutral-text';
import type { Part } from './parts';
import type { Side } from './side';
import { placeOf } from './ways-of-subnet';

/** What network ACLs do with a declared flow and its replies on the way to destinations. */
export interface FlowOutcome {
  readonly flow: DeclaredFlow;
  readonly verdict: 'permitted' | 'denied' | 'undetermined';
  /** Of a denial, the edges where it is; of what is undetermined, why. One line each. */
  readonly because: readonly string[];
}

/** The destinations that a flow leaves the VPC for, by what network ACLs do with it: exact, as sets. */
export function flowParts(
  side: Side,
  traces: readonly Trace[],
  flow: DeclaredFlow,
): readonly Part<FlowOutcome>[] {
  return traces
    .filter(({ out }) => out.disposition === 'exits-internet')
    .flatMap((trace) =>
      splitByAcls(side.graph, trace, flow).map(({ destinations, denials, doubts }) => {
        const verdict = denials.length > 0 ? 'denied' : doubts.length > 0 ? 'undetermined' : 'permitted';
        const because = verdict === 'denied' ? denials : doubts;
        const reasons = verdict === 'undetermined' ? because.map((one) => neutralText(side, one)).join() : '';
        return {
          ...placeOf(side, { ...trace, destinations }),
          facts: [
            {
              text: `${verdict} ${reasons}`,
              isSure: verdict !== 'undetermined' && trace.except.length === 0,
            },
          ],
          said: { flow, verdict, because },
        };
      }),
    );
}

interface Split {
  readonly destinations: AddressSet;
  readonly denials: readonly string[];
  readonly doubts: readonly string[];
}

function splitByAcls(graph: VpcGraph, trace: Trace, flow: DeclaredFlow): readonly Split[] {
  let splits: readonly Split[] = [{ destinations: trace.destinations, denials: [], doubts: [] }];
  for (const crossing of listCrossings(graph, trace, flow)) {
    const { denied, rule, doubt } = readCrossing(graph, trace, crossing);
    splits = splits.flatMap((split) => {
      const parts = [
        {
          ...split,
          destinations: split.destinations.intersection(denied),
          denials: [...split.denials, rule],
        },
        {
          ...split,
          destinations: split.destinations.difference(denied),
          doubts: doubt === undefined ? split.doubts : [...split.doubts, doubt],
        },
      ];
      return parts.filter(({ destinations }) => !destinations.isEmpty);
    });
  }
  return splits;
}

/** The destinations of a trace for which an edge does not let all packets of a flow pass. */
function readCrossing(graph: VpcGraph, { family, destinations }: Trace, crossing: Crossing) {
  const { acl, denials, doubt } = listDenials(graph, crossing);
  const { subnet, direction, isReply, peer } = crossing;
  const edge = `${direction === 'ingress' ? 'entrance' : 'exit'} of \`${subnet}\``;
  const rule = `\`${acl ?? ''}\` denies ${isReply ? 'replies' : 'requests'} at the ${edge}`;
  // A rule about the workload or the NAT gateway is the same for every destination.
  const isRemote = peer.kind === 'addresses' && isAbout(peer.addresses, destinations, family);
  let denied = AddressSet.empty();
  for (const { addresses } of denials) {
    const some = isRemote && addresses !== undefined ? seenFrom(family, addresses) : destinations;
    denied = denied.union(some);
  }
  return { denied, rule, doubt };
}

/** Whether the peer of a crossing is the destination, as NAT64 may show it, and not the sender. */
function isAbout(peer: AddressSet, destinations: AddressSet, family: Trace['family']): boolean {
  return !seenFrom(family, peer).intersection(destinations).isEmpty;
}

function seenFrom(family: Trace['family'], addresses: AddressSet): AddressSet {
  const ipv4 = addresses.intersection(AddressSet.everything(4));
  return family === 4 || ipv4.isEmpty ? addresses : toNat64(ipv4);
}
