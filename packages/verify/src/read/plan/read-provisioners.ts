import { evaluateJson } from '../expression/evaluate';
import { arrayOf, objectOf, own, type JsonValue } from '../json';
import { listOf, objectOfFields, referencesOf, unknown, type Value } from '../value';
import { headsOf } from './candidates';
import type { Place } from './plan-context';
import { expressionAt, instancesAt, planScope } from './plan-scope';

/**
 * The provisioners of a resource, in the form of Terraform JSON. A plan shows what their arguments refer to, and the arguments
 * themselves where they are constant or its configuration is JSON.
 */
export function readProvisioners(provisioners: JsonValue | undefined, place: Place): Value {
  return blocksOf(provisioners, (expression) => readArgument(expression, place));
}

export function blocksOf(provisioners: JsonValue | undefined, read: (expression: JsonValue) => Value): Value {
  return listOf(
    arrayOf(provisioners).map((one) => {
      const fields = Object.entries(objectOf(own(one, 'expressions'))).map(
        ([name, expression]) => [name, read(expression ?? null)] as const,
      );
      return objectOfFields(new Map([[String(own(one, 'type')), objectOfFields(new Map(fields))]]));
    }),
  );
}

function readArgument(expression: JsonValue, place: Place): Value {
  const [constant, references] = [own(expression, 'constant_value'), own(expression, 'references')];
  const value = constant === undefined ? undefined : evaluateJson(constant, planScope(place));
  if (value !== undefined && (references === undefined || value.kind === 'known')) return value;
  const named = [...namedIn(references, place), ...namedInText(constant, place)];
  const more = value === undefined ? [] : referencesOf(value);
  return unknown('a plan does not show it', [...new Set([...named, ...more])]);
}

/** Every resource that is named, what is known of it or not: a command is about all of them. */
function namedIn(references: JsonValue | undefined, place: Place): readonly string[] {
  return headsOf(references).flatMap((head): readonly string[] => {
    place.work.left -= 1;
    if (place.work.left < 0) return [];
    const elsewhere = expressionAt(head, place);
    if (elsewhere?.is === 'lost') return [];
    if (elsewhere !== undefined)
      return elsewhere.all.flatMap(({ expression, place: there }) => {
        const text = own(expression, 'constant_value');
        return [...namedIn(own(expression, 'references'), there), ...namedInText(text, there)];
      });
    return (instancesAt(head, place) ?? []).map(({ resource }) => resource.address);
  });
}

const NAMED = /\b(?:data\.)?[a-z][a-z0-9]*_\w+\.[\w-]+/gu;

/** The same of an expression that is shown in full. */
function namedInText(text: JsonValue | undefined, place: Place): readonly string[] {
  if (typeof text !== 'string') return [];
  return namedIn(
    [...text.matchAll(NAMED)].map(([home]) => home),
    place,
  );
}
