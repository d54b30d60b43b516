import type { Problem } from '@inspected-egress/problem';

// Captures.

export const mixedFamilies = (client: string, server: string): Problem => ({
  code: 'LAB101',
  path: 'server',
  message: `\`${server}\` and the client \`${client}\` are of different address families`,
  remedy: 'give both an IPv4 or both an IPv6 address',
});

export const repeatedFlowName = (path: string, name: string): Problem => ({
  code: 'LAB102',
  path,
  message: `\`${name}\` is the name of an earlier flow`,
  remedy: 'give each flow a name of its own',
});

// Suricata rules.

export const engineRefusedRule = (path: string, said: string): Problem => ({
  code: 'LAB201',
  path,
  message: `Suricata says \`${said}\``,
  remedy: 'write a rule that the engine loads',
});

export const engineWarned = (said: string): Problem => ({
  code: 'LAB202',
  path: '',
  message: `Suricata warns \`${said}\``,
  remedy: 'change the rules until it loads them without a word',
});

export const passByAddressAlone = (path: string, sid: number): Problem => ({
  code: 'LAB203',
  path,
  message: `pass rule with sid \`${sid}\` is of type \`ip_only\`, so the first packet decides for the whole flow`,
  remedy: 'write `flow:to_server, established` on TCP rules, or name a protocol or a port',
});

export const unsupportedKeyword = (path: string, keyword: string): Problem => ({
  code: 'LAB204',
  path,
  message: `\`${keyword}\` is not supported by AWS Network Firewall`,
  remedy: 'leave it out',
});

export const unsupportedAction = (path: string, action: string): Problem => ({
  code: 'LAB205',
  path,
  message: `\`${action}\` is not an action of AWS Network Firewall`,
  remedy: 'use `pass`, `drop`, `reject` or `alert`',
});

export const malformedRule = (path: string, text: string): Problem => ({
  code: 'LAB206',
  path,
  message: `\`${text}\` is not of the form \`action protocol source port -> destination port (options)\``,
  remedy: 'write the rule on one line, options in parentheses, each ended by `;`',
});

export const missingSid = (path: string): Problem => ({
  code: 'LAB207',
  path,
  message: 'the rule has no `sid`',
  remedy: 'give it a `sid` that is unique in its rule group',
});

export const repeatedSid = (path: string, sid: number): Problem => ({
  code: 'LAB208',
  path,
  message: `\`sid:${sid}\` is taken by an earlier rule of the group`,
  remedy: 'give each rule of a group a `sid` of its own',
});

export const unknownIpSet = (path: string, name: string): Problem => ({
  code: 'LAB209',
  path,
  message: `address set \`${name}\` is not defined`,
  remedy: 'give its addresses in `ipSets`',
});

export const notReplayable = (path: string, keyword: string): Problem => ({
  code: 'LAB210',
  path,
  message: `only AWS can tell what \`${keyword}\` matches`,
  remedy: 'replay the policy without the rule',
});

// Engines.

export const noSuricata = (): Problem => ({
  code: 'LAB301',
  path: '',
  message: 'no Suricata is installed',
  remedy: 'install `suricata` 7, or name the program in SURICATA',
});

export const engineStopped = (said: string): Problem => ({
  code: 'LAB302',
  path: '',
  message: `Suricata stopped and said \`${said}\``,
  remedy: 'run it by hand on the same rules',
});

export const tooManyMatches = (limit: number): Problem => ({
  code: 'LAB303',
  path: 'ruleGroups',
  message: `one packet matches \`${limit}\` rules or more, and Suricata reports no further ones`,
  remedy: 'replay with fewer rules that match everything',
});

// Squid.

export const squidRefused = (path: string, said: string): Problem => ({
  code: 'LAB401',
  path,
  message: `Squid says \`${said}\``,
  remedy: 'write a line that it reads',
});

export const squidWarned = (path: string, said: string): Problem => ({
  code: 'LAB402',
  path,
  message: `Squid warns \`${said}\``,
  remedy: 'change the configuration until it is read without a word',
});

export const noSquid = (): Problem => ({
  code: 'LAB311',
  path: '',
  message: 'no Squid that reads TLS is installed',
  remedy: 'install `squid-openssl`, or name the program in SQUID',
});

export const squidStopped = (said: string): Problem => ({
  code: 'LAB312',
  path: '',
  message: `Squid stopped and said \`${said}\``,
  remedy: 'run it by hand on the same configuration',
});

export const noCertificate = (said: string): Problem => ({
  code: 'LAB313',
  path: '',
  message: `openssl made no certificate and said \`${said}\``,
  remedy: 'install `openssl`',
});

export const namespacesRefused = (why: string): Problem => ({
  code: 'LAB314',
  path: '',
  message: `the proxy cannot run apart from the network of this machine, ${why}`,
  remedy: 'run as root on Linux with iproute2 and nftables',
});
