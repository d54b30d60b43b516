import { parseAddresses, type AddressExpression } from './address-expression';
import { parsePorts, type PortExpression } from './port-expression';
import { isRuleProtocol, type RuleProtocol } from './rule-protocol';
import { splitOptions, type RuleOption } from './rule-option';

export type RuleAction = 'pass' | 'drop' | 'reject' | 'alert';

/** A rule of a firewall, read but not understood yet. */
export interface SuricataRule {
  readonly action: RuleAction;
  readonly protocol: RuleProtocol;
  readonly source: AddressExpression;
  readonly sourcePorts: PortExpression;
  readonly destination: AddressExpression;
  readonly destinationPorts: PortExpression;
  /** `<>`: either side may be the source. */
  readonly isBothWays: boolean;
  readonly options: readonly RuleOption[];
}

/** A rule that cannot be read; what it does, as far as it says so. */
export interface UnreadableRule {
  readonly unreadable: string;
  readonly action?: RuleAction;
}

/** In action order: a pass is tried before every drop. */
export const RULE_ACTIONS: readonly RuleAction[] = ['pass', 'drop', 'reject', 'alert'];
const HEADER = /^(\S+)\s+(\S+)\s+(.*)$/s;

/**
 * Reads `action protocol source port -> destination port (option; option;)`, strictly: a rule that is not quite of the
 * form is unreadable, not guessed.
 * @see Suricata user guide 7.0, "Rules Format", 2026-11
 */
export function parseRule(text: string): SuricataRule | UnreadableRule {
  const open = text.indexOf('(');
  const [, verb = '', protocol = '', ends = ''] =
    HEADER.exec(open < 0 ? text : text.slice(0, open).trim()) ?? [];
  const action = RULE_ACTIONS.find((one) => one === verb.toLowerCase());
  const refuse = (unreadable: string): UnreadableRule => ({ unreadable, ...(action && { action }) });
  if (action === undefined) return refuse('it does not begin with an action that AWS knows');
  if (open < 0 || !text.endsWith(')')) return refuse('its options are not in parentheses');
  const isKnown = isRuleProtocol(protocol.toLowerCase());
  const options = splitOptions(text.slice(open + 1, -1));
  if (options === undefined) return refuse('its last option does not end with `;`');
  const [from, arrow, to] = splitEnds(ends);
  const [source, sourcePorts] = from === undefined ? [] : readEnd(from);
  const [destination, destinationPorts] = to === undefined ? [] : readEnd(to);
  if (
    source === undefined ||
    sourcePorts === undefined ||
    destination === undefined ||
    destinationPorts === undefined
  )
    return refuse('its header is not `protocol source port -> destination port`');
  if (!isKnown) return refuse('its protocol is none that is known');
  return {
    action,
    protocol: protocol.toLowerCase() as RuleProtocol,
    source,
    sourcePorts,
    destination,
    destinationPorts,
    isBothWays: arrow === '<>',
    options,
  };
}

function splitEnds(text: string): readonly (string | undefined)[] {
  return (/^([^<>]*?)(->|<>)([^<>]*)$/s.exec(text) ?? []).slice(1);
}

function readEnd(text: string): readonly [AddressExpression | undefined, PortExpression | undefined] {
  const [addresses = '', ports = '', ...rest] = splitFields(text);
  return rest.length > 0 ? [undefined, undefined] : [parseAddresses(addresses), parsePorts(ports)];
}

/** Fields are separated by spaces, but a list in brackets may hold spaces too. */
function splitFields(text: string): readonly string[] {
  const fields: string[] = [];
  let depth = 0;
  let field = '';
  for (const character of `${text} `) {
    if (character === '[') depth += 1;
    if (character === ']') depth -= 1;
    if (!/\s/.test(character) || depth > 0) field += character;
    else if (field !== '') {
      fields.push(field);
      field = '';
    }
  }
  return depth === 0 ? fields : [];
}
