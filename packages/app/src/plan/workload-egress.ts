import type { NetworkService } from '@inspected-egress/network';
import { ANY_ICMP_CODE, ECHO_REQUEST } from '../limits';

const HTTPS = 443;

/** What the six steps of distributed egress are tried with: `curl https://…`, `curl http://…` and `ping`. */
export const DEFAULT_WORKLOAD_EGRESS: readonly NetworkService[] = [
  { protocol: 'tcp', fromPort: 443, toPort: 443 },
  { protocol: 'tcp', fromPort: 80, toPort: 80 },
  { protocol: 'icmp-echo' },
];

/** One egress rule of a security group, in the words of the EC2 API. */
export interface PlannedEgressRule {
  readonly description: string;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6';
  /** First port, or the ICMP type. */
  readonly fromPort: number;
  /** Last port, or the ICMP code. */
  readonly toPort: number;
  readonly cidrBlocks: readonly string[];
  readonly ipv6CidrBlocks: readonly string[];
}

/** What the plan of egress rules needs to know of the VPC. */
export interface WorkloadEgressInput {
  readonly egress: readonly NetworkService[];
  /** Whether workloads have IPv6 addresses. */
  readonly ipv6: boolean;
  /** IPv4 blocks of the VPC, where the interface endpoints of Session Manager are. */
  readonly vpcCidrBlocks: readonly string[];
}

/**
 * The egress rules of the workload's security group. Laws: nothing is permitted that is not declared, except TCP 443
 * inside the VPC, without which no operator could reach the instance; declared egress goes to any address, because
 * which destinations are allowed is the firewall's decision, not the security group's.
 */
export function planWorkloadEgress(input: WorkloadEgressInput): readonly PlannedEgressRule[] {
  const declared = input.egress.flatMap((service) => rulesFor(service, input.ipv6));
  const reachesEndpoints = input.egress.some(
    (service) => service.protocol === 'tcp' && service.fromPort <= HTTPS && HTTPS <= service.toPort,
  );
  return reachesEndpoints ? declared : [...declared, sessionManager(input.vpcCidrBlocks)];
}

function rulesFor(service: NetworkService, ipv6: boolean): readonly PlannedEgressRule[] {
  const anywhere4 = { cidrBlocks: ['0.0.0.0/0'], ipv6CidrBlocks: [] };
  const anywhere6 = { cidrBlocks: [], ipv6CidrBlocks: ['::/0'] };
  if (service.protocol !== 'icmp-echo') {
    const { protocol, fromPort, toPort } = service;
    const ports = fromPort === toPort ? String(fromPort) : `${fromPort}-${toPort}`;
    const both = { ...anywhere4, ipv6CidrBlocks: ipv6 ? anywhere6.ipv6CidrBlocks : [] };
    const description = `${protocol.toUpperCase()} ${ports} to the internet`;
    return [{ description, protocol, fromPort, toPort, ...both }];
  }
  const echo = { description: 'ping to the internet', toPort: ANY_ICMP_CODE };
  const echo4 = { ...echo, protocol: 'icmp', fromPort: ECHO_REQUEST.icmp, ...anywhere4 } as const;
  const echo6 = { ...echo, protocol: 'icmpv6', fromPort: ECHO_REQUEST.icmpv6, ...anywhere6 } as const;
  return ipv6 ? [echo4, echo6] : [echo4];
}

function sessionManager(vpcCidrBlocks: readonly string[]): PlannedEgressRule {
  const https = { protocol: 'tcp', fromPort: HTTPS, toPort: HTTPS } as const;
  return {
    description: 'Session Manager endpoints',
    ...https,
    cidrBlocks: vpcCidrBlocks,
    ipv6CidrBlocks: [],
  };
}
