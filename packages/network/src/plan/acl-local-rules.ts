import { EPHEMERAL_PORTS } from '../limits';
import { Neighbours } from './acl-neighbours';
import { mtu, rules } from './acl-purpose';
import type { AclRules, AclTraffic } from './acl-rules';
import type { NetworkAclSharedProps } from './network-acls';
import { findWorkloadPorts } from './workload-ports';

export const HTTPS: AclTraffic = { protocol: 'tcp', fromPort: 443, toPort: 443 };

export function neighboursIn({ vpc, ipv6CidrBlock, blocks = 'subnet' }: NetworkAclSharedProps): Neighbours {
  return new Neighbours({ vpc, blocks, ...(ipv6CidrBlock === undefined ? {} : { ipv6CidrBlock }) });
}

/** What stays in the VPC, whatever may leave it. */
export function draftLocalRules(
  props: NetworkAclSharedProps,
  neighbours: Neighbours,
  tier: 'protected' | 'isolated',
): AclRules {
  if ((props.local ?? 'all') === 'all') {
    const local = rules('local traffic', 0, { protocol: 'all' }, neighbours.local());
    return { ingress: local, egress: local };
  }
  const { interfaceEndpointClients = ['protected'] } = props;
  if (!interfaceEndpointClients.includes(tier)) return { ingress: [], egress: [] };
  const endpoints = neighbours.ofTiers(['endpoint'], 'ipv4');
  const vpc = endpoints.length === 0 ? [] : neighbours.wholeVpcIpv4();
  return {
    ingress: [...rules('interface endpoints', 0, endpointReply(props), endpoints), ...mtu(vpc)],
    egress: [...rules('interface endpoints', 0, HTTPS, endpoints), ...mtu(vpc)],
  };
}

export function endpointReply(props: NetworkAclSharedProps): AclTraffic {
  return { protocol: 'tcp', ...(findWorkloadPorts(props) ?? EPHEMERAL_PORTS.linux) };
}
