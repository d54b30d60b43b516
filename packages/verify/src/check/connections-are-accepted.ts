import type { Connection } from '../graph/connection';
import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import { doubtOfUnmodelled } from '../graph/unmodelled';
import type { VpcGraph } from '../graph/vpc-graph';
import { UNTOLD_TYPE } from '../read/untold';
import { broken, judgeEach, undetermined, type Check, type CheckRemark } from './check';

/** What may hold resources that are not shown. */
const MAY_ACCEPT = ['module', UNTOLD_TYPE];

/**
 * Where a service wants connections to be accepted, somebody does: until then routes to the endpoint lead nowhere.
 *
 * @see PrivateLink guide, "Accept or reject connection requests", 2026-07
 */
export const connectionsAreAccepted: Check = {
  id: 'V27',
  severity: 'warning',
  title: 'connections to endpoint services that want to be asked are accepted',
  judge: ({ graph }) => {
    const endpoints = [...graph.firewallEndpoints.values(), ...graph.interfaceEndpoints.values()].flatMap(
      ({ key, connection, serviceName }) =>
        connection === undefined || isOfAws(serviceName) ? [] : [{ key, connection }],
    );
    const used = new Set(endpoints.flatMap(({ connection }) => valueOf(connection.service) ?? []));
    const alone = [...graph.endpointServices.values()].filter(
      ({ key, acceptanceRequired, loadBalancers }) =>
        valueOf(acceptanceRequired) !== false && loadBalancers.length > 0 && !used.has(key),
    );
    const module = graph.unmodelled.find(({ type }) => MAY_ACCEPT.includes(type));
    const hidden = module === undefined ? undefined : doubtOfUnmodelled(module);
    const judged = judgeEach(endpoints, (endpoint) => judge(graph, endpoint, hidden));
    return {
      count: judged.count + alone.length,
      remarks: [
        ...judged.remarks,
        ...alone.map(({ key }) =>
          undetermined(key, 'it wants connections to be accepted, and who does is not in the input'),
        ),
      ],
    };
  },
};

/** Services of AWS itself ask nobody; those of others are named `com.amazonaws.vpce.…`. */
function isOfAws(name: Known<string> | undefined): boolean {
  const text = valueOf(name);
  return text !== undefined && !/^com\.amazonaws\.vpce\./.test(text) && text.includes('amazonaws');
}

function judge(
  graph: VpcGraph,
  { key, connection }: { readonly key: Key; readonly connection: Connection },
  hidden: string | undefined,
): CheckRemark | undefined {
  const { service, isAccepted, state } = connection;
  if (valueOf(isAccepted) === true) return undefined;
  const remedy =
    'accept it by `aws_vpc_endpoint_connection_accepter`, or by `auto_accept` within one account';
  if (state === 'pendingAcceptance' || state === 'rejected')
    return broken(key, `AWS says that its connection is ${state}, so routes to it lead nowhere`, remedy);
  const required = graph.endpointServices.get(valueOf(service) ?? '')?.acceptanceRequired;
  if (valueOf(required) === false) return undefined;
  const why = isAccepted.is === 'unknown' ? isAccepted.reason : hidden;
  if (valueOf(required) === true && why === undefined)
    return broken(
      key,
      `\`${valueOf(service) ?? ''}\` wants connections to be accepted, and nothing in the input accepts this one`,
      remedy,
    );
  const reason =
    why ??
    (required?.is === 'unknown'
      ? required.reason
      : service.is === 'unknown'
        ? service.reason
        : 'nobody says');
  return undetermined(key, `whether its connection is accepted, or has to be, is not known: ${reason}`);
}
