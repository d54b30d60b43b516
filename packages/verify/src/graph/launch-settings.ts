import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf, textOf, type Value } from '../read/value';
import type { Key } from './key';
import { known, unknown, type Known } from './known';
import type { Links } from './links';
import { readKeys } from './read-facts';
import { readStartScript } from './read-start-script';
import type { StartScript } from './start-script';

/** What an instance or group leaves to its launch template. */
export interface LaunchSettings {
  readonly associatesPublicIp: Value;
  readonly ipv6AddressCount: Value;
  readonly ipv6Addresses: Value;
  readonly securityGroups: readonly Known<Key>[];
  readonly subnet: Value;
  readonly startScript: Known<StartScript>;
  /** Why nothing of this is known. */
  readonly doubt?: string;
}

const ABSENT: Value = { kind: 'absent' };
const NOTHING: LaunchSettings = {
  associatesPublicIp: ABSENT,
  ipv6AddressCount: ABSENT,
  ipv6Addresses: ABSENT,
  securityGroups: [],
  subnet: ABSENT,
  startScript: known({ mtus: [] }),
};

/** Of an instance, or of an Auto Scaling group with whichever of the three kinds of template it names. */
export function readLaunchSettings(links: Links, resource: Resource): LaunchSettings {
  const named = listTemplates(links, resource).filter((value) => !isAbsent(value));
  const [only, ...others] = named;
  if (only === undefined) return NOTHING;
  if (others.length > 0) return doubtful('several launch templates are named');
  const template = findTemplate(links, only);
  return template === undefined
    ? doubtful('the launch template is not in the input')
    : readTemplate(links, template);
}

function listTemplates(links: Links, resource: Resource): readonly Value[] {
  const names = ['launch_template', 'mixed_instances_policy', 'launch_configuration'];
  if (names.every((name) => isAbsent(links.attribute(resource, name)))) return [];
  const first = (value: Value, name: string) => firstOf(links, fieldOf(firstOf(links, value), name));
  const own = firstOf(links, links.attribute(resource, 'launch_template'));
  const mixed = first(
    first(links.attribute(resource, 'mixed_instances_policy'), 'launch_template'),
    'launch_template_specification',
  );
  const named = [own, mixed].map((block) => {
    const ids = ['id', 'launch_template_id', 'name', 'launch_template_name'].map((name) =>
      fieldOf(block, name),
    );
    const said = ids.filter((id) => !isAbsent(id) && textOf(id) !== '');
    return said.find((id) => !isComputed(id)) ?? said[0] ?? ABSENT;
  });
  return [...named, links.attribute(resource, 'launch_configuration')];
}

/** A plan shows both id and name of a template, and the one that is not said is computed from nothing. */
function isComputed(value: Value): boolean {
  return value.kind === 'unknown' && value.references.length === 0;
}

function findTemplate(links: Links, value: Value): Resource | undefined {
  const key = links.keyOf(value);
  if (key?.is !== 'known') return undefined;
  const byKey = links.at(key.value);
  if (byKey !== undefined) return byKey;
  const named = links
    .ofNoun('launch-template')
    .filter((template) => textOf(template.attribute('name')) === key.value);
  return named.length === 1 ? named[0] : undefined;
}

function readTemplate(links: Links, template: Resource): LaunchSettings {
  const attribute = (name: string) => links.attribute(template, name);
  if (template.mode === 'data') return doubtful('AWS is asked for the launch template at apply');
  const network = firstOf(links, attribute('network_interfaces'));
  const either = (name: string) =>
    isAbsent(fieldOf(network, name)) ? attribute(name) : fieldOf(network, name);
  return {
    associatesPublicIp: either('associate_public_ip_address'),
    ipv6AddressCount: fieldOf(network, 'ipv6_address_count'),
    ipv6Addresses: fieldOf(network, 'ipv6_addresses'),
    securityGroups: [
      ...readKeys(links, attribute('vpc_security_group_ids')),
      ...readKeys(links, fieldOf(network, 'security_groups')),
      ...(template.type === 'aws_launch_configuration' ? readKeys(links, attribute('security_groups')) : []),
    ],
    subnet: fieldOf(network, 'subnet_id'),
    startScript:
      template.type === 'aws_launch_configuration'
        ? readStartScript(attribute('user_data'), attribute('user_data_base64'))
        : readStartScript(ABSENT, attribute('user_data')),
  };
}

function doubtful(doubt: string): LaunchSettings {
  const value: Value = { kind: 'unknown', reason: doubt, references: ['launch template'] };
  return {
    associatesPublicIp: value,
    ipv6AddressCount: value,
    ipv6Addresses: value,
    securityGroups: [unknown(doubt)],
    subnet: ABSENT,
    startScript: unknown(doubt),
    doubt,
  };
}

function firstOf(links: Links, value: Value): Value {
  const items = itemsOf(links.follow(value));
  return items === undefined ? value : (items[0] ?? ABSENT);
}
