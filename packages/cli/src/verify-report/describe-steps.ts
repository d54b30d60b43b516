import type { ToldHop } from './verification';

/** Numbered, and none when the way is not known. */
export function describeSteps(
  name: string,
  hops: readonly Pick<ToldHop, 'text'>[] | undefined,
): readonly string[] {
  if (hops === undefined || hops.length === 0) return [];
  return [`  ${name}`, ...hops.map(({ text }, index) => `    ${index + 1}. ${text}`)];
}
