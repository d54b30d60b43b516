import { compileNetworkFirewall, type NetworkFirewallOptions } from '@inspected-egress/policy';
import { object, text, type Formed } from '../inputs/form';
import * as fields from './fields';
import { jsonFile } from './json-file';
import { layerCompiler } from './layer-compiler';

export const networkFirewallForm = object(
  { position: fields.position, natCidrBlocks: fields.texts, workloadCidrBlocks: fields.texts },
  {
    prefixLists: fields.prefixLists,
    region: text,
    partition: fields.partition,
    homeNet: fields.texts,
    managedRuleGroups: fields.managedRuleGroups,
    tlsInspection: fields.tlsInspection,
  },
);

export function networkFirewallOptions(
  options: Formed<typeof networkFirewallForm> & { readonly today: string },
): NetworkFirewallOptions {
  return { ...options, prefixLists: fields.blocksOfPrefixLists(options.prefixLists) };
}

/** A file of Suricata rules for each rule group, and all else of the firewall policy. */
export const networkFirewall = layerCompiler({
  layer: 'network-firewall',
  shared: ['position', 'natCidrBlocks', 'workloadCidrBlocks', 'prefixLists', 'region', 'partition'],
  form: networkFirewallForm,
  writtenPath: fields.pathOfPrefixLists,
  compile: (policy, options) => {
    const compiled = compileNetworkFirewall(policy, networkFirewallOptions(options));
    const { ruleGroups, ...rest } = compiled.artefact;
    const named = ruleGroups.map(({ rules, ...group }) => ({
      ...group,
      rulesFile: `${group.name}.rules`,
      rules,
    }));
    return {
      ...compiled,
      files: [
        jsonFile('firewall-policy.json', {
          ...rest,
          ruleGroups: named.map(({ rules: _, ...group }) => group),
        }),
        ...named.map(({ rulesFile, rules }) => ({ path: rulesFile, text: rules })),
      ],
    };
  },
});
