import { EPHEMERAL_PORTS } from '../limits';
import { isPortRange, type PortRange } from './acl-rules';
import type { NetworkAclSharedProps } from './network-acls';

/** The ports from which workloads open connections; undefined when none can be. */
export function findWorkloadPorts({
  workloadPorts = 'linux',
}: Pick<NetworkAclSharedProps, 'workloadPorts'>): PortRange | undefined {
  if (typeof workloadPorts === 'string') return EPHEMERAL_PORTS[workloadPorts];
  return isPortRange(workloadPorts, 1024) ? workloadPorts : undefined;
}
