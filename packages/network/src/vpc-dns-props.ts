/** What DHCP tells the workloads. */
export interface DhcpOptionsProps {
  /** @default - none: a set of options replaces the Region's own as a whole */
  readonly domainName?: string;
  /**
   * 1 to 4 addresses of name servers, or `AmazonProvidedDNS`.
   * @default - the VPC Resolver
   * @throws PlanError NET123 for more, NET127 for none, CIDR101 to CIDR114 for what is not an address
   */
  readonly domainNameServers?: readonly string[];
  /**
   * 1 to 4 addresses of time servers.
   * @default - none; the Time Sync Service answers at 169.254.169.123 without
   * @throws PlanError NET123 for more, NET127 for none, CIDR101 to CIDR114 for what is not an address
   */
  readonly ntpServers?: readonly string[];
}

/** Names inside the VPC. */
export interface VpcDnsProps {
  /** Whether the VPC Resolver answers. @default true */
  readonly support?: boolean;
  /**
   * Whether instances get names; private names of interface endpoints need it.
   * @default - what `support` is
   * @throws PlanError NET122 without `support`
   */
  readonly hostnames?: boolean;
  /** @default - the Region's own options */
  readonly dhcpOptions?: DhcpOptionsProps;
}
