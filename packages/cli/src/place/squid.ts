import { compileSquid } from '@inspected-egress/policy';
import { object, oneOf, text } from '../inputs/form';
import * as fields from './fields';
import { layerCompiler } from './layer-compiler';

const { texts } = fields;

export const squid = layerCompiler({
  layer: 'squid',
  shared: ['prefixLists'],
  form: object(
    { mode: oneOf('explicit', 'transparent'), clientCidrBlocks: texts },
    {
      prefixLists: fields.prefixLists,
      tiers: object({}, { protected: texts, nat: texts, firewall: texts, endpoint: texts, isolated: texts }),
      folder: text,
      certificateFile: text,
    },
  ),
  writtenPath: fields.pathOfPrefixLists,
  compile: (policy, { prefixLists, ...options }) => {
    const compiled = compileSquid(policy, {
      ...options,
      prefixLists: fields.blocksOfPrefixLists(prefixLists),
    });
    return { ...compiled, files: compiled.artefact.files };
  },
});
