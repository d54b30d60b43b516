import type { AddressFamily } from '@inspected-egress/cidr';
import type { Key } from '../graph/key';
import type { ReachabilityCode } from '../walk/reachability-code';
import type { Hop } from '../walk/trace';

/** Public API: what a deployment can be held to. */
export type PromiseId =
  | 'every-exit-is-inspected'
  | 'replies-use-the-same-endpoint'
  | 'no-hop-leaves-its-zone'
  | 'endpoint-subnets-hold-only-endpoints'
  | 'no-route-loops-or-blackholes'
  | 'dns-is-filtered'
  | 'acls-permit-declared-flows'
  | 'firewall-policy-means-what-it-says';

/** Undetermined: the input does not tell, so nobody may rely on it. */
export type Verdict = 'proved' | 'violated' | 'undetermined';

/** One packet that shows it. An address that AWS chooses at apply, or that no input tells, is said in words. */
export interface Packet {
  readonly family: AddressFamily;
  readonly source: string;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  /** Of TCP and UDP, as the next. */
  readonly sourcePort?: number;
  readonly destinationPort?: number;
}

/** What is to be said of one subject under one promise. */
export interface Finding {
  readonly promise: PromiseId;
  readonly verdict: Verdict;
  /** Stable identifier of the kind of finding, for example `VFY401`. Public API. */
  readonly code: string;
  /** The subnet, VPC, route table, firewall endpoint or firewall policy that it is about. */
  readonly subject: Key;
  readonly constructPath?: string;
  /** One line; no capital first letter, no final period. */
  readonly because: string;
  /** What to do, same form; empty when proved, unless something lesser remains to be done: see {@link isRemark}. */
  readonly remedy: string;
  /** Of a violation that a packet shows. */
  readonly witness?: Packet;
  readonly out?: readonly Hop[];
  readonly back?: readonly Hop[];
  readonly reachability?: ReachabilityCode;
}

/** The worst of many: violated, then undetermined, then proved. */
export function worstOf(verdicts: Iterable<Verdict>): Verdict {
  const found = new Set(verdicts);
  if (found.has('violated')) return 'violated';
  return found.has('undetermined') ? 'undetermined' : 'proved';
}

/** Whether a finding breaks nothing, and has something to say all the same. */
export function isRemark({ verdict, remedy }: Pick<Finding, 'verdict' | 'remedy'>): boolean {
  return verdict === 'proved' && remedy !== '';
}
