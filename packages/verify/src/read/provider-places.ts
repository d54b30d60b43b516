import { isObject, own, type JsonObject, type JsonValue } from './json';

/** What a provider is told of its resources and not of where they are. */
const NOT_OF_PLACE: ReadonlySet<string> = new Set(['alias', 'default_tags', 'ignore_tags', 'version']);

/**
 * Whether AWS providers may be of more than one account or Region: as soon as two say something else of where they are.
 *
 * @param providers - the arguments of each, in one form for all
 */
export function areOfSeveralRegions(providers: readonly JsonObject[]): boolean {
  // Beside those that have another name there is one that has none, which the environment configures.
  const isNamed = providers.length > 0 && providers.every((one) => own(one, 'alias') !== undefined);
  const all = isNamed ? [...providers, {}] : providers;
  return new Set(all.map((provider) => textOf(provider, ''))).size > 1;
}

/** The same for the same arguments in another order. */
function textOf(value: JsonValue | undefined, name: string): string {
  if (!isObject(value)) return JSON.stringify(value) ?? '';
  const names = Object.keys(value).filter((one) => name !== '' || !NOT_OF_PLACE.has(one));
  const members = names.sort().map((one) => `${JSON.stringify(one)}:${textOf(value[one], one)}`);
  return `{${members.join()}}`;
}
