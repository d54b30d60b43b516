import { unknown } from '../value';
import { notGiven, type Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';
import { idOfFile } from './id-of-file';
import type { Item } from './item';

/** Lists of the account, those of AWS services, and those that routes and rules name and nothing tells of. */
export function readPrefixLists(answers: Answers): readonly Deployed[] {
  const entries = readEntries(answers);
  const items = new Map<string, Item[]>();
  for (const item of answers.of('PrefixLists')) {
    const id = item.need('PrefixListId');
    items.set(id, [...(items.get(id) ?? []), item]);
  }
  const services = namedByEndpoints(answers);
  const ids = new Set([...items.keys(), ...entries.keys(), ...namedLists(answers)]);
  return [...ids].map((id) => readList(id, items.get(id) ?? [], entries.get(id), services.has(id)));
}

function readList(
  id: string,
  items: readonly Item[],
  entries: Entries | undefined,
  isOfEndpoint: boolean,
): Deployed {
  const name = items.map((item) => item.text('PrefixListName')).find((text) => text !== undefined);
  const [first] = items;
  const tags = first === undefined ? null : tagsOf(first);
  // `describe-prefix-lists` tells the blocks of services, `describe-managed-prefix-lists` no blocks at all.
  const withBlocks = items.find((item) => item.has('Cidrs'));
  if (withBlocks !== undefined)
    return deployed('aws_prefix_list', id, { name, cidr_blocks: withBlocks.texts('Cidrs') });
  const isOfService = isOfEndpoint || items.some((item) => item.text('OwnerId') === 'AWS');
  if (entries === undefined && isOfService) return deployed('aws_prefix_list', id, { name });
  return entries?.cidrs === undefined
    ? deployed('aws_ec2_managed_prefix_list', id, { name, tags }, { entry: unknown(reasonOf(id, entries)) })
    : deployed('aws_ec2_managed_prefix_list', id, {
        name,
        tags,
        entry: entries.cidrs.map((cidr) => ({ cidr })),
      });
}

/** Without blocks when a page is missing. */
interface Entries {
  readonly cidrs?: readonly string[];
  readonly file: string;
}

function readEntries(answers: Answers): ReadonlyMap<string, Entries> {
  const found = new Map<string, Entries>();
  for (const answer of answers.of('Entries')) {
    const id = answer.text('PrefixListId') ?? idOfFile(answer.file, 'pl');
    if (id === undefined) continue;
    const cidrs = answer.needItems('Entries').map((entry) => entry.need('Cidr'));
    const earlier = found.get(id);
    const isCut =
      answer.text('NextToken') !== undefined || (earlier !== undefined && earlier.cidrs === undefined);
    found.set(id, {
      file: answer.file,
      ...(isCut ? {} : { cidrs: [...(earlier?.cidrs ?? []), ...cidrs] }),
    });
  }
  return found;
}

function reasonOf(id: string, entries: Entries | undefined): string {
  const command = `get-managed-prefix-list-entries --prefix-list-id ${id}`;
  return entries === undefined
    ? notGiven(command)
    : `the answer of \`${command}\` in \`${entries.file}\` is cut off; ask again for all of it`;
}

function namedLists(answers: Answers): readonly string[] {
  const ofRoutes = answers
    .of('RouteTables')
    .flatMap((table) => table.needItems('Routes').map((route) => route.text('DestinationPrefixListId')));
  const permissions = answers
    .of('SecurityGroups')
    .flatMap((group) => [...group.needItems('IpPermissions'), ...group.needItems('IpPermissionsEgress')]);
  const ofGroups = permissions.flatMap((one) =>
    one.items('PrefixListIds').map((list) => list.text('PrefixListId')),
  );
  const ofRules = answers.of('SecurityGroupRules').map((rule) => rule.text('PrefixListId'));
  return [...ofRoutes, ...ofGroups, ...ofRules].filter((id): id is string => id !== undefined);
}

/** Lists that lead to a gateway endpoint are those of a service. */
function namedByEndpoints(answers: Answers): ReadonlySet<string> {
  const endpoints = answers.byId('VpcEndpoints');
  const routes = answers.of('RouteTables').flatMap((table) => table.needItems('Routes'));
  const ids = routes
    .filter((route) => endpoints.get(route.text('GatewayId') ?? '')?.text('VpcEndpointType') === 'Gateway')
    .map((route) => route.text('DestinationPrefixListId'));
  return new Set(ids.filter((id): id is string => id !== undefined));
}
