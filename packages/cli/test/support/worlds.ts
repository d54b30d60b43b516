import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Fields = Record<string, unknown>;
/** What `cdk.tf.json` has: type, name, arguments. */
export type World = { resource: Record<string, Record<string, Fields>> };

export const EXAMPLES = join(__dirname, '..', '..', 'examples');
const GATEWAY = '${aws_internet_gateway.internet-gateway.id}';

/** The example that keeps all promises, but for what is broken in it. */
export function world(breakIt: (world: World) => void = () => undefined): string {
  const text = readFileSync(join(EXAMPLES, 'inspected', 'cdk.tf.json'), 'utf8');
  const changed = JSON.parse(text) as World;
  breakIt(changed);
  return JSON.stringify(changed);
}

/** Each breaks what its name says. */
export const BREAKS = {
  natGoesToTheInternetGateway: ({ resource }) => {
    const route = named(resource, 'aws_route', 'a-nat');
    delete route['vpc_endpoint_id'];
    route['gateway_id'] = GATEWAY;
  },
  gatewayRouteIsMissing: ({ resource }) => {
    delete resource['aws_route']?.['a-gateway'];
  },
  endpointIsOfTheOtherZone: ({ resource }) => {
    const other = named(resource, 'aws_route', 'b-nat')['vpc_endpoint_id'];
    named(resource, 'aws_route', 'a-nat')['vpc_endpoint_id'] = other;
  },
  dnsIsOpen: ({ resource }) => {
    delete resource['aws_route53_resolver_firewall_rule_group_association'];
  },
  endpointIsLiteral: ({ resource }) => {
    named(resource, 'aws_route', 'a-nat')['vpc_endpoint_id'] = '${var.endpoint}';
  },
} satisfies Record<string, (world: World) => void>;

export function named(resource: World['resource'], type: string, name: string): Fields {
  const found = resource[type]?.[name];
  if (found === undefined) throw new Error(`no ${type}.${name}`);
  return found;
}
