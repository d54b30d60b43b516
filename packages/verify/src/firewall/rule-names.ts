import type { FirewallPolicy } from '../graph/firewall-policy';
import type { FirewallRuleGroup, IpSets } from '../graph/firewall-rule-group';
import type { Key } from '../graph/key';
import { valueOf, type Known } from '../graph/known';
import type { PlacedBlock } from '../graph/placed-block';
import type { VpcGraph } from '../graph/vpc-graph';
import type { RuleNames } from './firewall-rule';
import type { AddressExpression } from './rule/address-expression';
import { parsePorts } from './rule/port-expression';

type Found = readonly PlacedBlock[] | AddressExpression | string;

/**
 * What names stand for in the rules of a group: the group's own variables, then those of the policy. `HOME_NET` is the
 * blocks of the firewall's VPC where nobody sets it, and `EXTERNAL_NET` what is outside of the policy's.
 *
 * @param vpc - of the firewall
 * @see Network Firewall guide, "Limitations and caveats for stateful rules", 2026-11
 */
export function ruleNames(
  graph: VpcGraph,
  policy: FirewallPolicy,
  vpc: Known<Key>,
  group: FirewallRuleGroup | undefined,
): RuleNames {
  const variable = (name: string): Found => {
    const own = group === undefined ? undefined : lookIn(group.ipSets, name);
    const found = own ?? lookIn(policy.ipSets, name);
    if (found !== undefined) return found;
    if (name === 'HOME_NET') return homeOf(graph, vpc);
    if (name === 'EXTERNAL_NET') return outside(lookIn(policy.ipSets, 'HOME_NET') ?? homeOf(graph, vpc));
    return `\`$${name}\` is set neither by the group nor by the policy`;
  };
  return {
    lookUp: (sign, name) => (sign === '$' ? variable(name) : referenceOf(graph, group, name)),
    portsOf: (name) => portsOf(group, name),
  };
}

function lookIn(sets: Known<IpSets>, name: string): Found | undefined {
  if (sets.is === 'unknown') return `\`$${name}\` may be set: ${sets.reason}`;
  const blocks = sets.value.get(name);
  if (blocks === undefined) return undefined;
  return blocks.is === 'unknown' ? `\`$${name}\` is not known: ${blocks.reason}` : blocks.value;
}

function outside(home: Found): Found {
  if (typeof home === 'string') return home;
  return { kind: 'not', of: 'kind' in home ? home : { kind: 'blocks', blocks: home } };
}

/** The guide speaks of the block of the VPC; whether it means secondary blocks and those of IPv6 too it does not say. */
function homeOf(graph: VpcGraph, vpc: Known<Key>): Found {
  if (vpc.is === 'unknown') return `the VPC of the firewall, \`$HOME_NET\`, is not known: ${vpc.reason}`;
  const node = graph.vpcs.get(vpc.value);
  const [first, ...others] = node?.cidrBlocks ?? [];
  const block = valueOf(first);
  const primary: PlacedBlock =
    block === undefined ? { kind: 'vpc-block', vpc: vpc.value, family: 4 } : { kind: 'block', block };
  const secondary = others.map(
    (one): PlacedBlock =>
      one.is === 'known' ? { kind: 'block', block: one.value } : { kind: 'unknown', reason: one.reason },
  );
  const because =
    'the policy does not set `$HOME_NET`, and of which blocks of the VPC AWS makes it, it does not say';
  return {
    kind: 'list',
    items: [
      { kind: 'blocks', blocks: [primary] },
      {
        kind: 'maybe',
        blocks: [...secondary, { kind: 'vpc-block', vpc: vpc.value, family: 6 }],
        because,
      },
    ],
  };
}

function referenceOf(graph: VpcGraph, group: FirewallRuleGroup | undefined, name: string): Found {
  const references = group?.ipSetReferences;
  if (references === undefined) return `\`@${name}\` refers to nothing`;
  if (references.is === 'unknown') return `\`@${name}\` may refer to anything: ${references.reason}`;
  const key = references.value.get(name);
  if (key === undefined) return `\`@${name}\` refers to nothing`;
  if (key.is === 'unknown') return `what \`@${name}\` refers to is not known: ${key.reason}`;
  const blocks = graph.prefixLists.get(key.value)?.blocks;
  if (blocks?.is !== 'known')
    return `the addresses of \`${key.value}\` are not known: ${blocks?.reason ?? 'it is not in the input'}`;
  return blocks.value.map((block): PlacedBlock => ({ kind: 'block', block }));
}

function portsOf(group: FirewallRuleGroup | undefined, name: string): ReturnType<RuleNames['portsOf']> {
  const sets = group?.portSets;
  if (sets?.is === 'unknown') return `\`$${name}\` may be set: ${sets.reason}`;
  const texts = sets?.value.get(name);
  if (texts === undefined) return `\`$${name}\` is not set by the group`;
  if (texts.is === 'unknown') return `\`$${name}\` is not known: ${texts.reason}`;
  const isPlain = texts.value.length > 0 && !texts.value.some((text) => text.includes('$'));
  const ports = isPlain ? parsePorts(`[${texts.value.join(',')}]`) : undefined;
  return ports ?? `\`$${name}\` holds something else than ports`;
}
