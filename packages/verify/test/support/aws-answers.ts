import type { Key } from '../../src/graph/key';
import { valueOf } from '../../src/graph/known';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import type { InputFile } from '../../src/read/input-file';
import type { Answers } from './answers/answers';
import { FIREWALL_ARN, idOf, plain } from './answers/aws-ids';
import { firewallAnswers } from './answers/firewall-answers';
import { gatewayAnswers } from './answers/gateway-answers';
import { interfaceAnswers } from './answers/interface-answers';
import { nameAnswers } from './answers/name-answers';
import { networkAnswers } from './answers/network-answers';
import { transitGatewayAnswers } from './answers/transit-gateway-answers';
import { policyAnswers, policyArn } from './policy-answers';

/** A graph as AWS would tell of it once it is deployed, and what AWS calls the nodes. */
export class AwsAnswers {
  readonly answers: Answers;

  constructor(private readonly graph: VpcGraph) {
    this.answers = {
      ...networkAnswers(graph),
      ...gatewayAnswers(graph),
      ...interfaceAnswers(graph),
      ...firewallAnswers(graph),
      ...policyAnswers(graph),
      ...nameAnswers(graph),
      ...transitGatewayAnswers(graph),
    };
  }

  /** @param without - names of files to leave out */
  files(...without: readonly string[]): InputFile[] {
    return Object.entries(this.answers)
      .filter(([name]) => !without.includes(name))
      .map(([name, answer]) => ({ name: `${name}.json`, text: JSON.stringify(answer, null, 4) }));
  }

  /** What the same node is called in the graph of the answers. */
  keyOf(key: Key): Key {
    const { graph } = this;
    if (graph.vpcs.has(key)) return idOf('vpc-', key);
    if (graph.subnets.has(key)) return idOf('subnet-', key);
    if (graph.firewallPolicies.has(key)) return policyArn(key);
    const endpoint = graph.firewallEndpoints.get(key);
    if (endpoint === undefined) return key;
    return valueOf(endpoint.product) === 'network-firewall'
      ? `${FIREWALL_ARN}${plain(key)}/${idOf('subnet-', valueOf(endpoint.subnet) ?? '')}`
      : idOf('vpce-', key);
  }
}
