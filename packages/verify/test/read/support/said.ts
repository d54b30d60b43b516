import type { Estate, Resource } from '../../../src/read/estate';
import { readEstate } from '../../../src/read/read-estate';
import type { Value } from '../../../src/read/value';

/** The estate of one input. */
export function estateOf(json: unknown, name = 'input.json'): Estate {
  return readEstate([{ name, text: typeof json === 'string' ? json : JSON.stringify(json) }]);
}

export function resourceAt(estate: Estate, address: string): Resource {
  const found = estate.resources.find((resource) => resource.address === address);
  if (found === undefined)
    throw new Error(`no ${address} among ${estate.resources.map((one) => one.address).join(', ')}`);
  return found;
}

/**
 * A value as a line: `-> aws_subnet.a.id` for a reference, `?` and what it refers to for something unknown, JSON for
 * what is known.
 */
export function said(estate: Estate, address: string, attribute: string): string {
  return lineOf(resourceAt(estate, address).attribute(attribute));
}

export function lineOf(value: Value): string {
  switch (value.kind) {
    case 'known':
      return JSON.stringify(value.value);
    case 'reference':
      return `-> ${value.resource}.${value.attribute}`;
    case 'unknown':
      return ['?', ...[...value.references].sort()].join(' ');
    case 'absent':
      return 'absent';
    case 'list':
      return `[${value.items.map(lineOf).join(', ')}]`;
    case 'object':
      return `{ ${[...value.fields].map(([name, field]) => `${name}: ${lineOf(field)}`).join(', ')} }`;
  }
}
