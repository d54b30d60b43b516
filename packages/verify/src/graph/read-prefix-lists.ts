import { compareBlocks, type CidrBlock } from '@inspected-egress/cidr';
import type { Resource } from '../read/estate';
import { fieldOf, isAbsent, itemsOf, reasonOf, type Value } from '../read/value';
import { append } from './append';
import { inKeyOrder } from './compare-keys';
import { collectDoubts, doubtAbout, scopeOf, type Doubt } from './doubts';
import { endpointTypeOf } from './endpoint-type';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nodeOf, undeclared } from './node-of';
import { prefixListKey } from './parts';
import type { PrefixList, PrefixListUse } from './prefix-list';
import { readBlock } from './read-facts';

type Blocks = Known<readonly CidrBlock[]>;

const OF_SERVICE = 'AWS changes the addresses of a service by the day';

export function readPrefixLists(links: Links): ReadonlyMap<Key, PrefixList> {
  const entries = new Map<Key, Known<CidrBlock>[]>();
  const doubts: Doubt[] = [];
  for (const resource of links.ofType('aws_ec2_managed_prefix_list_entry')) {
    const list = links.attribute(resource, 'prefix_list_id');
    const key = valueOf(links.keyOf(list));
    const block = readBlock(links, links.attribute(resource, 'cidr'), unknown('the entry has no block'));
    if (key !== undefined) append(entries, key, block);
    else
      doubts.push({
        scope: scopeOf(links, list, 'prefix-list'),
        reason: `the list of \`${resource.address}\` is not known`,
      });
  }
  const about = collectDoubts(doubts);
  const declared = links.ofNoun('prefix-list').map((resource): PrefixList => {
    const doubt = doubtAbout(about, resource.address, known(resource.address));
    const blocks = doubt === undefined ? readBlocks(links, resource, entries) : unknown(doubt);
    return { ...nodeOf(resource), blocks };
  });
  const ofEndpoints = links.ofType('aws_vpc_endpoint').flatMap((endpoint): PrefixList[] => {
    const key = prefixListOfEndpoint(links, endpoint);
    if (valueOf(endpointTypeOf(links, endpoint)) !== 'Gateway' || links.at(key) !== undefined) return [];
    return [{ ...undeclared(key), blocks: readAll(links, links.attribute(endpoint, 'cidr_blocks')) }];
  });
  return inKeyOrder([...declared, ...ofEndpoints].map((list) => [list.key, list]));
}

/** The list of a gateway endpoint's service: by its id where it is known. */
export function prefixListOfEndpoint(links: Links, endpoint: Resource): Key {
  return valueOf(links.keyOf(links.attribute(endpoint, 'prefix_list_id'))) ?? prefixListKey(endpoint.address);
}

/** @returns absent when the value is; unknown when it is not known which list is meant */
export function readPrefixListUse(
  links: Links,
  lists: ReadonlyMap<Key, PrefixList>,
  value: Value,
): Known<PrefixListUse> | undefined {
  const key = links.keyOf(value);
  if (key === undefined || key.is === 'unknown') return key;
  const blocks = lists.get(key.value)?.blocks ?? unknown(`\`${key.value}\` is not in the input`);
  return known({ kind: 'prefix-list', prefixList: key.value, blocks });
}

function readBlocks(links: Links, resource: Resource, entries: ReadonlyMap<Key, Known<CidrBlock>[]>): Blocks {
  if (resource.type === 'aws_prefix_list') return readAll(links, links.attribute(resource, 'cidr_blocks'));
  const said = links.attribute(resource, resource.mode === 'data' ? 'entries' : 'entry');
  if (resource.mode === 'data' && isAbsent(said)) return unknown('AWS is asked at apply');
  const inline = itemsOf(said);
  if (inline === undefined) return unknown(reasonOf(said) ?? 'its entries are not known');
  const own = inline.map((item) => readBlock(links, fieldOf(item, 'cidr'), unknown('an entry has no block')));
  return join([...own, ...(entries.get(resource.address) ?? [])]);
}

function readAll(links: Links, value: Value): Blocks {
  const items = itemsOf(links.follow(value)) ?? [];
  if (items.length === 0) return unknown(OF_SERVICE);
  return join(items.map((item) => readBlock(links, item, unknown(OF_SERVICE))));
}

function join(blocks: readonly Known<CidrBlock>[]): Blocks {
  const values: CidrBlock[] = [];
  for (const block of blocks) {
    if (block.is === 'unknown') return block;
    if (!values.some((value) => compareBlocks(value, block.value) === 0)) values.push(block.value);
  }
  return known(values.sort(compareBlocks));
}
