import { WRITTEN_PARTITIONS, type ManagedRuleGroupName } from '@inspected-egress/policy';
import { listOf, object, oneOf, recordOf, text, number, type Form, type Formed } from '../inputs/form';

// Fields that several layers read. Their values are judged by the compilers, which know what was meant.

export const texts = listOf(text);
export const position = oneOf('after-nat', 'before-nat', 'no-nat');
export const partition = oneOf(...WRITTEN_PARTITIONS);

/** By id. What matches packets wants the blocks, a security group how many there may be. */
export const prefixLists = recordOf(
  object({}, { cidrBlocks: texts, maxEntries: number, addressFamily: oneOf('IPv4', 'IPv6') }),
);

/** Only prefix lists whose blocks are told. */
export function blocksOfPrefixLists(
  lists: Formed<typeof prefixLists> = {},
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(lists).flatMap(([id, { cidrBlocks }]) =>
      cidrBlocks === undefined ? [] : [[id, cidrBlocks]],
    ),
  );
}

/** Compilers take the blocks of a prefix list by its id alone. */
export function pathOfPrefixLists(path: string): string {
  return path.replace(/^(prefixLists\.[^.[]+)(?=\[|$)/, '$1.cidrBlocks');
}

/** By the name that rules have: the prefix list of a gateway endpoint, or blocks that hold an interface endpoint. */
export const services = recordOf(object({}, { prefixListId: text, maxEntries: number, cidrBlocks: texts }));

export const tier = oneOf('protected', 'nat', 'firewall', 'endpoint', 'isolated');

export const managedRuleGroups = listOf(
  object({ name: text as Form<ManagedRuleGroupName> }, { override: oneOf('drop-to-alert') }),
);

const statusAction = oneOf('PASS', 'DROP', 'REJECT');
export const tlsInspection = object(
  { certificateAuthorityArn: text },
  {
    checkCertificateRevocationStatus: object(
      { revokedStatusAction: statusAction, unknownStatusAction: statusAction },
      {},
    ),
  },
);
