/** The same rules and requests, as the verifier judges them from Terraform and as Suricata does. */
import { AddressSet, parseAddress } from '@inspected-egress/cidr';
import {
  judgeFlow,
  readEstate,
  readGraph,
  type FirewallFlow,
  type FirewallVerdict,
  type Whereabouts,
} from '@inspected-egress/verify';
import { replayPolicy, type CapturedFlow, type DefaultAction, type FlowVerdict } from '../../src/index';
import { passesInActionOrder } from './action-order';
import { COUNTRIES, HOME_NET } from './flows';
import type { Attempt } from './policies';

/** Rules, and what becomes of what they do not decide in strict order. */
export interface JudgedRules {
  readonly ruleGroups: readonly string[];
  readonly defaultAction: DefaultAction;
}

export const IP_SETS = { FRIENDS: ['5.9.1.0/24', '2001:4860::/32'] };
export const PORT_SETS = { WEB: ['80', '443'] };
const VARIABLES = { ipSets: IP_SETS, portSets: PORT_SETS };
const ENDPOINT = 'aws_networkfirewall_firewall.fw/aws_subnet.fw';

type RuleOrder = 'STRICT_ORDER' | 'DEFAULT_ACTION_ORDER';

export interface Judged {
  readonly rules: JudgedRules;
  readonly attempt: Attempt;
  readonly judged: FirewallVerdict;
  readonly found: FlowVerdict;
}

/** What both say of each request in strict order. */
export function judge(rules: JudgedRules, attempts: readonly Attempt[]): Judged[] {
  const found = replayPolicy(
    { ...rules, ...VARIABLES, homeNet: HOME_NET, countries: COUNTRIES },
    captured(attempts),
  );
  const judged = verdictsOf(rules, attempts, 'STRICT_ORDER');
  return attempts.flatMap((attempt, index): Judged[] => {
    const [verdict, told] = [found[index], judged[index]];
    return verdict === undefined || told === undefined
      ? []
      : [{ rules, attempt, judged: told, found: verdict }];
  });
}

/** Whether each request passes in action order, as both say; the verifier says nothing where it is not determined. */
export function judgeInActionOrder(rules: JudgedRules, attempts: readonly Attempt[]) {
  const lines = rules.ruleGroups
    .flatMap((text) => text.split('\n'))
    .map((line) => line.replace(/@(?=\w)/g, '$'));
  const variables = { ...VARIABLES, homeNet: HOME_NET, countries: COUNTRIES };
  const found = passesInActionOrder(lines, variables, captured(attempts));
  const judged = verdictsOf(rules, attempts, 'DEFAULT_ACTION_ORDER');
  return attempts.flatMap((attempt, index) => {
    const verdict = judged[index];
    return verdict === undefined ? [] : [{ rules: lines, attempt, judged: verdict, passes: found[index] }];
  });
}

function captured(attempts: readonly Attempt[]): CapturedFlow[] {
  return attempts.map(({ client, server, request }, index) => ({
    name: `${index}`,
    client,
    server,
    request,
  }));
}

function verdictsOf(rules: JudgedRules, attempts: readonly Attempt[], order: RuleOrder): FirewallVerdict[] {
  const text = JSON.stringify(terraformOf(rules, order));
  const graph = readGraph(readEstate([{ name: 'cdk.tf.json', text }]));
  return attempts.map((attempt) => judgeFlow(graph, ENDPOINT, toFirewallFlow(attempt)));
}

/**
 * Whether both say something else. Of a request in several segments the verifier says in a remark when its beginning is
 * lost, and not by what; and some captures end before a reply that it would judge.
 */
export function disagree({ attempt, judged, found }: Judged): boolean {
  if (judged.verdict === 'undetermined' || lacksReply(attempt, judged)) return false;
  if (!isCut(attempt)) return judged.verdict !== found.verdict;
  const passes = judged.verdict === 'pass' && judged.remarks.length === 0;
  return passes !== (found.verdict === 'pass');
}

export function isCut({ request }: Attempt): boolean {
  return 'segments' in request && request.segments !== 1;
}

export function lacksReply({ request }: Attempt, { lostAt }: FirewallVerdict): boolean {
  return lostAt === 'reply' && (request.kind === 'quic' || request.kind === 'udp');
}

export function showJudged({ rules, attempt, judged, found }: Judged): string {
  const { verdict, because, lostAt } = found;
  return JSON.stringify({
    rules,
    to: attempt.server,
    request: attempt.request,
    judged,
    found: { verdict, because, lostAt },
  });
}

function terraformOf({ ruleGroups, defaultAction }: JudgedRules, order: RuleOrder) {
  const isStrict = order === 'STRICT_ORDER';
  const ipSets = Object.entries(IP_SETS).map(([key, definition]) => ({ key, ip_set: { definition } }));
  const portSets = Object.entries(PORT_SETS).map(([key, definition]) => ({ key, port_set: { definition } }));
  const groups = ruleGroups.map((rules, index) => [
    `rules-${index}`,
    {
      name: `rules-${index}`,
      type: 'STATEFUL',
      capacity: 1000,
      rule_group: {
        rules_source: { rules_string: rules.replaceAll('%{', '%%{').replaceAll('${', '$${') },
        rule_variables: { ip_sets: ipSets, port_sets: portSets },
        stateful_rule_options: { rule_order: order },
      },
    },
  ]);
  const policy = {
    name: 'policy',
    firewall_policy: {
      stateless_default_actions: ['aws:forward_to_sfe'],
      stateless_fragment_default_actions: ['aws:forward_to_sfe'],
      stateful_engine_options: { rule_order: order },
      ...(defaultAction === 'none' || !isStrict
        ? {}
        : { stateful_default_actions: [`aws:${defaultAction}`] }),
      policy_variables: { rule_variables: [{ key: 'HOME_NET', ip_set: { definition: HOME_NET } }] },
      stateful_rule_group_reference: ruleGroups.map((_, index) => ({
        ...(isStrict ? { priority: index + 1 } : {}),
        resource_arn: `\${aws_networkfirewall_rule_group.rules-${index}.arn}`,
      })),
    },
  };
  const subnet = { vpc_id: '${aws_vpc.vpc.id}', cidr_block: '10.1.5.0/24', availability_zone: 'us-east-1a' };
  return {
    terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } },
    resource: {
      aws_vpc: { vpc: { cidr_block: '10.1.0.0/16' } },
      aws_subnet: { fw: subnet },
      aws_networkfirewall_rule_group: Object.fromEntries(groups),
      aws_networkfirewall_firewall_policy: { policy },
      aws_networkfirewall_firewall: {
        fw: {
          name: 'fw',
          vpc_id: '${aws_vpc.vpc.id}',
          firewall_policy_arn: '${aws_networkfirewall_firewall_policy.policy.arn}',
          subnet_mapping: [{ subnet_id: '${aws_subnet.fw.id}' }],
        },
      },
    },
  };
}

function toFirewallFlow({ flow }: Attempt): FirewallFlow {
  const {
    protocol,
    port,
    icmpType,
    application,
    sni = null,
    host = null,
    queryName = null,
    country = null,
  } = flow;
  return {
    source: at(flow.source),
    destination: at(flow.destination),
    protocol,
    ...(port === undefined ? {} : { port }),
    ...(icmpType === undefined ? {} : { icmpType }),
    ...(application === undefined ? {} : { application }),
    ...{ sni, host, queryName, country },
  };
}

function at(text: string): Whereabouts {
  const address = parseAddress(text);
  return { kind: 'addresses', family: address.family, addresses: AddressSet.of([address]) };
}
