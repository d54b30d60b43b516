import { AddressSet, firstAddress } from '@inspected-egress/cidr';
import type { FirewallFlow } from '../../firewall/firewall-flow';
import { judgeStateless } from '../../firewall/judge-stateless';
import type { ReadFirewall } from '../../firewall/read-firewall';
import type { StatelessRule } from '../../firewall/stateless-engine';
import { valueOf } from '../../graph/known';
import type { VpcGraph } from '../../graph/vpc-graph';
import { internet } from '../../walk/internet';
import { resolveBlock } from '../../walk/place-block';
import * as remarks from '../firewall-findings';
import { undecided, violated, type PolicyRemark } from './policy-remark';
import { echoOf, familyOf, flowOf, type Stranger } from './strangers';

const FORWARD = 'forward everything with `aws:forward_to_sfe`, and let stateful rules pass it';

/** Whether stateless rules and default actions leave every packet to the stateful engine, or drop it. */
export function judgeStatelessEngine(
  graph: VpcGraph,
  read: ReadFirewall,
  stranger: Stranger,
): readonly PolicyRemark[] {
  const { stateless } = read;
  const { fallbackOfFragments: fragments } = stateless;
  return [
    ...judgeFlows(read, flowsTo(graph, read, stranger), stranger),
    ...(fragments.is === 'unknown'
      ? [undecided('fragments come to the stateful engine', { because: fragments.reason })]
      : fragments.value === 'pass'
        ? [
            violated(
              remarks.statelessPasses(
                'the stateless default action passes fragments of UDP, and no stateful rule sees them',
                FORWARD,
              ),
            ),
          ]
        : []),
  ];
}

function judgeFlows(
  { stateless }: ReadFirewall,
  flows: readonly FirewallFlow[],
  stranger: Stranger,
): readonly PolicyRemark[] {
  for (const flow of flows) {
    const { outcomes, doubt } = judgeStateless(stateless, flow, 'server');
    const passing = outcomes.find(({ action }) => action === 'pass');
    const what = `${flow.protocol.toUpperCase()}${flow.port === undefined ? '' : ` to port ${flow.port}`}`;
    if (passing !== undefined && outcomes.every(({ action }) => action === 'pass'))
      return [
        violated(
          remarks.statelessPasses(`${passing.because} passes ${what}, and no stateful rule sees it`, FORWARD),
          stranger,
          flow,
        ),
      ];
    if (passing !== undefined)
      return [undecided(`${what} comes to the stateful engine`, { because: doubt ?? passing.because })];
    const answered = judgeStateless(stateless, flow, 'client').outcomes;
    const isForwarded = outcomes.some(({ action }) => action === 'forward');
    const other = answered.find(({ action }) => action === 'pass');
    if (isForwarded && other !== undefined && answered.every(({ action }) => action === 'pass'))
      return [
        violated(
          remarks.statelessPasses(
            `${other.because} passes replies to ${what}, and the stateful engine sees half of the flow`,
            FORWARD,
          ),
          stranger,
          flow,
        ),
      ];
  }
  return [];
}

/** A stranger's flows of every protocol, then flows to what each rule means. */
function flowsTo(graph: VpcGraph, { stateless }: ReadFirewall, stranger: Stranger): readonly FirewallFlow[] {
  const plain = [
    flowOf(stranger, { port: 443, application: 'tls' }),
    flowOf(stranger, { protocol: 'udp', port: 443, application: 'other' }),
    echoOf(stranger),
  ];
  return [...plain, ...stateless.rules.flatMap((rule) => flowsOfRule(graph, rule, stranger))];
}

function flowsOfRule(graph: VpcGraph, { said }: StatelessRule, stranger: Stranger): readonly FirewallFlow[] {
  if (said === undefined) return [];
  const family = familyOf(stranger);
  const blocks = (valueOf(said.destinations) ?? []).flatMap(
    (placed) => valueOf(resolveBlock(graph, placed)) ?? [],
  );
  const meant = AddressSet.of(blocks).intersection(internet(family)).toCidrBlocks();
  const [first] = meant;
  const destination = first === undefined ? stranger.destination : firstAddress(first);
  const [ports] = valueOf(said.destinationPorts) ?? [];
  const port = ports?.from ?? 443;
  const there = { ...stranger, destination };
  return [flowOf(there, { port }), flowOf(there, { protocol: 'udp', port }), echoOf(there)];
}
