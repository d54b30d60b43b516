const SHOWN_CHARACTERS = 100; // shows an ARN whole; hostile input must not fill a terminal
const SHOWN_MEMBERS = 8;
const SHOWN_LEVELS = 3;

/** A value as a message shows it: in backticks and not too long, whatever configuration or a file holds in its place. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : show(value, 0);
  return `\`${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}\``;
}

/** ``a`, `b``, each quoted. */
export function quoteAll(values: readonly (string | number)[]): string {
  return values.map(quote).join(', ');
}

/** ``a`, `b` or `c``, each quoted. */
export function listOr(values: readonly (string | number)[]): string {
  const last = values.slice(-1).map(quote);
  return [...(values.length > 1 ? [quoteAll(values.slice(0, -1))] : []), ...last].join(' or ');
}

/** Nearly JSON, and short however deep and long the value is. */
function show(value: unknown, depth: number): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value);
  if (depth === SHOWN_LEVELS) return '…';
  if (Array.isArray(value)) {
    const items = value.slice(0, SHOWN_MEMBERS).map((one) => show(one, depth + 1));
    return `[${items.join(', ')}]`;
  }
  const fields = Object.entries(value)
    .slice(0, SHOWN_MEMBERS)
    .map(([key, one]) => `${key}: ${show(one, depth + 1)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
