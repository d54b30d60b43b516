/** The fields of an object but for some. */
export function without<T>(
  fields: { readonly [name: string]: T },
  ...names: readonly string[]
): Record<string, T> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
