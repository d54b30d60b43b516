import { compileDnsFirewall, type DnsBlockResponse } from '@inspected-egress/policy';
import { object, oneOf, text, number } from '../inputs/form';
import { missingField, notOfKind } from '../errors';
import type { Form } from '../inputs/form';
import * as fields from './fields';
import { jsonFile } from './json-file';
import { layerCompiler } from './layer-compiler';

const blockFields = object(
  { kind: oneOf('nodata', 'nxdomain', 'override') },
  { cname: text, ttlSeconds: number },
);

/** What `override` says belongs to it alone, and it says both. */
const block: Form<DnsBlockResponse> = {
  wanted: blockFields.wanted,
  read: (value, path, report) => {
    const { kind, cname, ttlSeconds } = blockFields.read(value, path, report);
    const said = { cname, ttlSeconds };
    for (const [field, one] of Object.entries(said)) {
      if (kind === 'override' && one === undefined)
        report(missingField(`${path}.${field}`, 'what the answer says'));
      if (kind !== 'override' && one !== undefined) report(notOfKind(`${path}.${field}`, field, 'override'));
    }
    return kind === 'override' ? { kind, cname: cname ?? '', ttlSeconds: ttlSeconds ?? 0 } : { kind };
  },
};

export const dnsFirewall = layerCompiler({
  layer: 'dns-firewall',
  shared: [],
  form: object(
    {},
    {
      redirection: oneOf('trust', 'inspect'),
      failMode: oneOf('closed', 'open'),
      block,
      alsoAllow: fields.texts,
    },
  ),
  compile: (policy, options) => {
    const compiled = compileDnsFirewall(policy, options);
    return { ...compiled, files: [jsonFile('dns-firewall.json', compiled.artefact)] };
  },
});
