import type { Resource } from '../read/estate';
import { isArray, isObject, type JsonValue } from '../read/json';
import { referencesOf, type Value } from '../read/value';
import type { Key } from './key';
import { valueOf } from './known';
import type { Links } from './links';
import { nounOfId, nounOfType } from './noun';

/** Arguments and blocks in which resources of AWS name the network that they are in; schema of provider 5.100.0, 2026-11. */
const ARGUMENTS = [
  'vpc_id',
  'vpc_arn',
  'vpc_identifier',
  'vpc_subnet_ids',
  'vpc_subnets',
  'subnet_arn',
  'subnet_arns',
  'subnet_configuration',
  'default_subnet_id',
  'staging_area_subnet_id',
  'target_vpc_subnet_id',
  'ingress_vpc_configuration',
  'workforce_vpc_config',
  'application_configuration',
  'config',
  'ecs_target',
  'elasticsearch_configuration',
  'opensearch_configuration',
  'opensearchserverless_configuration',
  'kafka_cluster',
  'network',
  'network_config',
  'physical_connection_requirements',
  'source',
  'source_parameters',
  'target',
  'target_parameters',
  'vpc_ids',
  'subnet_id',
  'subnet_ids',
  'subnets',
  'subnet_mapping',
  'route_table_id',
  'route_table_ids',
  'vpc_config',
  'vpc_configs',
  'vpc_configuration',
  'vpc_connection_properties',
  'vpc_options',
  'vpc_settings',
  'vpc_attachment_configuration',
  'vpc',
  'network_configuration',
  'network_interface',
  'network_interfaces',
  'ip_address',
  'endpoint_details',
  'load_balancer_options',
  'network_interface_options',
  'broker_node_group_info',
  'client_subnets',
  'compute_resources',
  'ec2_attributes',
  'launch_specification',
  'launch_template_config',
  'resource_arn',
  'resource_id',
  'preferred_subnet_id',
  'cidr_options',
  'compute_config',
  'connect_settings',
  'ec2_config',
  'rds_options',
  'setting',
  // What other tools make by a template, or are told to do.
  'definition',
  'input',
  'provisioning_parameters',
  'desired_state',
  'parameters',
  'parameter_overrides',
  'template_body',
  // Groups of subnets, which refer further.
  'db_subnet_group_name',
  'subnet_group_name',
  'cluster_subnet_group_name',
  'neptune_subnet_group_name',
  'replication_subnet_group_id',
  'cache_subnet_group_name',
] as const;

const FURTHER = 2; // an instance of a database names a group of subnets, and that the subnets

/** VPCs, subnets and route tables that a resource refers to, and those of what it refers to. */
export function listNearby(links: Links, resource: Resource, further = FURTHER): readonly Key[] {
  const near = new Set<Key>();
  for (const name of ARGUMENTS) {
    const value = links.attribute(resource, name);
    for (const reference of referencesOf(value)) {
      for (const found of links.instancesOf(reference)) {
        if (isPlace(nounOfType(found.type))) near.add(links.keyOfResource(found));
        else if (further > 0 && nounOfType(found.type) === undefined && found !== resource)
          for (const key of listNearby(links, found, further - 1)) near.add(key);
      }
    }
    for (const id of listIds(value)) {
      const key = valueOf(links.keyOf({ kind: 'known', value: id }));
      if (key !== undefined) near.add(key);
    }
  }
  return [...near].sort();
}

// Of a block that is not known as a whole too.
const NAMES_PLACE = /subnet|route_table|^vpc(?!_security|_endpoint)|^network_configuration$/u;
// Whatever their parts are called.
const NAMES_ANYTHING =
  /^(template_body|parameters|parameter_overrides|provisioning_parameters|desired_state)$/u;

/** Why a resource may be in or about a VPC, a subnet or a route table that {@link listNearby} does not list. */
export function doubtOfPlace(links: Links, resource: Resource, further = FURTHER): string | undefined {
  for (const name of ARGUMENTS) {
    const value = links.attribute(resource, name);
    const doubt = doubtIn(links, name, value);
    if (doubt !== undefined) return doubt;
    if (further === 0) continue;
    for (const reference of referencesOf(value))
      for (const found of links.instancesOf(reference)) {
        if (nounOfType(found.type) !== undefined || found === resource) continue;
        const beyond = doubtOfPlace(links, found, further - 1);
        if (beyond !== undefined) return beyond;
      }
  }
  return undefined;
}

/** What nothing is told of, not even what it is made of, is left out: AWS computes it. */
function doubtIn(links: Links, name: string, value: Value): string | undefined {
  const parts: readonly (readonly [string, Value])[] =
    value.kind === 'list'
      ? value.items.map((item) => [name, item])
      : value.kind === 'object'
        ? [...value.fields].map(([field, inner]) => [NAMES_ANYTHING.test(name) ? name : field, inner])
        : [];
  for (const [part, inner] of parts) {
    const doubt = doubtIn(links, part, inner);
    if (doubt !== undefined) return doubt;
  }
  if (value.kind !== 'unknown' || !(NAMES_PLACE.test(name) || NAMES_ANYTHING.test(name))) return undefined;
  return value.references.some((one) => links.instancesOf(one).length === 0) ? value.reason : undefined;
}

function placesIn(text: string): readonly string[] {
  return isPlace(nounOfId(text)) ? [text] : [...text.matchAll(ID_IN_TEXT)].map(([id]) => id);
}

/** What may be near: everything else is in one of these. */
export function isPlace(noun: ReturnType<typeof nounOfType>): boolean {
  return noun === 'vpc' || noun === 'subnet' || noun === 'route-table';
}

const ID_IN_TEXT = /\b(?:vpc|subnet|rtb)-[0-9a-f]+\b/gu;

/** Ids that are written in full, at any depth, alone or in a text such as a template. */
function listIds(value: Value): readonly string[] {
  return textsIn(value).flatMap(placesIn);
}

/** Every text that is known, at any depth. */
export function textsIn(value: Value): readonly string[] {
  const texts: string[] = [];
  const rest: (Value | { readonly kind: 'json'; readonly json: JsonValue | undefined })[] = [value];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (next.kind === 'list') rest.push(...next.items);
    else if (next.kind === 'object') rest.push(...next.fields.values());
    else if (next.kind === 'known') rest.push({ kind: 'json', json: next.value });
    else if (next.kind === 'json') {
      const { json } = next;
      if (typeof json === 'string') texts.push(json);
      else if (isArray(json)) rest.push(...json.map((one) => ({ kind: 'json', json: one }) as const));
      else if (isObject(json))
        rest.push(...Object.values(json).map((one) => ({ kind: 'json', json: one }) as const));
    }
  }
  return texts;
}
