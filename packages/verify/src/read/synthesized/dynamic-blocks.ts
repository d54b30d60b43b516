import { evaluateTerm, type Scope } from '../expression/evaluate';
import { names, nothing } from '../expression/names';
import { fieldsOfTerm, listTerm, unknownFrom, valueOf } from '../expression/term';
import { own, type JsonObject } from '../json';
import { known, type Value } from '../value';
import { blocksIn } from './stack';

/** The blocks of a `dynamic`; `undefined` when the resource has none of that name. */
export function expandDynamic(body: JsonObject, name: string, scope: Scope): Value | undefined {
  const dynamics = blocksIn(own(body, 'dynamic')).flatMap((one) => blocksIn(own(one, name)));
  if (dynamics.length === 0) return undefined;
  const written = blocksIn(own(body, name)).map((block) => evaluateTerm(block, scope));
  const made = [];
  for (const dynamic of dynamics) {
    const collection = evaluateTerm(own(dynamic, 'for_each'), scope);
    const fields = fieldsOfTerm(collection);
    if (fields === undefined)
      return valueOf(unknownFrom(`how many \`${name}\` there are is not known`, collection));
    const iterator = own(dynamic, 'iterator') ?? name;
    for (const [key, item] of fields) {
      const current = names(name, (part) =>
        part === 'key' ? known(key) : part === 'value' ? item : nothing(`${name}.${part}`),
      );
      const inside: Scope = { name: (root) => (root === iterator ? current : scope.name(root)) };
      made.push(...blocksIn(own(dynamic, 'content')).map((content) => evaluateTerm(content, inside)));
    }
  }
  return valueOf(listTerm([...written, ...made]));
}
