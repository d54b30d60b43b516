/**
 * Longest and shortest prefix length of an IPv4 block of a VPC or a subnet.
 * VPC guide, "VPC CIDR blocks" and "Subnet CIDR blocks", 2026-07.
 */
export const BLOCK_PREFIX = { shortest: 16, longest: 28 } as const;

/** IPv4 blocks of a VPC, primary included, before a quota increase. VPC guide, "Amazon VPC quotas", 2026-07. */
export const BLOCKS_PER_VPC = 5;

/** Prefix length of every IPv6 block of a subnet here. AWS assigns a /56 to the VPC. VPC guide, "VPC CIDR blocks", 2026-07. */
export const SUBNET_IPV6_PREFIX = 64;

/** No Region has more Availability Zones: `us-east-1` has them all. AWS "Global infrastructure", 2026-07. */
export const ZONES_PER_VPC = 6;

/** What DHCP options call the VPC Resolver. VPC guide, "DHCP option sets", 2026-07. */
export const RESOLVER = 'AmazonProvidedDNS';

/** Servers of each kind in one set of DHCP options. VPC guide, "DHCP option sets", 2026-07. */
export const SERVERS_PER_DHCP_OPTION = 4;

/**
 * Ranges that AWS refuses for a secondary block, by the range of a block that the VPC has; the first row that holds it
 * decides.
 * VPC guide, "IPv4 CIDR block association restrictions", 2026-07.
 */
export const REFUSED_BESIDE: readonly {
  readonly beside: string;
  readonly refused: readonly string[];
}[] = [
  { beside: '10.0.0.0/15', refused: ['10.0.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16'] },
  { beside: '10.0.0.0/8', refused: ['172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16'] },
  { beside: '172.16.0.0/12', refused: ['10.0.0.0/8', '192.168.0.0/16', '172.31.0.0/16', '198.19.0.0/16'] },
  { beside: '192.168.0.0/16', refused: ['10.0.0.0/8', '172.16.0.0/12', '198.19.0.0/16'] },
  { beside: '198.19.0.0/16', refused: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] },
  { beside: '0.0.0.0/0', refused: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '198.19.0.0/16'] },
];

/**
 * Ranges that no VPC and no subnet can have. `169.254.0.0/16`: VPC guide, "IPv4 CIDR block association restrictions",
 * 2026-07 (its part `169.254.168.0/22` is not routable either, "Subnet route tables"). The others are common knowledge:
 * addresses that no host may have, RFC 6890 and RFC 1112, 2026-11.
 */
export const UNUSABLE_RANGES: readonly { readonly range: string; readonly use: string }[] = [
  { range: '0.0.0.0/8', use: 'this network itself' },
  { range: '127.0.0.0/8', use: 'loopback' },
  { range: '169.254.0.0/16', use: 'link-local' },
  { range: '224.0.0.0/4', use: 'multicast' },
  { range: '240.0.0.0/4', use: 'reserved' },
];

/**
 * IPv6 addresses of services that every instance reaches past all routes: AWS takes no route to any of them. VPC guide, "Subnet
 * route tables", 2026-07.
 */
export const UNROUTABLE_IPV6_RANGE = 'fd00:ec2::/32';

/**
 * Rules of one direction and family in a network ACL: before and after a quota increase, and the deny (`*`) that counts
 * among them. VPC guide, "Amazon VPC quotas", 2026-07.
 */
export const NETWORK_ACL_RULES = { default: 20, most: 40, lastDeny: 1 } as const;

/** Ports that connections are opened from, by operating system, and by NAT gateways. VPC guide, "Ephemeral ports", 2026-07. */
export const EPHEMERAL_PORTS = {
  linux: { fromPort: 32768, toPort: 61000 },
  windows: { fromPort: 49152, toPort: 65535 },
} as const;
export const NAT_GATEWAY_PORTS = { fromPort: 1024, toPort: 65535 } as const;

/** Name of an S3 bucket; dots are left out, with which TLS to the bucket's own name fails. S3 guide "Bucket naming rules", 2026-11. */
export const BUCKET_NAME = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** Bytes of a bucket policy. S3 guide "Bucket policies", 2026-11. */
export const BUCKET_POLICY_BYTES = 20_480;

/** Days after which CloudWatch Logs can expire records. CloudWatch Logs API, `PutRetentionPolicy`, 2026-11. */
export const LOG_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Fields of a flow log record, by the version that brought them (2 to 5, then 8). VPC guide, "Flow log records", 2026-07. */
export const FLOW_LOG_FIELDS = [
  ...([
    'version',
    'account-id',
    'interface-id',
    'srcaddr',
    'dstaddr',
    'srcport',
    'dstport',
    'protocol',
  ] as const),
  ...(['packets', 'bytes', 'start', 'end', 'action', 'log-status'] as const),
  ...(['vpc-id', 'subnet-id', 'instance-id', 'tcp-flags', 'type', 'pkt-srcaddr', 'pkt-dstaddr'] as const),
  ...(['region', 'az-id', 'sublocation-type', 'sublocation-id'] as const),
  ...(['pkt-src-aws-service', 'pkt-dst-aws-service', 'flow-direction', 'traffic-path'] as const),
  ...(['reject-reason'] as const),
] as const;

/** What the value of a tag may be. Tagging guide, "Tag naming limits and requirements", 2026-07. */
export const TAG_VALUE = /^[\p{L}\p{N} _.:/=+@-]{1,256}$/u;

/** Rules of one direction and family in a security group, before a quota increase. VPC guide, "Amazon VPC quotas", 2026-07. */
export const SECURITY_GROUP_RULES = 60;

/** Exclusions of VPC Block Public Access in an account and Region. VPC guide, "Amazon VPC quotas", 2026-07. */
export const BLOCK_PUBLIC_ACCESS_EXCLUSIONS = 50;
