import type { CidrBlock } from '@inspected-egress/cidr';
import type { Resource } from '../read/estate';
import { fieldOf, itemsOf } from '../read/value';
import { append } from './append';
import { inKeyOrder } from './compare-keys';
import type { Key } from './key';
import { known, unknown, valueOf, type Known } from './known';
import type { Links } from './links';
import { nodeOf, undeclared } from './node-of';
import { readBlock, readBoolean } from './read-facts';
import type { MainTables } from './read-main-tables';
import type { Vpc } from './vpc';
import { firstPart } from './vpc-parts';

const IPAM = unknown('AWS chooses the block at apply');

/** Those that the input describes, and those that it only refers to. */
export function readVpcs(links: Links, mains: MainTables): ReadonlyMap<Key, Vpc> {
  const ipv4 = readSecondaryBlocks(links, 'aws_vpc_ipv4_cidr_block_association', 'cidr_block');
  const ipv6 = readSecondaryBlocks(links, 'aws_vpc_ipv6_cidr_block_association', 'ipv6_cidr_block');
  return inKeyOrder(
    [...links.parts.ofVpc.keys()].map((key) => {
      const resource = links.at(key);
      return [
        key,
        resource ? readVpc(links, mains, resource, ipv4, ipv6) : describeNothing(links, mains, key),
      ];
    }),
  );
}

interface SecondaryBlocks {
  readonly ofVpc: ReadonlyMap<Key, readonly Known<CidrBlock>[]>;
  readonly doubt?: string;
}

function readVpc(
  links: Links,
  mains: MainTables,
  resource: Resource,
  ipv4: SecondaryBlocks,
  ipv6: SecondaryBlocks,
): Vpc {
  const key = resource.address;
  const attribute = (name: string) => links.attribute(resource, name);
  const isRead = resource.mode === 'data';
  const ipv6Blocks = [...readOwnIpv6(links, resource), ...(ipv6.ofVpc.get(key) ?? [])];
  const doubt = ipv4.doubt ?? ipv6.doubt;
  return {
    ...nodeOf(resource),
    cidrBlocks: distinct([
      readBlock(links, attribute('cidr_block'), isRead ? unknown('AWS is asked at apply') : IPAM),
      ...readAssociated(links, resource),
      ...(ipv4.ofVpc.get(key) ?? []),
    ]),
    ipv6CidrBlocks: distinct(ipv6Blocks),
    hasIpv6:
      ipv6Blocks.length > 0
        ? known(true)
        : isRead && resource.attribute('ipv6_association_id').kind !== 'known'
          ? unknown('AWS is asked at apply')
          : known(false),
    dnsSupport: readBoolean(links, attribute('enable_dns_support'), true),
    ...defaultsOf(links, mains, key),
    ...(doubt !== undefined && { doubt }),
  };
}

/** A VPC that the input only refers to. */
function describeNothing(links: Links, mains: MainTables, key: Key): Vpc {
  const missing = unknown(`\`${key}\` is not in the input`);
  return {
    ...undeclared(key),
    cidrBlocks: [missing],
    ipv6CidrBlocks: [],
    hasIpv6: missing,
    dnsSupport: missing,
    ...defaultsOf(links, mains, key),
  };
}

function defaultsOf(links: Links, mains: MainTables, key: Key) {
  return {
    mainRouteTable: mains.of(key),
    defaultNetworkAcl: firstPart(links, key, 'network-acl'),
    defaultSecurityGroup: firstPart(links, key, 'security-group'),
  };
}

function readOwnIpv6(links: Links, resource: Resource): readonly Known<CidrBlock>[] {
  const said = links.attribute(resource, 'ipv6_cidr_block');
  const assigns = readBoolean(links, links.attribute(resource, 'assign_generated_ipv6_cidr_block'), false);
  const pool = links.attribute(resource, 'ipv6_ipam_pool_id');
  if (said.kind !== 'absent') return [readBlock(links, said, IPAM)];
  if (assigns.is === 'unknown') return [assigns];
  return assigns.value || pool.kind !== 'absent' ? [IPAM] : [];
}

/** What a data source or an existing VPC tells of its further blocks. */
function readAssociated(links: Links, resource: Resource): readonly Known<CidrBlock>[] {
  const items = itemsOf(links.attribute(resource, 'cidr_block_associations')) ?? [];
  return items.map((item) => readBlock(links, fieldOf(item, 'cidr_block'), IPAM));
}

function readSecondaryBlocks(links: Links, type: string, attribute: string): SecondaryBlocks {
  const ofVpc = new Map<Key, Known<CidrBlock>[]>();
  let doubt: string | undefined;
  for (const resource of links.ofType(type)) {
    const vpc = links.keyOf(links.attribute(resource, 'vpc_id'), 'vpc') ?? unknown('it names no VPC');
    const block = readBlock(links, links.attribute(resource, attribute), IPAM);
    const key = valueOf(vpc);
    if (key !== undefined) append(ofVpc, key, block);
    else if (vpc.is === 'unknown') doubt ??= `the VPC of \`${resource.address}\` is not known: ${vpc.reason}`;
  }
  return { ofVpc, ...(doubt !== undefined && { doubt }) };
}

function distinct(blocks: readonly Known<CidrBlock>[]): readonly Known<CidrBlock>[] {
  const seen = new Set<string>();
  return blocks.filter((block) => {
    const id =
      block.is === 'known' ? `${block.value.family}/${block.value.first}/${block.value.prefixLength}` : '';
    if (id === '' || !seen.has(id)) return seen.add(id) !== undefined;
    return false;
  });
}
