import { compileSecurityGroup, type EndpointPlace } from '@inspected-egress/policy';
import { object, text, number, type Formed } from '../inputs/form';
import * as fields from './fields';
import { jsonFile } from './json-file';
import { layerCompiler } from './layer-compiler';

/** Only prefix lists whose size is told. */
function sizesOfPrefixLists(lists: Formed<typeof fields.prefixLists> = {}) {
  return Object.fromEntries(
    Object.entries(lists).flatMap(([id, { maxEntries, addressFamily }]) =>
      maxEntries === undefined
        ? []
        : [[id, { maxEntries, ...(addressFamily === undefined ? {} : { addressFamily }) }]],
    ),
  );
}

/** A gateway endpoint is its prefix list, whatever blocks a network ACL knows of it. */
function placesOfServices(
  services: Formed<typeof fields.services> = {},
): Readonly<Record<string, EndpointPlace>> {
  return Object.fromEntries(
    Object.entries(services).flatMap(
      ([name, { prefixListId, maxEntries, cidrBlocks }]): (readonly [string, EndpointPlace])[] => {
        if (prefixListId !== undefined) {
          return [[name, { prefixListId, ...(maxEntries === undefined ? {} : { maxEntries }) }]];
        }
        return cidrBlocks === undefined ? [] : [[name, { cidrBlocks }]];
      },
    ),
  );
}

export const securityGroup = layerCompiler({
  layer: 'security-group',
  shared: ['prefixLists', 'services'],
  form: object(
    { workload: object({}, { tier: fields.tier, group: text, cidrBlocks: fields.texts }) },
    {
      prefixLists: fields.prefixLists,
      services: fields.services,
      rulesPerGroup: number,
    },
  ),
  compile: (policy, { prefixLists, services, ...options }) => {
    const compiled = compileSecurityGroup(policy, {
      ...options,
      prefixLists: sizesOfPrefixLists(prefixLists),
      services: placesOfServices(services),
    });
    return { ...compiled, files: [jsonFile('security-group.json', compiled.artefact)] };
  },
});
