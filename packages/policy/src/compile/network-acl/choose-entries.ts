import type { EgressPolicy, PortRange } from '../../model';
import type { HeaderDecision } from '../packet-header/decide-headers';
import { planAclDirections } from './acl-directions';
import type { NetworkAclEntry } from './acl-entries';
import type { NetworkAclOptions } from './compile-network-acl';
import { EPHEMERAL_PORTS } from './limits';
import { findAclQuotaProblems, fitsAcl, roomOf } from './network-acl-problems';

const DIRECTIONS = ['egress', 'ingress'] as const;

/** For each direction the entries by rule where they fit, otherwise the joined ones; problems where neither do. */
export function chooseEntries(
  policy: EgressPolicy,
  decisions: readonly HeaderDecision[],
  options: NetworkAclOptions,
) {
  const planned = planAclDirections(policy, decisions, ephemeralPortsOf(options));
  const plan = (direction: 'egress' | 'ingress') => {
    const { byRule, joined } = planned[direction];
    const room = roomOf(options, direction);
    if (fitsAcl(byRule, room)) return { entries: byRule, isJoined: false, problems: [] };
    const fewer = joined();
    const isJoined = fitsAcl(fewer, room);
    const [entries, others] = isJoined ? [fewer, byRule] : [byRule, fewer];
    const find = (all: readonly NetworkAclEntry[]) => findAclQuotaProblems(policy, direction, all, room);
    const ofRules = isJoined ? [] : find(entries);
    return { entries, isJoined, problems: isJoined || ofRules.length > 0 ? ofRules : find(others) };
  };
  const [egress, ingress] = [plan('egress'), plan('ingress')];
  return {
    egress: egress.entries,
    ingress: ingress.entries,
    joined: DIRECTIONS.filter((direction) => ({ egress, ingress })[direction].isJoined),
    problems: [...egress.problems, ...ingress.problems],
  };
}

export function ephemeralPortsOf({ ephemeralPorts = 'linux' }: NetworkAclOptions): PortRange {
  return typeof ephemeralPorts === 'string' ? EPHEMERAL_PORTS[ephemeralPorts] : ephemeralPorts;
}
