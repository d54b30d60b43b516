/** A number as options compare it: `8`, `<3`, `>10`, `3<>7`. */
export function readNumberTest(text: string): ((number: number) => boolean) | undefined {
  const plain = text.replace(/\s/g, '');
  const [, low, high] = /^(\d+)<>(\d+)$/.exec(plain) ?? [];
  if (low !== undefined && high !== undefined)
    return (number) => Number(low) < number && number < Number(high);
  const [, sign, limit] = /^([<>]?)(\d+)$/.exec(plain) ?? [];
  if (limit === undefined) return undefined;
  const wanted = Number(limit);
  if (sign === '<') return (number) => number < wanted;
  return sign === '>' ? (number) => number > wanted : (number) => number === wanted;
}
