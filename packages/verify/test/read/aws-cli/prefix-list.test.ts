import { formatCidrBlock } from '@inspected-egress/cidr';
import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, tableOf } from './support/answer-of';

describe('a prefix list', () => {
  const route = { DestinationPrefixListId: 'pl-01', GatewayId: 'igw-01' };
  const blocksOf = (answers: Readonly<Record<string, unknown>>, ...more: readonly object[]) => {
    const { blocks } =
      readGraph(estateOfAnswers({ RouteTables: [tableOf(route)], ...answers }, ...more)).prefixLists.get(
        'pl-01',
      ) ?? {};
    return blocks?.is === 'known' ? blocks.value.map(formatCidrBlock) : blocks?.reason;
  };
  const list = { PrefixListId: 'pl-01', PrefixListName: 'partners', OwnerId: '1', MaxEntries: 2 };

  it('has the entries of its own answer', () => {
    expect(
      blocksOf({ PrefixLists: [list] }, { PrefixListId: 'pl-01', Entries: [{ Cidr: '192.0.2.0/24' }] }),
    ).toEqual(['192.0.2.0/24']);
  });

  it('without them is not known', () => {
    const reason = '`get-managed-prefix-list-entries --prefix-list-id pl-01` was not given; add its answer';
    expect(blocksOf({ PrefixLists: [list] })).toBe(reason);
    expect(blocksOf({})).toBe(reason);
  });

  it('with a page of them is not known', () => {
    const page = { PrefixListId: 'pl-01', Entries: [{ Cidr: '192.0.2.0/24' }], NextToken: 'more' };
    expect(blocksOf({ PrefixLists: [list] }, page)).toContain('is cut off');
  });

  it('of a service has the blocks that `describe-prefix-lists` tells', () => {
    const service = {
      PrefixListId: 'pl-01',
      PrefixListName: 'com.amazonaws.us-east-1.s3',
      Cidrs: ['52.216.0.0/15'],
    };
    expect(blocksOf({ PrefixLists: [{ ...list, OwnerId: 'AWS' }, service] })).toEqual(['52.216.0.0/15']);
  });
});
