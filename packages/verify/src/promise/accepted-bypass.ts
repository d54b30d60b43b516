import type { JsonValue } from '../read/json';
import { isObject } from '../read/json';
import { compareKeys } from '../graph/compare-keys';
import type { GatewayEndpoint } from '../graph/gateway-endpoint';
import type { Key } from '../graph/key';
import type { VpcGraph } from '../graph/vpc-graph';

/** Something that packets may leave by without inspection, because somebody said so. */
export interface AcceptedBypass {
  /** The target of the routes: a gateway endpoint, a transit gateway, a peering connection, an egress-only internet gateway. */
  readonly target: Key;
  /** Why, for the report. */
  readonly reason: string;
}

/** What is accepted: what the options declare, and gateway endpoints whose policy restricts them. */
export function listAcceptedBypasses(
  graph: VpcGraph,
  declared: readonly AcceptedBypass[],
): readonly AcceptedBypass[] {
  const restricted = [...graph.gatewayEndpoints.values()]
    .filter((endpoint) => isRestricted(endpoint) && declared.every(({ target }) => target !== endpoint.key))
    .map(({ key }) => ({ target: key, reason: 'its endpoint policy restricts what passes' }));
  return [...declared, ...restricted].sort((a, b) => compareKeys(a.target, b.target));
}

/** Whether every statement that allows anything says for what: some resource, or some condition. */
export function isRestricted({ policy }: Pick<GatewayEndpoint, 'policy'>): boolean {
  if (policy?.is !== 'known') return false;
  const document = parsePolicy(policy.value);
  if (!isObject(document)) return false;
  const { Statement: statement } = document;
  const statements = Array.isArray(statement) ? (statement as readonly JsonValue[]) : [statement];
  return statements.every((one) => isObject(one) && (one['Effect'] === 'Deny' || isNarrow(one)));
}

function isNarrow(statement: { readonly [key: string]: JsonValue | undefined }): boolean {
  if (statement['Effect'] !== 'Allow') return false;
  const { Condition: condition, Resource: resource } = statement;
  const hasCondition = isObject(condition) && Object.keys(condition).length > 0;
  const resources = Array.isArray(resource) ? (resource as readonly JsonValue[]) : [resource];
  return hasCondition || resources.every((one) => typeof one === 'string' && !WHOLE_SERVICE.test(one));
}

/** Resources that are everything of a service, or of all. */
const WHOLE_SERVICE = /^(\*+|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*+)$/;

function parsePolicy(policy: JsonValue): JsonValue | undefined {
  if (typeof policy !== 'string') return policy;
  try {
    return JSON.parse(policy) as JsonValue;
  } catch {
    return undefined;
  }
}
