import { listAppliances } from '../graph/appliances';
import type { Instance } from '../graph/instance';
import type { Key } from '../graph/key';
import { valueOf } from '../graph/known';
import type { VpcGraph } from '../graph/vpc-graph';
import type { Hop } from '../walk/trace';
import { broken, judgeEach, undetermined, type Check, type CheckRemark } from './check';
import { listSenders } from './inspected-senders';
import { LEAST_MTU_OF_APPLIANCE, MOST_BYTES_TO_INSPECT } from './limits';

/**
 * Packets fit through a Gateway Load Balancer, which tells nobody of those that do not, and appliances take them with what
 * GENEVE adds.
 *
 * @see Gateway Load Balancer guide, "Maximum transmission unit", 2026-07
 */
export const packetsFit: Check = {
  id: 'V22',
  severity: 'info',
  title: `packets to a Gateway Load Balancer have at most ${MOST_BYTES_TO_INSPECT} bytes, and its appliances take ${LEAST_MTU_OF_APPLIANCE}`,
  judge: (evidence) => {
    const { graph } = evidence;
    const appliances = [...listAppliances(graph)].flatMap((key) => graph.instances.get(key) ?? []);
    const senders = [...listSenders(evidence, (hop) => isLoadBalancerEndpoint(graph, hop)).values()];
    const judged = [
      judgeEach(appliances, (one) => judge(one, (mtu) => mtu >= LEAST_MTU_OF_APPLIANCE, APPLIANCE)),
      judgeEach(senders, ({ instance }) => judge(instance, (mtu) => mtu <= MOST_BYTES_TO_INSPECT, SENDER)),
      judgeEach(appliances.length + senders.length > 0 ? [] : listEndpoints(graph), (key) =>
        undetermined(
          key,
          'neither what sends to it nor what is behind it is in the input, so their MTU is not known',
        ),
      ),
    ];
    return {
      count: judged.reduce((sum, { count }) => sum + count, 0),
      remarks: judged.flatMap(({ remarks }) => remarks),
    };
  },
};

const APPLIANCE = `set it to ${LEAST_MTU_OF_APPLIANCE} or more, as GENEVE adds 68 bytes to a packet`;
const SENDER = `set it to ${MOST_BYTES_TO_INSPECT} or less`;

function judge(
  { key, startScript }: Instance,
  isFit: (mtu: number) => boolean,
  remedy: string,
): CheckRemark | undefined {
  if (startScript.is === 'unknown')
    return undetermined(key, `the MTU of its interfaces is not known: ${startScript.reason}`);
  const { mtus } = startScript.value;
  if (mtus.length === 0) return undetermined(key, 'the MTU of its interfaces is not in its user data');
  const unfit = mtus.find((mtu) => !isFit(mtu));
  return unfit === undefined ? undefined : broken(key, `its user data sets an MTU of ${unfit}`, remedy);
}

function isLoadBalancerEndpoint(graph: VpcGraph, { kind, key }: Hop): boolean {
  return (
    kind === 'firewall-endpoint' &&
    valueOf(graph.firewallEndpoints.get(key)?.product) === 'gateway-load-balancer'
  );
}

function listEndpoints(graph: VpcGraph): readonly Key[] {
  return [...graph.firewallEndpoints.values()].flatMap(({ key, product }) =>
    valueOf(product) === 'gateway-load-balancer' ? [key] : [],
  );
}
