/**
 * Patterns that say a name, its subdomains or both: `/^name$/`, `/.\.name$/`, `/^\.(.+\.)?name$/` after `dotprefix`, each
 * with `\.*` before the end where final dots do not count. No other is modelled: what a pattern of somebody else means is
 * for its engine to say.
 */
export function readNamePattern(pattern: string): ((text: string) => boolean) | undefined {
  const [, beginning, escaped = '', dots, flags = ''] =
    /^\/(\^\\\.\(\.\+\\\.\)\?|\^|\.\\\.)((?:[\w-]|\\\.)+?)(\\\.\*)?\$\/([is]*)$/.exec(pattern) ?? [];
  if (beginning === undefined || escaped.endsWith('.')) return undefined;
  const fold = (text: string) => (flags.includes('i') ? text.toLowerCase() : text);
  const name = fold(escaped.replaceAll('\\.', '.'));
  return (whole) => {
    const text = fold(dots === undefined ? whole : whole.replace(/\.+$/, ''));
    if (beginning === '^') return text === name;
    const isSubdomain = text.endsWith(`.${name}`);
    if (beginning === '.\\.') return isSubdomain && text.length > name.length + 1;
    return text === `.${name}` || (isSubdomain && text.startsWith('.') && text.length > name.length + 2);
  };
}
