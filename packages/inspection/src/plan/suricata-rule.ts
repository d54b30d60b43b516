/** One option of a rule: `sid:1` is `{ keyword: 'sid', value: '1' }`, `nocase` has no value. */
export interface RuleOption {
  readonly keyword: string;
  readonly value?: string;
}

/** A Suricata rule, as far as planning needs to read it. Suricata user guide 7.0, "Rules format". */
export interface SuricataRule {
  readonly action: string;
  readonly protocol: string;
  readonly source: string;
  readonly sourcePort: string;
  readonly direction: string;
  readonly destination: string;
  readonly destinationPort: string;
  readonly options: readonly RuleOption[];
}

/** A line of rule text that is neither blank nor a comment. */
export interface RuleLine {
  /** Counted from 1, as editors do. */
  readonly number: number;
  readonly text: string;
}

/** The rules of a group, one for each line; a comment starts with `#`. */
export function ruleLines(text: string): readonly RuleLine[] {
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter(({ text: line }) => line !== '' && !line.startsWith('#'));
}

/** The rule on a line, or what keeps it from being one. */
export function readRule(text: string): SuricataRule | { readonly unreadable: string } {
  const open = text.indexOf('(');
  if (open < 0) return { unreadable: 'has no options in parentheses' };
  if (!text.endsWith(')')) return { unreadable: 'does not end with `)`' };
  const [action, protocol, source, sourcePort, direction, destination, destinationPort, ...rest] =
    headerFields(text.slice(0, open));
  if (
    action === undefined ||
    protocol === undefined ||
    source === undefined ||
    sourcePort === undefined ||
    direction === undefined ||
    destination === undefined ||
    destinationPort === undefined ||
    rest.length > 0
  ) {
    return { unreadable: 'has a header of other than seven fields' };
  }
  if (direction !== '->' && direction !== '<>') return { unreadable: `has the direction \`${direction}\`` };
  const body = text.slice(open + 1, -1).trim();
  if (!body.endsWith(';')) return { unreadable: 'has a last option that does not end with `;`' };
  const options = splitOptions(body);
  return { action, protocol, source, sourcePort, direction, destination, destinationPort, options };
}

/** Fields are separated by spaces, but a list in brackets may hold spaces too. */
function headerFields(header: string): readonly string[] {
  return header.match(/!?\[[^\]]*\]|\S+/g) ?? [];
}

/** A `;` that belongs to a value is written `\;`, in quotes too. */
function splitOptions(body: string): readonly RuleOption[] {
  return body
    .split(/(?<!\\);/)
    .map((option) => option.trim())
    .filter((option) => option !== '')
    .map((option) => {
      const colon = option.indexOf(':');
      if (colon < 0) return { keyword: option };
      return { keyword: option.slice(0, colon).trim(), value: option.slice(colon + 1).trim() };
    });
}

/** Names of the variables (`$NAME`) in addresses and ports, each once. */
export function variablesOf(rule: SuricataRule): {
  readonly addresses: readonly string[];
  readonly ports: readonly string[];
} {
  return {
    addresses: namesIn(`${rule.source} ${rule.destination}`, /\$([A-Za-z0-9_]+)/g),
    ports: namesIn(`${rule.sourcePort} ${rule.destinationPort}`, /\$([A-Za-z0-9_]+)/g),
  };
}

/** Names of the IP set references (`@NAME`) in addresses, each once. */
export function setReferencesOf(rule: SuricataRule): readonly string[] {
  return namesIn(`${rule.source} ${rule.destination}`, /@([A-Za-z0-9_]+)/g);
}

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? ''))];
}
