import { compileEndpointPolicy, type AwsOwnedBucket } from '@inspected-egress/policy';
import { listOf, object, oneOf, recordOf, text, type Form } from '../inputs/form';
import * as fields from './fields';
import { jsonFile } from './json-file';
import { layerCompiler } from './layer-compiler';

const endpoint = object(
  { kind: oneOf('gateway', 'interface') },
  {
    awsServices: oneOf('allow', 'deny'),
    buckets: fields.texts,
    // The compiler knows which there are.
    awsOwnedBuckets: listOf(text as Form<AwsOwnedBucket>),
    tableArns: fields.texts,
  },
);

/** A document for each endpoint. */
export const endpointPolicy = layerCompiler({
  layer: 'endpoint-policy',
  shared: ['region', 'partition'],
  form: object(
    {
      region: text,
      perimeter: object({}, { organizationId: text, accountIds: fields.texts }),
      endpoints: recordOf(endpoint),
    },
    { partition: fields.partition },
  ),
  compile: (policy, options) => {
    const compiled = compileEndpointPolicy(policy, options);
    const documents = Object.entries(compiled.artefact.documents);
    return {
      ...compiled,
      // The name of a service is what somebody wrote: a file stays in its folder, which has no other files.
      files: documents.map(([service, document]) =>
        jsonFile(`documents/${encodeURIComponent(service)}.json`, document),
      ),
    };
  },
});
