import type { Condition } from './condition';
import { isOfWholeRequest, knownCondition, wholeRequestCondition } from './known-conditions';
import { nameCondition, type NameBuffer, type NameTests } from './name-buffer';
import { NameDraft } from './name-draft';
import type { RuleOption } from './rule-option';
import { optionText, unmodelledCondition } from './unmodelled-condition';

/** The options of a rule, understood as far as they are modelled. */
export interface ReadOptions {
  readonly conditions: readonly Condition[];
  readonly names: readonly NameTests[];
  /** Whether it asks more than headers of IP tell; a rule that does not is judged once for each direction. */
  readonly isConditional: boolean;
  /** What of it is not modelled, as it is written. */
  readonly unmodelled: readonly string[];
}

/** Options that change nothing about what matches. */
const SILENT: ReadonlySet<string> = new Set(
  'msg sid rev gid classtype reference metadata priority alert noalert target fast_pattern rawbytes'.split(
    ' ',
  ),
);
/** States that a rule sets: what another rule makes of them is asked there. */
const STATES: ReadonlySet<string> = new Set(['flowbits', 'xbits', 'hostbits', 'flowint']);
const SETS_STATE = /^(set|unset|toggle|noalert)\b/;
const ALONE: ReadonlySet<string> = new Set(
  'ssl_version ssl_state threshold detection_filter dsize flags ttl tos stream_size'.split(' '),
);

const NAME_BUFFERS: ReadonlyMap<string, NameBuffer> = new Map([
  ['tls.sni', 'tls.sni'],
  ['tls_sni', 'tls.sni'],
  ['http.host', 'http.host'],
  ['dns.query', 'dns.query'],
  ['dns_query', 'dns.query'],
  ['quic.sni', 'quic.sni'],
]);

/** What the contents that follow are of. */
type Buffer = NameDraft | 'payload' | 'whole request' | 'something else';

export function readOptions(options: readonly RuleOption[]): ReadOptions {
  const conditions: Condition[] = [];
  const drafts: NameDraft[] = [];
  const unmodelled: string[] = [];
  const asking = options.filter((option) => !isSilent(option));
  let buffer: Buffer = 'payload';
  for (const [index, option] of asking.entries()) {
    const nameBuffer = NAME_BUFFERS.get(option.keyword);
    const condition = knownCondition(option);
    const request = wholeRequestCondition(option, asking[index + 1]);
    if (nameBuffer !== undefined) {
      buffer = new NameDraft(nameBuffer);
      drafts.push(buffer);
    } else if (condition !== undefined) conditions.push(condition);
    else if (request !== undefined) {
      conditions.push(request);
      buffer = 'whole request';
    } else if (isBuffer(option)) {
      conditions.push(unmodelledCondition(option, false));
      unmodelled.push(optionText(option));
      buffer = 'something else';
    } else if (buffer instanceof NameDraft && !isAlone(option)) buffer.take(option);
    else if (buffer !== 'whole request' || !isOfWholeRequest(option)) {
      conditions.push(unmodelledCondition(option, buffer === 'payload'));
      unmodelled.push(optionText(option));
    }
  }
  const names = drafts.map((draft) => draft.done());
  return {
    conditions: [...conditions, ...names.map(nameCondition)],
    names,
    isConditional: asking.some(({ keyword }) => keyword !== 'ip_proto'),
    unmodelled: [...unmodelled, ...drafts.flatMap((draft) => draft.unmodelled ?? [])],
  };
}

function isSilent({ keyword, value = '' }: RuleOption): boolean {
  return SILENT.has(keyword) || (STATES.has(keyword) && SETS_STATE.test(value));
}

/** What is of no buffer, wherever it stands. */
function isAlone({ keyword, value }: RuleOption): boolean {
  return STATES.has(keyword) || ALONE.has(keyword) || (value !== undefined && keyword.includes('.'));
}

/** Sticky buffers have a dot in their name and no value. */
function isBuffer({ keyword, value }: RuleOption): boolean {
  return value === undefined && (keyword.includes('.') || keyword === 'pkt_data' || keyword === 'file_data');
}
