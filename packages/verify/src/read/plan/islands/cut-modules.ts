import { own, type JsonObject, type JsonValue } from '../../json';
import { withRoot } from './cut-plan';
import type { IslandText } from './island-text';
import { parseBeside } from './marked-lists';
import { endOfObject, RESOURCE } from './plan-lists';

/** The text of a plan of one module that is called once for each VPC. */
export interface CutModules {
  /** The name of the call. */
  readonly call: string;
  /** What is planned and what is changed for each instance, by its key. */
  readonly instances: ReadonlyMap<string, IslandText>;
  /** The plan with none of them. */
  readonly rest: JsonObject;
}

const CHILDREN = '"child_modules":[';
const MODULE = '{"resources":[';
const CHANGES = '"resource_changes":[';

/**
 * Cuts the text of a plan without parsing what is planned for the instances of a module.
 *
 * @returns `undefined` when there are none, or something is not as Terraform writes it
 * @throws SyntaxError when the rest is no JSON
 */
export function cutModules(text: string): CutModules | undefined {
  const begin = `${CHILDREN}${MODULE}${RESOURCE}module.`;
  const first = text.indexOf(begin);
  const [, call] = /^([\w-]+)\[\\"/.exec(text.slice(first + begin.length, first + 1000)) ?? [];
  const address = `${RESOURCE}module.${call ?? ''}[\\"`;
  const changes = text.indexOf(CHANGES + address);
  if (first < 0 || call === undefined || changes < 0) return undefined;
  const planned = runsFrom(text, first + CHILDREN.length, MODULE + address);
  const changed = runsFrom(text, changes + CHANGES.length, address);
  const lists = [
    { starts: planned.starts, end: endOfObject(text, planned.starts.at(-1) ?? 0) },
    { starts: changed.starts, end: endOfObject(text, changed.last) },
  ] as const;
  const beside = parseBeside(text, first < changes ? lists : [...lists].reverse());
  const children = own(own(own(beside?.json, 'planned_values'), 'root_module'), 'child_modules');
  if (beside?.listOf(children) !== lists[0]) return undefined;
  if (beside.listOf(own(beside.json, 'resource_changes')) !== lists[1]) return undefined;
  const instances = new Map<
    string,
    { readonly lists: readonly [string[], string[]]; readonly vpc: string }
  >();
  for (const [index, { keys }] of [planned, changed].entries())
    for (const [run, key] of keys.entries()) {
      const { starts, end } = lists[index === 0 ? 0 : 1];
      const next = starts[run + 1];
      const part = text.slice(starts[run], next === undefined ? end : next - 1);
      const found = instances.get(key) ?? { lists: [[], []], vpc: index === 0 ? vpcIn(part) : '' };
      found.lists[index === 0 ? 0 : 1].push(part);
      instances.set(key, found);
    }
  return { call, instances, rest: planWithModules(beside.json, [], []) };
}

interface Runs {
  /** Where something of another instance begins than before, and its key. */
  readonly starts: readonly number[];
  readonly keys: readonly string[];
  /** Where the last begins. */
  readonly last: number;
}

/** Everything in a list from its start that begins like this. */
function runsFrom(text: string, start: number, beginning: string): Runs {
  const [starts, keys] = [new Array<number>(), new Array<string>()];
  let [last, end] = [start, ''];
  for (let at = start; at >= 0; at = text.indexOf(beginning, at + 1)) {
    const [before, key] = [text[at - 1], at + beginning.length];
    if (before !== ',' && before !== '[') continue;
    last = at;
    if (end !== '' && text.startsWith(end, key)) continue;
    const name = text.slice(key, text.indexOf(KEY_END, key));
    end = name + KEY_END;
    starts.push(at);
    keys.push(name);
  }
  return { starts, keys, last };
}

const KEY_END = '\\"]';

/** What is planned of the VPC of an instance, where it is in it. */
function vpcIn(text: string): string {
  const type = text.indexOf('"type":"aws_vpc"');
  const start = text.lastIndexOf(RESOURCE, type);
  return type < 0 || start < 0 ? 'null' : text.slice(start, endOfObject(text, start));
}

/** The plan with these instances of modules instead of its own. */
export function planWithModules(
  plan: JsonObject,
  planned: readonly JsonValue[],
  changed: readonly JsonValue[],
): JsonObject {
  const planned_values = withRoot(plan, 'planned_values', { child_modules: planned });
  return { ...plan, planned_values, resource_changes: changed };
}
