import { known, unknown, valueOf } from '../../../src/graph/known';
import type { NetworkAclRule } from '../../../src/graph/network-acl';
import type { SecurityGroupPeer, SecurityGroupRule } from '../../../src/graph/security-group';
import { VPC } from './network';
import { placed, type Row } from './row';

const PROTOCOLS: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1 };

export function acl(row: Row) {
  const rules = (direction: string): NetworkAclRule[] =>
    row.items
      .filter(([way]) => way === direction)
      .map(([, number = '', action = '', protocol = '', ...rest]) => {
        const block = rest.at(-1) ?? '';
        const [from, to = from] = rest.length > 1 ? (rest[0] ?? '').split('-').map(Number) : [];
        return {
          number: known(Number(number)),
          action: known(action as 'allow' | 'deny'),
          traffic: known({
            protocol: protocol === 'all' ? ('all' as const) : (PROTOCOLS[protocol] ?? 0),
            ...(from === undefined || to === undefined ? {} : { ports: { from, to } }),
          }),
          block: placed(block),
          origin: `${row.key}/${direction}/${number}`,
        };
      })
      .sort((a, b) => Number(valueOf(a.number)) - Number(valueOf(b.number)));
  return {
    ...row.node,
    vpc: known(VPC),
    isDefault: row.key === 'default-acl',
    ingress: rules('in'),
    egress: rules('out'),
  };
}

export function securityGroup(row: Row) {
  const rules = (direction: string): SecurityGroupRule[] =>
    row.items
      .filter(([way]) => way === direction)
      .map(([, protocol = '', ...rest]) => {
        const peer = rest.at(-1) ?? '';
        const [from, to = from] = rest.length > 1 ? (rest[0] ?? '').split('-').map(Number) : [];
        return {
          traffic: known({
            protocol: protocol === 'all' ? ('all' as const) : (PROTOCOLS[protocol] ?? 0),
            ...(from === undefined || to === undefined ? {} : { ports: { from, to } }),
          }),
          peer: peer === '?' || peer.includes('/') ? placed(peer) : memberOf(peer),
          origin: `${row.key}/${direction}`,
        };
      });
  return { ...row.node, vpc: known(VPC), ingress: rules('in'), egress: rules('out') };
}

function memberOf(peer: string): SecurityGroupPeer {
  return peer.startsWith('pl-')
    ? { kind: 'prefix-list', prefixList: peer, blocks: unknown('it is not in the input') }
    : { kind: 'security-group', securityGroup: peer };
}
