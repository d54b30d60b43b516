import { compileNetworkAcl } from '@inspected-egress/policy';
import { eitherText, object, oneOf, number, type Formed } from '../inputs/form';
import * as fields from './fields';
import { jsonFile } from './json-file';
import { layerCompiler } from './layer-compiler';

/** Only services whose blocks are told. */
function blocksOfServices(services: Formed<typeof fields.services> = {}) {
  return Object.fromEntries(
    Object.entries(services).flatMap(([name, { cidrBlocks }]) =>
      cidrBlocks === undefined ? [] : [[name, { cidrBlocks }]],
    ),
  );
}

export const networkAcl = layerCompiler({
  layer: 'network-acl',
  shared: ['prefixLists', 'services'],
  form: object(
    { subnetCidrBlocks: fields.texts },
    {
      tier: fields.tier,
      ephemeralPorts: eitherText(oneOf('linux', 'windows'), object({ from: number, to: number }, {})),
      prefixLists: fields.prefixLists,
      services: fields.services,
      rulesPerDirection: number,
    },
  ),
  writtenPath: fields.pathOfPrefixLists,
  compile: (policy, { prefixLists, services, ...options }) => {
    const compiled = compileNetworkAcl(policy, {
      ...options,
      prefixLists: fields.blocksOfPrefixLists(prefixLists),
      services: blocksOfServices(services),
    });
    return { ...compiled, files: [jsonFile('network-acl.json', compiled.artefact)] };
  },
});
