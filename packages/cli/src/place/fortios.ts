import { compileFortios } from '@inspected-egress/policy';
import { object, text } from '../inputs/form';
import * as fields from './fields';
import { layerCompiler } from './layer-compiler';

export const fortios = layerCompiler({
  layer: 'fortios',
  shared: ['position', 'natCidrBlocks', 'workloadCidrBlocks', 'prefixLists'],
  form: object(
    { position: fields.position, natCidrBlocks: fields.texts, workloadCidrBlocks: fields.texts },
    { prefixLists: fields.prefixLists, sourceInterface: text, destinationInterface: text },
  ),
  writtenPath: fields.pathOfPrefixLists,
  compile: (policy, { prefixLists, ...options }) => {
    const compiled = compileFortios(policy, {
      ...options,
      prefixLists: fields.blocksOfPrefixLists(prefixLists),
    });
    return { ...compiled, files: [{ path: 'fortios.conf', text: compiled.artefact.configuration }] };
  },
});
