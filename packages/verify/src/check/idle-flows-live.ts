import { valueOf } from '../graph/known';
import type { Listener } from '../graph/listener';
import type { VpcGraph } from '../graph/vpc-graph';
import { broken, judgeEach, undetermined, type Check, type CheckRemark } from './check';
import { listSenders, type InspectedSender } from './inspected-senders';
import { IDLE_SECONDS } from './limits';

/**
 * No box on the way forgets a TCP flow before the NAT gateway does, and workloads keep their connections alive in time: what
 * is forgotten is dropped, and neither side hears of it.
 *
 * @see VPC guide, "NAT gateway basics", and Gateway Load Balancer guide, "Idle timeout", 2026-07
 */
export const idleFlowsLive: Check = {
  id: 'V23',
  severity: 'info',
  title: `TCP flows are remembered for ${IDLE_SECONDS.natGateway} s or more, and kept alive before that`,
  judge: (evidence) => {
    const { graph } = evidence;
    const listeners = [...graph.listeners.values()].filter((one) => isOfGateway(graph, one));
    const senders = [
      ...listSenders(evidence, ({ kind }) => kind === 'nat-gateway' || kind === 'firewall-endpoint').values(),
    ];
    const enforced = new Set([...graph.firewalls.values()].map(({ policy }) => valueOf(policy)));
    const policies = [...graph.firewallPolicies.values()].filter(({ key }) => enforced.has(key));
    const timers = [...listeners, ...policies].flatMap(({ tcpIdleTimeout }) => valueOf(tcpIdleTimeout) ?? []);
    const least = Math.min(IDLE_SECONDS.natGateway, ...timers);
    const judged = [
      judgeEach(listeners, (one) => judgeTimer(one, 'tcp_idle_timeout_seconds')),
      judgeEach(policies, (one) => judgeTimer(one, 'flow_timeouts.tcp_idle_timeout_seconds')),
      judgeEach(senders, (one) => judgeSender(one, least)),
    ];
    return {
      count: judged.reduce((sum, { count }) => sum + count, 0),
      remarks: judged.flatMap(({ remarks }) => remarks),
    };
  },
};

function isOfGateway(graph: VpcGraph, { loadBalancer }: Listener): boolean {
  return valueOf(graph.loadBalancers.get(valueOf(loadBalancer) ?? '')?.type) === 'gateway';
}

function judgeTimer(
  { key, tcpIdleTimeout: timer }: Pick<Listener, 'key' | 'tcpIdleTimeout'>,
  argument: string,
): CheckRemark | undefined {
  if (timer === undefined) return undefined;
  if (timer.is === 'unknown')
    return undetermined(key, `for how long it remembers an idle TCP flow is not known: ${timer.reason}`);
  return timer.value >= IDLE_SECONDS.natGateway
    ? undefined
    : broken(
        key,
        `it forgets a TCP flow that is idle for ${timer.value} s, and a NAT gateway keeps it for ${IDLE_SECONDS.natGateway} s`,
        `set \`${argument}\` to ${IDLE_SECONDS.natGateway} or more`,
      );
}

function judgeSender({ instance }: InspectedSender, least: number): CheckRemark | undefined {
  const { key, startScript } = instance;
  if (startScript.is === 'unknown')
    return undetermined(key, `how it keeps TCP connections alive is not known: ${startScript.reason}`);
  const { tcpKeepalive } = startScript.value;
  if (tcpKeepalive === undefined)
    return {
      ...undetermined(
        key,
        'its user data does not set `net.ipv4.tcp_keepalive_time`, and what its image and its programs do no Terraform tells',
      ),
      remedy: `set \`net.ipv4.tcp_keepalive_time\` to less than ${least} in its user data`,
    };
  return tcpKeepalive < least
    ? undefined
    : broken(
        key,
        `it keeps TCP connections alive after ${tcpKeepalive} s, and they are forgotten after ${least} s`,
        `set \`net.ipv4.tcp_keepalive_time\` to less than ${least}`,
      );
}
