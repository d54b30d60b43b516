/** One option of a rule: `sid:1` is `{ keyword: 'sid', value: '1' }`, `nocase` has no value. */
export interface RuleOption {
  readonly keyword: string;
  readonly value?: string;
}

/**
 * Options end at a `;` that is not escaped; in quotes it must be escaped too.
 * @returns undefined when the last one does not end
 */
export function splitOptions(body: string): readonly RuleOption[] | undefined {
  const texts = body.split(/(?<!\\);/).map((text) => text.trim());
  if (texts.pop() !== '') return undefined;
  return texts
    .filter((text) => text !== '')
    .map((text) => {
      const colon = text.indexOf(':');
      if (colon < 0) return { keyword: text.toLowerCase() };
      return { keyword: text.slice(0, colon).trim().toLowerCase(), value: text.slice(colon + 1).trim() };
    });
}
