import type { Packet } from './acl-evaluator';

/**
 * Every edge that one exchange crosses, out and back, by hand from the hop matrix of the three topologies (VPC guide
 * "Network ACLs", "NAT gateways", "Middlebox routing wizard"). W: workload; N: NAT gateway; X: internet;
 * e: port of the workload; n: port of the NAT gateway; s: port of the service. ACLs never see the Elastic IP.
 */
export const AFTER_NAT = `
  protected egress   W:e X:s
  nat       ingress  W:e X:s
  nat       egress   N:n X:s
  firewall  ingress  N:n X:s
  firewall  egress   N:n X:s
  firewall  ingress  X:s N:n
  firewall  egress   X:s N:n
  nat       ingress  X:s N:n
  nat       egress   X:s W:e
  protected ingress  X:s W:e`;

export const BEFORE_NAT = `
  protected egress   W:e X:s
  firewall  ingress  W:e X:s
  firewall  egress   W:e X:s
  nat       ingress  W:e X:s
  nat       egress   N:n X:s
  nat       ingress  X:s N:n
  nat       egress   X:s W:e
  firewall  ingress  X:s W:e
  firewall  egress   X:s W:e
  protected ingress  X:s W:e`;

export const WITHOUT_NAT = `
  protected egress   W:e X:s
  firewall  ingress  W:e X:s
  firewall  egress   W:e X:s
  firewall  ingress  X:s W:e
  firewall  egress   X:s W:e
  protected ingress  X:s W:e`;

/**
 * The same where workloads are in spokes, and only the inspection VPC has rules. A transit gateway stands in the transit
 * subnet: what it hands in leaves the subnet, what goes to it enters (Transit Gateway guide, "Network ACLs for transit
 * gateways").
 */
export const FROM_SPOKES = `
  transit   egress   W:e X:s
  firewall  ingress  W:e X:s
  firewall  egress   W:e X:s
  nat       ingress  W:e X:s
  nat       egress   N:n X:s
  nat       ingress  X:s N:n
  nat       egress   X:s W:e
  firewall  ingress  X:s W:e
  firewall  egress   X:s W:e
  transit   ingress  X:s W:e`;

/** In a spoke, where a transit gateway takes what workloads send and hands their replies in. */
export const IN_SPOKE = `
  protected egress   W:e X:s
  transit   ingress  W:e X:s
  transit   egress   X:s W:e
  protected ingress  X:s W:e`;

/** X is in another spoke. */
export const BETWEEN_SPOKES = `
  transit   egress   W:e X:s
  firewall  ingress  W:e X:s
  firewall  egress   W:e X:s
  transit   ingress  W:e X:s
  transit   egress   X:s W:e
  firewall  ingress  X:s W:e
  firewall  egress   X:s W:e
  transit   ingress  X:s W:e`;

export interface Exchange {
  readonly W: string;
  readonly N?: string;
  readonly X: string;
  /** `tcp/443`, `udp/123`, `ping`. */
  readonly service: string;
  readonly e: number;
  readonly n: number;
}

export interface Leg {
  readonly acl: string;
  readonly direction: 'ingress' | 'egress';
  readonly packet: Packet;
  /** The row of the matrix, for a test that fails. */
  readonly row: string;
}

/** The legs of an exchange: the rows of a matrix with addresses and ports in place of letters. */
export function legs(matrix: string, exchange: Exchange): readonly Leg[] {
  const rows = matrix
    .trim()
    .split('\n')
    .map((row) => row.trim());
  return rows.map((row) => {
    const [tier = '', direction, from = '', to = ''] = row.split(/\s+/);
    const [source, destination] = [from, to].map((end) => String(exchange[end.charAt(0) as 'W' | 'N' | 'X']));
    return {
      acl: `acl-${tier}`,
      direction: direction as Leg['direction'],
      packet: { source: source ?? '', destination: destination ?? '', ...contents(exchange, to.charAt(2)) },
      row: `${exchange.service} ${exchange.X}: ${row}`,
    };
  });
}

function contents(
  { service, X, e, n }: Exchange,
  port: string,
): Pick<Packet, 'protocol' | 'destinationPort' | 'icmp'> {
  const isReply = port !== 's';
  if (service === 'ping') {
    return X.includes(':')
      ? { protocol: 'icmpv6', icmp: isReply ? '129/0' : '128/0' }
      : { protocol: 'icmp', icmp: isReply ? '0/0' : '8/0' };
  }
  const [protocol, number] = service.split('/');
  const ports: Record<string, number> = { s: Number(number), e, n };
  return { protocol: protocol as 'tcp' | 'udp', destinationPort: ports[port] ?? -1 };
}
