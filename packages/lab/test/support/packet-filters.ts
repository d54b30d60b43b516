/** What security groups and network ACLs do with packets, as AWS documents them, compared by Node.js. */
import { BlockList } from 'node:net';
import type { Flow, NetworkAclArtefact, SecurityGroupArtefact } from '@inspected-egress/policy';

/** Any rule that matches is enough. VPC guide, "Security group rules". */
export function groupPermits({ egress }: SecurityGroupArtefact, flow: Flow): boolean {
  return egress.some((rule) => {
    const to = rule.destination;
    const isThere =
      'prefixListId' in to
        ? flow.prefixLists?.includes(to.prefixListId) === true
        : holds('cidrBlock' in to ? to.cidrBlock : to.ipv6CidrBlock, flow.destination);
    if (rule.protocol === 'all') return isThere;
    const like = 'icmpType' in flow ? flow.icmpType : flow.port;
    const isIcmp = flow.protocol.startsWith('icmp');
    const isLike = isIcmp
      ? rule.fromPort === like
      : rule.fromPort <= (like ?? 0) && (like ?? 0) <= rule.toPort;
    return isThere && rule.protocol === flow.protocol && isLike;
  });
}

/** The lowest number that matches decides, and nothing is remembered. VPC guide, "Network ACL rules". */
export function aclPermits({ egress, ingress }: NetworkAclArtefact, flow: Flow): boolean {
  const reply = flow.protocol === 'icmp' ? 0 : flow.protocol === 'icmpv6' ? 129 : 50_000;
  return decides(egress, flow, flow.icmpType ?? flow.port ?? 0) && decides(ingress, flow, reply);
}

function decides(entries: NetworkAclArtefact['egress'], flow: Flow, portOrType: number): boolean {
  const inOrder = [...entries].sort((one, other) => one.ruleNumber - other.ruleNumber);
  const first = inOrder.find(({ block, traffic }) => {
    if (!holds('cidrBlock' in block ? block.cidrBlock : block.ipv6CidrBlock, flow.destination)) return false;
    if (traffic.protocol === 'all') return true;
    if (traffic.protocol !== flow.protocol) return false;
    if ('icmpType' in traffic) return traffic.icmpType === portOrType;
    return traffic.fromPort <= portOrType && portOrType <= traffic.toPort;
  });
  return first?.action === 'allow';
}

function holds(block: string, address: string): boolean {
  const family = (text: string) => (text.includes(':') ? 'ipv6' : 'ipv4');
  if (family(block) !== family(address)) return false;
  const [first = '', length = ''] = block.split('/');
  const list = new BlockList();
  list.addSubnet(first, Number(length), family(block));
  return list.check(address, family(address));
}
