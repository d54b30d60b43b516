import { EPHEMERAL_PORTS, NAT_GATEWAY_PORTS } from '../limits';
import { SUBNET_TIERS, type SubnetTier } from '../subnet-tier';
import { draftLocalRules, endpointReply, HTTPS, neighboursIn } from './acl-local-rules';
import type { Neighbour, Neighbours } from './acl-neighbours';
import type { StatedEgress } from './acl-policy';
import { afterLocalRules } from './acl-policy-rules';
import { icmp, icmpv6, mtu, rules, type Purpose } from './acl-purpose';
import {
  isIpv6,
  withoutCovered,
  type AclRules,
  type AclTraffic,
  type PlannedAclRule,
  type PortRange,
} from './acl-rules';
import type { NetworkAclPlanProps, NetworkService, PlannedNetworkAcl } from './network-acls';
import { findWorkloadPorts } from './workload-ports';

/** The rules that a plan needs, before anybody has looked whether they fit. */
export function draftNetworkAcls(
  props: NetworkAclPlanProps,
  egress: StatedEgress,
): readonly PlannedNetworkAcl[] {
  const inUse = SUBNET_TIERS.filter((tier) =>
    props.vpc.zones.some((zone) => zone.subnets[tier] !== undefined),
  );
  const draft = new AclDraft(props, egress);
  return inUse.map((tier) => ({ tier, ...draft.rulesOf(tier) }));
}

class AclDraft {
  private readonly neighbours: Neighbours;
  private readonly workloadPorts: PortRange;

  constructor(
    private readonly props: NetworkAclPlanProps,
    private readonly egress: StatedEgress,
  ) {
    this.neighbours = neighboursIn(props);
    this.workloadPorts = findWorkloadPorts(props) ?? EPHEMERAL_PORTS.linux;
  }

  rulesOf(tier: SubnetTier): AclRules {
    const { protectedRules } = this.egress;
    if (tier === 'protected' && protectedRules !== undefined) {
      return afterLocalRules(this.localRules(tier), protectedRules);
    }
    const { ingress, egress } = this.servicesRulesOf(tier);
    return { ingress: withoutCovered(ingress), egress: withoutCovered(egress) };
  }

  private servicesRulesOf(tier: SubnetTier): AclRules {
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
      case 'transit':
        return this.transitRules();
    }
  }

  private protectedRules(): AclRules {
    const internet = this.neighbours.internet('all');
    const local = this.localRules('protected');
    return {
      ingress: [...this.replies(internet, this.workloadPorts), ...mtu(internet), ...local.ingress],
      egress: [...this.requests(internet), ...mtu(internet), ...local.egress],
    };
  }

  // A NAT gateway has no IPv6 here, and its subnet sees each packet twice: as the workload's and as its own.
  private natRules(): AclRules {
    const workloads = this.neighbours.natClients();
    if (workloads.length === 0) return { ingress: [], egress: [] };
    const internet = this.neighbours.internet('ipv4');
    if (this.egress.blocksNothing) return everything(internet);
    return {
      ingress: [...this.requests(workloads), ...this.replies(internet, NAT_GATEWAY_PORTS), ...mtu(internet)],
      egress: [...this.requests(internet), ...this.replies(workloads, this.workloadPorts), ...mtu(internet)],
    };
  }

  private firewallRules(): AclRules {
    const { neighbours, workloadPorts } = this;
    const nat = this.props.vpc.position === 'after-nat' ? neighbours.natGateways() : [];
    const ipv4 = neighbours.inspectedWorkloadsIpv4();
    // An uninspected exit passes no endpoint.
    const ipv6 = this.props.vpc.ipv6 === 'inspected' ? neighbours.ofTiers(['protected'], 'ipv6') : [];
    const workloads = [...ipv4, ...ipv6];
    const outsideOf = (inside: readonly Neighbour[]) =>
      neighbours.internet('all').filter((one) => inside.some((other) => isIpv6(one) === isIpv6(other)));
    const outside = outsideOf([...nat, ...workloads]);
    if (this.egress.blocksNothing) return everything(outside);
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

  /**
   * The transit gateway stands in the subnet: what it hands in leaves the subnet, and what goes to it enters. Neither is
   * asked for on the other side.
   *
   * @see Transit Gateway guide, "Network ACLs for transit gateways", 2026-11
   */
  private transitRules(): AclRules {
    const internet = this.neighbours.internet('ipv4');
    if (this.egress.blocksNothing) return everything(internet);
    if (this.props.vpc.transit === undefined) return this.spokeTransitRules();
    const answering = this.props.vpc.transit?.betweenSpokes === 'inspected' ? this.neighbours.spokes() : [];
    return {
      ingress: [...this.replies(internet, this.workloadPorts), ...this.requests(answering), ...mtu(internet)],
      egress: [...this.requests(internet), ...this.replies(answering, this.workloadPorts), ...mtu(internet)],
    };
  }

  /** In a spoke the transit gateway takes what workloads send, and hands their replies in. */
  private spokeTransitRules(): AclRules {
    const workloads = this.neighbours.ofTiers(['protected'], 'ipv4');
    const internet = workloads.length === 0 ? [] : this.neighbours.internet('ipv4');
    return {
      ingress: [...this.requests(workloads), ...mtu(internet)],
      egress: [...this.replies(workloads, this.workloadPorts), ...mtu(internet)],
    };
  }

  private endpointRules(): AclRules {
    const clients = this.endpointClients();
    const vpc = clients.length === 0 ? [] : this.neighbours.wholeVpcIpv4();
    return {
      ingress: [...rules('interface endpoints', 0, HTTPS, clients), ...mtu(vpc)],
      egress: [...rules('interface endpoints', 0, endpointReply(this.props), clients), ...mtu(vpc)],
    };
  }

  private localRules(tier: 'protected' | 'isolated'): AclRules {
    return draftLocalRules(this.props, this.neighbours, tier);
  }

  private endpointClients(): readonly Neighbour[] {
    return this.neighbours.ofTiers(this.props.interfaceEndpointClients ?? ['protected'], 'ipv4');
  }

  private requests(
    neighbours: readonly Neighbour[],
    purpose: Purpose = 'requests',
  ): readonly PlannedAclRule[] {
    return this.egress.services.flatMap((service, item) =>
      neighbours.flatMap((one) => rules(purpose, item, requestOf(service, isIpv6(one)), [one])),
    );
  }

  private replies(
    neighbours: readonly Neighbour[],
    ports: PortRange,
    purpose: Purpose = 'replies',
  ): readonly PlannedAclRule[] {
    const protocols = new Set(this.egress.services.map(({ protocol }) => protocol));
    return (['tcp', 'udp', 'icmp-echo'] as const).flatMap((protocol, item) =>
      protocols.has(protocol)
        ? neighbours.flatMap((one) => rules(purpose, item, replyTo(protocol, ports, isIpv6(one)), [one]))
        : [],
    );
  }
}

function requestOf(service: NetworkService, ipv6: boolean): AclTraffic {
  if (service.protocol !== 'icmp-echo') return service;
  return ipv6 ? icmpv6(128, 0) : icmp(8, 0);
}

function replyTo(protocol: NetworkService['protocol'], ports: PortRange, ipv6: boolean): AclTraffic {
  if (protocol !== 'icmp-echo') return { protocol, ...ports };
  return ipv6 ? icmpv6(129, 0) : icmp(0, 0);
}

function everything(neighbours: readonly Neighbour[]): AclRules {
  const all = rules('everything', 0, { protocol: 'all' }, neighbours);
  return { ingress: all, egress: all };
}
