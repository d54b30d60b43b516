import type { Resource } from './estate';
import { FIREWALL_TYPE, firewallStatus } from './expression/firewall-endpoints';
import type { NamesTerm, Term } from './expression/term';
import { known, reference } from './value';

/** A resource in an expression: its attributes are followed to where they come from. */
export function resourceTerm(resource: Resource): NamesTerm {
  return { kind: 'names', label: resource.address, get: (name) => attributeTerm(resource, name) };
}

function attributeTerm(resource: Resource, name: string): Term {
  if (name === 'id')
    return resource.id === undefined ? reference(resource.address, name) : known(resource.id);
  const said = resource.attribute(name);
  // What only apply knows, or is computed in a way not understood, is at least exactly this attribute.
  if (said.kind !== 'absent' && said.kind !== 'unknown') return said;
  if (resource.type === FIREWALL_TYPE && name === 'firewall_status') return firewallStatus(resource.address);
  return reference(resource.address, name);
}
