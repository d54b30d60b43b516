/** The packets that a rule of a network ACL or a security group is about, apart from addresses. */
export interface Traffic {
  /** IANA number, as 6 for TCP; `all` has neither ports nor ICMP types. */
  readonly protocol: number | 'all';
  /** Of TCP and UDP, inclusive; absent when the rule says all. Of a network ACL and of outbound rules: destination ports. */
  readonly ports?: { readonly from: number; readonly to: number };
  /** Of ICMP and ICMPv6; an absent type or code means all of them. */
  readonly icmp?: { readonly type?: number; readonly code?: number };
}
