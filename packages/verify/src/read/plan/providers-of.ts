import { arrayOf, isObject, objectOf, own, type JsonObject, type JsonValue } from '../json';

const AWS = /(^|\/)aws$/;

/**
 * The arguments of each AWS provider that a plan configures; `terraform show` lists them beside modules, a plan file within. What
 * a provider of a module takes from variables is that of the module, so `module` tells them apart.
 */
export function providersOf(configuration: JsonObject): readonly JsonObject[] {
  const listed = Object.values(objectOf(own(configuration, 'provider_config'))).filter((one) =>
    AWS.test(nameOf(one)),
  );
  return [
    ...listed.map((one) => providerOf(objectOf(own(one, 'expressions')), own(one, 'module_address'), one)),
    ...providersIn(own(configuration, 'root_module')),
  ];
}

function providerOf(
  expressions: JsonObject,
  module: JsonValue | undefined,
  named: JsonValue | undefined,
): JsonObject {
  const alias = own(named, 'alias');
  return {
    ...expressions,
    ...(module === undefined ? {} : { module }),
    ...(alias === undefined ? {} : { alias }),
  };
}

function nameOf(provider: JsonValue | undefined): string {
  const name = own(provider, 'full_name') ?? own(provider, 'name');
  return typeof name === 'string' ? name : '';
}

/** Those of a module and of all modules in it. */
function providersIn(start: JsonValue | undefined): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const rest: { readonly module: JsonValue | undefined; readonly path?: string }[] = [{ module: start }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { module, path } = next;
    for (const one of arrayOf(own(module, 'providers')))
      if (isObject(one)) found.push(providerOf(one, path, one));
    for (const [name, call] of Object.entries(objectOf(own(module, 'module_calls'))))
      rest.push({ module: own(call, 'module'), path: `${path ?? ''}.${name}` });
  }
  return found;
}
