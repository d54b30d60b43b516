import { arrayOf, isObject, own, type JsonObject, type JsonValue } from './json';

/** Visits a module and its children to any depth, a parent before its children and these in order. */
export function eachModule(root: JsonValue | undefined, visit: (module: JsonObject) => void): void {
  const rest: (JsonValue | undefined)[] = [root];
  while (rest.length > 0) {
    const module = rest.pop();
    if (!isObject(module)) continue;
    visit(module);
    const children = arrayOf(own(module, 'child_modules'));
    for (let index = children.length - 1; index >= 0; index -= 1) rest.push(children[index]);
  }
}
