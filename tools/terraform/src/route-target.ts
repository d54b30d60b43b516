import type { JsonObject, JsonValue } from './json';
import { literalOf, referred, resourcesOf, type StackResource } from './stack-reader';
import type { StackRoute } from './stack-routes';

/** Where a route leads. */
export type RouteTarget =
  | { readonly at: 'local' }
  | { readonly at: 'NAT gateway'; readonly resource: string; readonly subnet: StackResource }
  | { readonly at: 'firewall endpoint'; readonly resource: string; readonly subnet: StackResource }
  | { readonly at: 'internet gateway'; readonly resource: string; readonly gateway: StackResource }
  | { readonly at: 'elsewhere'; readonly resource: string }
  | { readonly at: 'unknown'; readonly reason: string };

/**
 * @param adopted - subnets (address or construct path) of endpoints that the stack knows only by a literal id
 */
export function resolveTarget(
  stack: JsonObject,
  { kind, target }: StackRoute,
  adopted: Readonly<Record<string, StackResource>>,
): RouteTarget {
  if (kind === 'local' || target === 'local') return { at: 'local' };
  if (kind === 'vpc_endpoint_id') return resolveEndpoint(stack, target, adopted);
  const resource = referred(stack, target);
  if (resource?.type === 'aws_internet_gateway') {
    return { at: 'internet gateway', resource: resource.address, gateway: resource };
  }
  if (resource?.type === 'aws_nat_gateway') {
    const subnet = referred(stack, resource.values['subnet_id']);
    if (subnet === undefined)
      return { at: 'unknown', reason: `subnet of \`${resource.address}\` is not in the stack` };
    return { at: 'NAT gateway', resource: resource.address, subnet };
  }
  return { at: 'elsewhere', resource: resource?.address ?? target };
}

function resolveEndpoint(
  stack: JsonObject,
  target: string,
  adopted: Readonly<Record<string, StackResource>>,
): RouteTarget {
  const endpoint = referred(stack, target);
  const subnet =
    endpoint === undefined ? firewallSubnet(stack, target) : onlySubnet(stack, endpoint.values['subnet_ids']);
  const placed = subnet ?? adopted[target];
  if (placed === undefined)
    return { at: 'unknown', reason: `subnet of firewall endpoint \`${target}\` is not in the stack` };
  return {
    at: 'firewall endpoint',
    resource: endpoint?.address ?? firewallOf(target) ?? target,
    subnet: placed,
  };
}

// `one([for s in …sync_states : … if ….subnet_id == aws_subnet.x.id])`: the comparison names the endpoint's subnet.
function firewallSubnet(stack: JsonObject, expression: string): StackResource | undefined {
  const [, address] = /subnet_id\s*==\s*(aws_subnet\.[\w-]+)\.id/.exec(expression) ?? [];
  return resourcesOf(stack, 'aws_subnet').find((subnet) => subnet.address === address);
}

function firewallOf(expression: string): string | undefined {
  return /aws_networkfirewall_firewall\.[\w-]+/.exec(expression)?.[0];
}

function onlySubnet(stack: JsonObject, ids: JsonValue | undefined): StackResource | undefined {
  return Array.isArray(ids) && ids.length === 1
    ? referred(stack, literalOf(stack, ids[0] as JsonValue))
    : undefined;
}
