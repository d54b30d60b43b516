import { EPHEMERAL_PORTS, NAT_GATEWAY_PORTS } from '../limits';
import { SUBNET_TIERS, type SubnetTier } from '../subnet-tier';
import { Neighbours, type Neighbour } from './acl-neighbours';
import { isIpv6, withoutCovered, type AclTraffic, type PlannedAclRule, type PortRange } from './acl-rules';
import type { NetworkAclPlanProps, NetworkService, PlannedNetworkAcl } from './network-acls';

const HTTPS: AclTraffic = { protocol: 'tcp', fromPort: 443, toPort: 443 };

// What a rule is for, by its number: 4000 for each purpose, 100 for each item of it, 2 for each neighbour.
const PURPOSES = [
  'requests',
  'translated requests',
  'replies',
  'replies to a NAT gateway',
  'interface endpoints',
  'local traffic',
  'path MTU discovery',
] as const;
type Purpose = (typeof PURPOSES)[number];

interface Rules {
  readonly ingress: readonly PlannedAclRule[];
  readonly egress: readonly PlannedAclRule[];
}

/** The rules that a plan needs, before anybody has looked whether they fit. */
export function draftNetworkAcls(props: NetworkAclPlanProps): readonly PlannedNetworkAcl[] {
  const inUse = SUBNET_TIERS.filter((tier) =>
    props.vpc.zones.some((zone) => zone.subnets[tier] !== undefined),
  );
  const draft = new AclDraft(props);
  return inUse.map((tier) => {
    const { ingress, egress } = draft.rulesOf(tier);
    return { tier, ingress: withoutCovered(ingress), egress: withoutCovered(egress) };
  });
}

class AclDraft {
  private readonly neighbours: Neighbours;
  private readonly workloadPorts: PortRange;

  constructor(private readonly props: NetworkAclPlanProps) {
    const { vpc, ipv6CidrBlock, blocks = 'subnet' } = props;
    this.neighbours = new Neighbours({
      vpc,
      blocks,
      ...(ipv6CidrBlock === undefined ? {} : { ipv6CidrBlock }),
    });
    this.workloadPorts = workloadPortsOf(props);
  }

  rulesOf(tier: SubnetTier): Rules {
    switch (tier) {
      case 'protected':
        return this.protectedRules();
      case 'nat':
        return this.natRules();
      case 'firewall':
        return this.firewallRules();
      case 'endpoint':
        return this.endpointRules();
      case 'isolated':
        return this.localRules('isolated');
    }
  }

  private protectedRules(): Rules {
    const internet = this.neighbours.internet('all');
    const local = this.localRules('protected');
    return {
      ingress: [...this.replies(internet, this.workloadPorts), ...mtu(internet), ...local.ingress],
      egress: [...this.requests(internet), ...mtu(internet), ...local.egress],
    };
  }

  // A NAT gateway has no IPv6 here, and its subnet sees each packet twice: as the workload's and as its own.
  private natRules(): Rules {
    const workloads = this.neighbours.natClients();
    if (workloads.length === 0) return { ingress: [], egress: [] };
    const internet = this.neighbours.internet('ipv4');
    return {
      ingress: [...this.requests(workloads), ...this.replies(internet, NAT_GATEWAY_PORTS), ...mtu(internet)],
      egress: [...this.requests(internet), ...this.replies(workloads, this.workloadPorts), ...mtu(internet)],
    };
  }

  private firewallRules(): Rules {
    const { neighbours, workloadPorts } = this;
    const nat = this.props.vpc.position === 'after-nat' ? neighbours.natGateways() : [];
    const ipv4 = neighbours.inspectedWorkloadsIpv4();
    const ipv6 = neighbours.ofTiers(['protected'], 'ipv6');
    const workloads = [...ipv4, ...ipv6];
    const outsideOf = (inside: readonly Neighbour[]) =>
      neighbours.internet('all').filter((one) => inside.some((other) => isIpv6(one) === isIpv6(other)));
    const outside = outsideOf([...nat, ...workloads]);
    return {
      ingress: [
        ...this.requests(nat, 'translated requests'),
        ...this.requests(workloads),
        ...this.replies(outsideOf(nat), NAT_GATEWAY_PORTS, 'replies to a NAT gateway'),
        ...this.replies(outsideOf(workloads), workloadPorts),
        ...mtu(outside),
      ],
      egress: [
        ...this.requests(outside),
        ...this.replies(nat, NAT_GATEWAY_PORTS, 'replies to a NAT gateway'),
        ...this.replies(workloads, workloadPorts),
        ...mtu(outside),
      ],
    };
  }

  private endpointRules(): Rules {
    const clients = this.endpointClients();
    const vpc = clients.length === 0 ? [] : this.neighbours.wholeVpcIpv4();
    return {
      ingress: [...rules('interface endpoints', 0, HTTPS, clients), ...mtu(vpc)],
      egress: [...rules('interface endpoints', 0, this.endpointReply(), clients), ...mtu(vpc)],
    };
  }

  private localRules(tier: 'protected' | 'isolated'): Rules {
    if ((this.props.local ?? 'all') === 'all') {
      const local = rules('local traffic', 0, { protocol: 'all' }, this.neighbours.local());
      return { ingress: local, egress: local };
    }
    const { interfaceEndpointClients = ['protected'] } = this.props;
    if (!interfaceEndpointClients.includes(tier)) return { ingress: [], egress: [] };
    const endpoints = this.neighbours.ofTiers(['endpoint'], 'ipv4');
    const vpc = endpoints.length === 0 ? [] : this.neighbours.wholeVpcIpv4();
    return {
      ingress: [...rules('interface endpoints', 0, this.endpointReply(), endpoints), ...mtu(vpc)],
      egress: [...rules('interface endpoints', 0, HTTPS, endpoints), ...mtu(vpc)],
    };
  }

  private endpointClients(): readonly Neighbour[] {
    return this.neighbours.ofTiers(this.props.interfaceEndpointClients ?? ['protected'], 'ipv4');
  }

  private endpointReply(): AclTraffic {
    return { protocol: 'tcp', ...this.workloadPorts };
  }

  private requests(
    neighbours: readonly Neighbour[],
    purpose: Purpose = 'requests',
  ): readonly PlannedAclRule[] {
    return this.props.services.flatMap((service, item) =>
      neighbours.flatMap((one) => rules(purpose, item, requestOf(service, isIpv6(one)), [one])),
    );
  }

  private replies(
    neighbours: readonly Neighbour[],
    ports: PortRange,
    purpose: Purpose = 'replies',
  ): readonly PlannedAclRule[] {
    const protocols = new Set(this.props.services.map(({ protocol }) => protocol));
    return (['tcp', 'udp', 'icmp-echo'] as const).flatMap((protocol, item) =>
      protocols.has(protocol)
        ? neighbours.flatMap((one) => rules(purpose, item, replyTo(protocol, ports, isIpv6(one)), [one]))
        : [],
    );
  }
}

/** The ports from which workloads open connections. */
function workloadPortsOf({ workloadPorts = 'linux' }: Pick<NetworkAclPlanProps, 'workloadPorts'>): PortRange {
  return typeof workloadPorts === 'string' ? EPHEMERAL_PORTS[workloadPorts] : workloadPorts;
}

function requestOf(service: NetworkService, ipv6: boolean): AclTraffic {
  if (service.protocol !== 'icmp-echo') return service;
  return ipv6 ? icmpv6(128, 0) : icmp(8, 0);
}

function replyTo(protocol: NetworkService['protocol'], ports: PortRange, ipv6: boolean): AclTraffic {
  if (protocol !== 'icmp-echo') return { protocol, ...ports };
  return ipv6 ? icmpv6(129, 0) : icmp(0, 0);
}

// "Fragmentation needed" and "packet too big" go either way; without them large packets vanish.
function mtu(neighbours: readonly Neighbour[]): readonly PlannedAclRule[] {
  return neighbours.flatMap((one) =>
    rules('path MTU discovery', 0, isIpv6(one) ? icmpv6(2, 0) : icmp(3, 4), [one]),
  );
}

function icmp(icmpType: number, icmpCode: number): AclTraffic {
  return { protocol: 'icmp', icmpType, icmpCode };
}

function icmpv6(icmpType: number, icmpCode: number): AclTraffic {
  return { protocol: 'icmpv6', icmpType, icmpCode };
}

function rules(
  purpose: Purpose,
  item: number,
  traffic: AclTraffic,
  neighbours: readonly Neighbour[],
): readonly PlannedAclRule[] {
  return neighbours.map(({ place, block }) => ({
    ruleNumber: PURPOSES.indexOf(purpose) * 4000 + item * 100 + place * 2 + (isIpv6({ block }) ? 2 : 1),
    block,
    traffic,
    permits: purpose,
  }));
}
