import type { AddressSet } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { NetworkAclRule } from '../graph/network-acl';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Crossing } from './crossing';
import { addressesOf, coverage, portsOf } from './rule-match';
import { splitBox, type UndecidedBox } from './undecided-box';

export type AclVerdict =
  | { readonly is: 'permitted' }
  | {
      readonly is: 'denied';
      readonly acl: Key;
      readonly rule?: NetworkAclRule;
      readonly port: number;
      readonly addresses?: AddressSet;
    }
  | { readonly is: 'undetermined'; readonly reason: string };

/** Packets that no rule permits: of these addresses, or of a whole subnet without numbers, to these ports. */
export interface AclDenial extends UndecidedBox {
  /** Absent where it is for want of a rule. */
  readonly rule?: NetworkAclRule;
}

/** All that a network ACL denies of some packets, up to the first rule that is not known. */
export interface AclDenials {
  /** Absent when it is not known. */
  readonly acl?: Key;
  readonly denials: readonly AclDenial[];
  /** Why there may be others, or fewer packets to deny. */
  readonly doubt?: string;
}

/** Whether a network ACL lets all of these packets pass. Denied names some that it does not. */
export function judgeCrossing(graph: VpcGraph, crossing: Crossing): AclVerdict {
  const { acl, denials, doubt } = listDenials(graph, crossing);
  const [first] = denials;
  if (first === undefined || acl === undefined)
    return doubt === undefined ? { is: 'permitted' } : { is: 'undetermined', reason: doubt };
  const { addresses, ports, rule } = first;
  return {
    is: 'denied',
    acl,
    port: ports.from,
    ...(rule === undefined ? {} : { rule }),
    ...(addresses === undefined ? {} : { addresses }),
  };
}

/**
 * What a network ACL does not let pass of these packets.
 *
 * @see VPC guide, "Network ACL rules", 2026-07: ascending numbers, the first match decides, the rest is denied
 */
export function listDenials(graph: VpcGraph, crossing: Crossing): AclDenials {
  const { subnet, direction, ports } = crossing;
  const key = graph.subnets.get(subnet)?.networkAcl;
  if (key?.is !== 'known') {
    const doubt = `the network ACL of \`${subnet}\` is not known: ${key?.reason ?? 'it is not in the input'}`;
    return { denials: [], doubt };
  }
  const acl = graph.networkAcls.get(key.value);
  const addresses = addressesOf(graph, crossing.peer);
  const denials: AclDenial[] = [];
  const doubtful = (doubt: string): AclDenials => ({ acl: key.value, denials, doubt });
  if (acl === undefined) return doubtful(`the rules of \`${key.value}\` are not in the input`);
  if (acl.doubt !== undefined) return doubtful(acl.doubt);
  if (addresses?.isEmpty === true) return doubtful('the address that the packets have here is not known');
  let rest: readonly UndecidedBox[] = [{ addresses, ports }];
  for (const rule of acl[direction]) {
    const { traffic, action, number } = rule;
    const fact = [traffic, action, number].find((one) => one.is === 'unknown');
    if (fact?.is === 'unknown') return doubtful(`\`${rule.origin}\` is not known: ${fact.reason}`);
    const span = portsOf(valueOf(traffic), crossing);
    if (span === undefined) continue;
    const covered = coverage(graph, crossing.peer, rule.block);
    if (covered === 'unknown')
      return doubtful(`whether \`${rule.origin}\` is about these addresses is not known`);
    const split = rest.map((box) => splitBox(box, span, covered));
    if (valueOf(action) === 'deny')
      denials.push(...split.flatMap(({ taken }) => taken.map((box) => ({ ...box, rule }))));
    rest = split.flatMap(({ left }) => left);
  }
  return { acl: acl.key, denials: [...denials, ...rest] };
}
