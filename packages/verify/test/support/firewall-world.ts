import { parseAddress, parseCidrBlock, AddressSet } from '@inspected-egress/cidr';
import { readFirewall, type ReadFirewall } from '../../src/firewall/read-firewall';
import { judgeFlow, type FirewallVerdict } from '../../src/firewall/judge-flow';
import type { FirewallFlow } from '../../src/firewall/firewall-flow';
import { readGraph } from '../../src/graph/read-graph';
import type { VpcGraph } from '../../src/graph/vpc-graph';
import type { Whereabouts } from '../../src/walk/whereabouts';
import { estateOf, ref, type Said } from './estate-of';

export const POLICY = 'aws_networkfirewall_firewall_policy.p';
export const ENDPOINT = 'aws_networkfirewall_firewall.fw/aws_subnet.f';

type Fields = Readonly<Record<string, Said>>;

/** A firewall in strict order, as resources; what a test is about it says over the rest. */
export interface FirewallWorld {
  /** Rules as text, one group for each; the first is asked first. */
  readonly rules?: string | readonly string[];
  /** Other fields of the groups. */
  readonly group?: Fields;
  /** Groups in full, in place of `rules`. */
  readonly groups?: readonly Fields[];
  readonly order?: 'STRICT_ORDER' | 'DEFAULT_ACTION_ORDER';
  readonly defaults?: readonly string[];
  /** @default - every address of 10.0.0.0/8 */
  readonly homeNet?: readonly Said[] | 'of AWS';
  /** Other fields of the policy. */
  readonly policy?: Fields;
  readonly resources?: Readonly<Record<string, Fields>>;
}

export const DROP = 'aws:drop_established_app_layer_to_server';

/** The resources of a firewall and its policy; its one endpoint is {@link ENDPOINT}. */
export function firewallResources(world: FirewallWorld): Record<string, Fields> {
  const {
    rules = [],
    group = {},
    order = 'STRICT_ORDER',
    defaults = [DROP, DROP.replace('drop', 'alert')],
  } = world;
  const texts = typeof rules === 'string' ? [rules] : rules;
  const options = [{ rule_order: order }];
  const groups: readonly Fields[] =
    world.groups ??
    texts.map((text) => ({
      type: 'STATEFUL',
      capacity: 100,
      rule_group: [{ rules_source: [{ rules_string: text }], stateful_rule_options: options, ...group }],
    }));
  const { homeNet = ['10.0.0.0/8'] } = world;
  const variable = [{ key: 'HOME_NET', ip_set: [{ definition: homeNet as readonly Said[] }] }];
  return {
    'aws_vpc.v': { cidr_block: '10.1.0.0/16' },
    'aws_subnet.f': {
      vpc_id: ref('aws_vpc.v.id'),
      cidr_block: '10.1.5.0/24',
      availability_zone: 'us-east-1a',
    },
    ...Object.fromEntries(groups.map((fields, index) => [groupKey(index), fields])),
    [POLICY]: {
      firewall_policy: [
        {
          stateless_default_actions: ['aws:forward_to_sfe'],
          stateless_fragment_default_actions: ['aws:forward_to_sfe'],
          stateful_engine_options: [{ rule_order: order }],
          stateful_default_actions: defaults,
          ...(homeNet === 'of AWS' ? {} : { policy_variables: [{ rule_variables: variable }] }),
          stateful_rule_group_reference: groups.map((_, index) => ({
            resource_arn: ref(groupKey(index), 'arn'),
            ...(order === 'STRICT_ORDER' ? { priority: index + 1 } : {}),
          })),
          ...world.policy,
        },
      ],
    },
    'aws_networkfirewall_firewall.fw': {
      vpc_id: ref('aws_vpc.v.id'),
      firewall_policy_arn: ref(`${POLICY}.arn`),
      subnet_mapping: [{ subnet_id: ref('aws_subnet.f.id') }],
    },
    ...world.resources,
  };
}

export function groupKey(index: number): string {
  return `aws_networkfirewall_rule_group.g${index + 1}`;
}

export function firewallGraph(world: FirewallWorld): VpcGraph {
  return readGraph(estateOf(firewallResources(world)));
}

/** The firewall behind the endpoint, read once for many flows. */
export function firewallOf(world: FirewallWorld): ReadFirewall {
  const read = readFirewall(firewallGraph(world), ENDPOINT);
  if (read.is === 'unknown') throw new Error(read.reason);
  return read.value;
}

/** Somewhere in a block, or at an address. */
export function at(text: string): Whereabouts {
  const part = text.includes('/') ? parseCidrBlock(text) : parseAddress(text);
  return { kind: 'addresses', family: part.family, addresses: AddressSet.of([part]) };
}

/** TLS from a workload to a server, of which everything is known, but for what the test says. */
export function flow(fields: Partial<FirewallFlow> = {}): FirewallFlow {
  return {
    source: at('10.1.3.10'),
    destination: at('198.51.100.7'),
    protocol: 'tcp',
    port: 443,
    application: 'tls',
    sni: null,
    host: null,
    queryName: null,
    country: null,
    ...fields,
  };
}

export function tls(sni: string | null, fields: Partial<FirewallFlow> = {}): FirewallFlow {
  return flow({ sni, ...fields });
}

export function http(host: string | null, fields: Partial<FirewallFlow> = {}): FirewallFlow {
  return flow({ application: 'http', port: 80, host, ...fields });
}

/** `pass`, or what else becomes of a flow. */
export function verdictOf(world: FirewallWorld, asked: FirewallFlow): FirewallVerdict['verdict'] {
  return judgeFlow(firewallGraph(world), ENDPOINT, asked).verdict;
}
