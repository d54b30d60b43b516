import type { FirewallEndpoint } from '../../graph/firewall-endpoint';
import { known, unknown, valueOf, type Known } from '../../graph/known';
import type { JsonValue } from '../../read/json';
import { isObject } from '../../read/json';
import type { Side } from '../side';
import { canonical } from './canonical';
import { aspectOf, plain, type Aspect, type Subject } from './subject';
import { without } from './without';

/** VPC endpoints with their policies, and firewall endpoints with what inspects behind them. */
export function endpointSubjects(side: Side): readonly Subject[] {
  const { gatewayEndpoints, interfaceEndpoints, firewallEndpoints } = side.graph;
  return [
    ...[...gatewayEndpoints.values()].map(
      (node): Subject => ({
        ...node,
        name: side.nameOf('gateway-endpoint', node.key),
        scope: `gateway endpoint of ${side.nameOf('vpc', node.vpc) ?? 'a VPC'}`,
        aspects: [factAspect(side, 'service', node.serviceName), policyAspect(side, node.policy)],
      }),
    ),
    ...[...interfaceEndpoints.values()].map(
      (node): Subject => ({
        ...node,
        name: side.nameOf('interface-endpoint', node.key),
        scope: `interface endpoint of ${side.nameOf('vpc', node.vpc) ?? 'a VPC'}`,
        aspects: [
          factAspect(side, 'service', node.serviceName ?? known(node.type)),
          factAspect(side, 'private DNS', node.privateDns),
          policyAspect(side, node.policy),
        ],
      }),
    ),
    ...[...firewallEndpoints.values()].flatMap((node) => {
      const name = side.nameOf('firewall-endpoint', node.key);
      // Which endpoints packets pass is a matter of ways; here it is what stands behind those that are in both.
      return name === undefined ? [] : [{ ...node, name, scope: '', aspects: [inspectorAspect(side, node)] }];
    }),
  ];
}

function inspectorAspect(side: Side, { product, firewall, serviceName }: FirewallEndpoint): Aspect {
  if (product.is === 'unknown') return factAspect(side, 'inspected by', product);
  if (product.value === 'gateway-load-balancer')
    return factAspect(side, 'inspected by', serviceName ?? unknown('its service is not in the input'));
  const missing = unknown('its firewall is not in the input');
  return factAspect(side, 'inspected by', firewall === undefined ? missing : known(`\`${firewall}\``));
}

function factAspect(side: Side, aspect: string, fact: Known<unknown>): Aspect {
  const { doubts, ...statement } = canonical(side, fact);
  return aspectOf(aspect, fact.is === 'known' ? [statement] : [], { doubts });
}

/** What AWS takes when nothing is said; PrivateLink guide, "Default endpoint policy", 2026-11. */
const DEFAULT_POLICY: JsonValue = {
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

function policyAspect(side: Side, policy: Known<JsonValue> | undefined): Aspect {
  if (policy?.is === 'unknown') return factAspect(side, 'policy', policy);
  const document = parse(valueOf(policy) ?? DEFAULT_POLICY);
  if (!isObject(document)) return aspectOf('policy', [plain(JSON.stringify(document))]);
  const { Statement: said, Version: version } = document;
  const others = without(document, 'Statement', 'Version', 'Id');
  const statements = (Array.isArray(said) ? (said as readonly JsonValue[]) : [said ?? null]).map(
    statementText,
  );
  // The version changes nothing but what `${…}` means.
  const isAbout = statements.some((text) => text.includes('${'));
  const rest = Object.keys(others).length > 0 ? [JSON.stringify(sorted(others))] : [];
  const texts = [...statements, ...rest, ...(isAbout ? [`Version ${String(version)}`] : [])];
  return aspectOf('policy', [...new Set(texts)].map(plain));
}

function parse(policy: JsonValue): JsonValue {
  if (typeof policy !== 'string') return policy;
  try {
    return JSON.parse(policy) as JsonValue;
  } catch {
    return policy;
  }
}

/** A statement of IAM as one line, however it is written: one value or a list of one, in whatever order. */
function statementText(statement: JsonValue): string {
  if (!isObject(statement)) return JSON.stringify(statement);
  const said = without(statement, 'Sid');
  const everybody = JSON.stringify(sorted(said['Principal'] ?? null)) === '{"AWS":"*"}';
  return JSON.stringify(sorted({ ...said, ...(everybody ? { Principal: '*' } : {}) }));
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map(sorted);
    const [first] = items;
    if (items.length === 1 && first !== undefined) return first;
    const texts = new Map(items.map((item) => [JSON.stringify(item), item]));
    return [...texts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  }
  if (!isObject(value)) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, one]) => [name, sorted(one ?? null)]));
}
