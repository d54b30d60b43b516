import type { PortRange } from '../../model';
import type { Acl } from './acl';
import { formatAddresses } from './address-list';
import type { PlannedRule } from './planned-rule';

/** What a line of rules asks for: names of ACLs, all of which must match. */
export type Conditions = readonly string[];

/** ACLs that lines refer to, each defined once, in the order of their first use. */
export class AclTable {
  private readonly known = new Map<string, Acl>();

  /** @returns the name of the ACL */
  define(name: string, type: string, values: readonly string[]): string {
    if (!this.known.has(name)) this.known.set(name, { name, type, values });
    return name;
  }

  /** Values of an ACL: those that it is defined with, where it is. A list may be long to write, and many lines ask for it. */
  valuesOf(name: string, write: () => readonly string[]): readonly string[] {
    return this.known.get(name)?.values ?? write();
  }

  list(): readonly Acl[] {
    return [...this.known.values()];
  }
}

/** Where a line finds what a rule is about. */
export interface Sight {
  /** `host` is that of the request, `sni` the server name of TLS; absent when bytes carry no name. */
  readonly name?: 'host' | 'sni';
  /** `dst` are all addresses that the host of the request has, `localip` the one that an intercepted client asked for. */
  readonly address: 'dst' | 'localip';
}

/** One of them for each kind of destination; none when the rule cannot match here. */
export function conditionsOf(rule: PlannedRule, sight: Sight, acls: AclTable): readonly Conditions[] {
  const from = rule.sources === undefined ? [] : [acls.define(`from_${rule.label}`, 'src', rule.sources)];
  if (rule.isAnywhere) return [from];
  return [...namesOf(rule, sight, acls), ...addressesOf(rule, sight, acls)].map((to) => [...from, ...to]);
}

function namesOf({ names, label }: PlannedRule, { name }: Sight, acls: AclTable): readonly Conditions[] {
  if (names === undefined || name === undefined) return [];
  const [type, odd, known] =
    name === 'host'
      ? (['dstdomain -n', acls.define('odd_host', 'dstdom_regex -n', [ODD_NAME]), []] as const)
      : ([
          'ssl::server_name --client-requested',
          acls.define('odd_sni', 'ssl::server_name_regex --client-requested', [ODD_NAME]),
          ['has_sni'],
        ] as const);
  const list = acls.define(`${name}_${label}`, type, names.domains);
  const not =
    names.apexes.length === 0 ? [] : [`!${acls.define(`not_${name}_${label}`, type, names.apexes)}`];
  return [[...known, `!${odd}`, list, ...not]];
}

// Squid compares a name that starts with a dot as if the dot were not there, and takes `*.` in what a client says for
// a wildcard: `*.example.com` would match `www.example.com` in a list.
const ODD_NAME = '(^[.]|[*])';

/** Of several addresses all must be where a rule permits, and none where it forbids. */
function addressesOf(
  { addresses, label, action }: PlannedRule,
  { address }: Sight,
  acls: AclTable,
): readonly Conditions[] {
  if (addresses === undefined || addresses.isEmpty) return [];
  const to = `to_${label}`;
  const inside = acls.define(
    to,
    address,
    acls.valuesOf(to, () => formatAddresses(addresses)),
  );
  if (address === 'localip' || action !== 'pass') return [[inside]];
  const notTo = `not_to_${label}`;
  const outside = acls.valuesOf(notTo, () => formatAddresses(addresses.complement()));
  return outside.length === 0 ? [[inside]] : [[inside, `!${acls.define(notTo, 'dst', outside)}`]];
}

export function formatPorts(ranges: readonly PortRange[]): readonly string[] {
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
}

export function hasPort({ ports }: PlannedRule, port: number): boolean {
  return ports.some(({ from, to }) => from <= port && port <= to);
}

export function withoutPorts(ranges: readonly PortRange[], ports: readonly number[]): readonly PortRange[] {
  return ports.reduce<readonly PortRange[]>(
    (left, port) =>
      left.flatMap(({ from, to }) => {
        if (port < from || to < port) return [{ from, to }];
        const parts = [
          { from, to: port - 1 },
          { from: port + 1, to },
        ];
        return parts.filter((part) => part.from <= part.to);
      }),
    ranges,
  );
}

/**
 * Squid asks `http_access` once more before it carries what is neither HTTP nor TLS, for a request without a method. That
 * it may is written down for the connection, which carries nothing else from then on.
 */
export function carry(acls: AclTable): string {
  return acls.define('carry', 'annotate_client', ['carried=yes']);
}

export function isCarried(acls: AclTable): string {
  return acls.define('is_carried', 'note', ['carried', 'yes']);
}
