/**
 * What a security group does with a packet on its way out, as AWS documents it: rules permit, in no order, and any that
 * matches is enough; what none matches is dropped; replies pass. VPC guide, "Security group rules".
 * Addresses are compared by Node.js, which shares nothing with the compiler.
 */
import { BlockList } from 'node:net';
import type { Flow, SecurityGroupArtefact, SecurityGroupRule } from '../../src';

export function permitsOut({ egress }: Pick<SecurityGroupArtefact, 'egress'>, flow: Flow): boolean {
  return egress.some((rule) => goesThere(rule, flow) && isLike(rule, flow));
}

export function isInBlock(block: string, address: string): boolean {
  // Node.js takes IPv4 as a part of `::/0`, AWS does not.
  if (familyOf(block) !== familyOf(address)) return false;
  const known = LISTS.get(block) ?? listOf(block);
  LISTS.set(block, known);
  return known.check(address, familyOf(address));
}

const LISTS = new Map<string, BlockList>();

function listOf(block: string): BlockList {
  const [first = '', length = ''] = block.split('/');
  const list = new BlockList();
  list.addSubnet(first, Number(length), familyOf(first));
  return list;
}

function familyOf(text: string): 'ipv4' | 'ipv6' {
  return text.includes(':') ? 'ipv6' : 'ipv4';
}

function goesThere({ destination: to }: SecurityGroupRule, flow: Flow): boolean {
  if ('prefixListId' in to) return flow.prefixLists?.includes(to.prefixListId) === true;
  return isInBlock('cidrBlock' in to ? to.cidrBlock : to.ipv6CidrBlock, flow.destination);
}

/** Ports of ICMP are its type and code, and code -1 is any; the flows of a policy have code 0. */
function isLike(rule: SecurityGroupRule, { protocol, port = 0, icmpType = 0 }: Flow): boolean {
  if (rule.protocol === 'all') return true;
  if (rule.protocol !== protocol) return false;
  if (protocol === 'tcp' || protocol === 'udp') return rule.fromPort <= port && port <= rule.toPort;
  return rule.fromPort === icmpType && (rule.toPort === -1 || rule.toPort === 0);
}
