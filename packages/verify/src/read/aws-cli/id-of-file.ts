/**
 * The id that a file is called by, as `pl-0123456789abcdef0` in `entries-pl-0123456789abcdef0.json`: some answers do not
 * say whose they are.
 * @param prefix - of the id
 */
export function idOfFile(file: string, prefix: string): string | undefined {
  const name = file.split(/[\\/]/).at(-1) ?? '';
  return new RegExp(`(?:^|[^0-9A-Za-z])(${prefix}-[0-9a-z]+)(?![0-9A-Za-z])`).exec(name)?.[1];
}
