/**
 * Makes of plain data the same with another name in all its texts. Parts without the name are shared.
 *
 * @param name - that is in the data
 */
export function renaming<T>(data: T, name: string): (other: string) => T {
  return templateOf(data, name) ?? (() => data);
}

function templateOf<T>(part: T, name: string): ((other: string) => T) | undefined {
  if (typeof part === 'string') return templateOfText(part, name) as ((other: string) => T) | undefined;
  if (typeof part !== 'object' || part === null) return undefined;
  const changed: [string, (other: string) => unknown][] = [];
  for (const [member, value] of Object.entries(part)) {
    const template = templateOf(value as unknown, name);
    if (template !== undefined) changed.push([member, template]);
  }
  if (changed.length === 0) return undefined;
  const copy = Array.isArray(part) ? () => [...(part as unknown[])] : () => ({ ...part });
  return (other) => {
    const result = copy() as Record<string, unknown>;
    for (const [member, template] of changed) result[member] = template(other);
    return result as T;
  };
}

function templateOfText(text: string, name: string): ((other: string) => string) | undefined {
  const parts = text.split(name);
  return parts.length === 1 ? undefined : (other) => parts.join(other);
}
