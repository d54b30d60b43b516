import { formatCidrBlock } from '@inspected-egress/cidr';
import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const blocksOf = (resources: Record<string, Record<string, Said>>, key: string) => {
  const blocks = readGraph(estateOf(resources)).prefixLists.get(key)?.blocks;
  return blocks?.is === 'known' ? blocks.value.map(formatCidrBlock) : blocks?.reason;
};

it('holds its entries and those of resources of their own, each once and in order', () => {
  expect(
    blocksOf(
      {
        'aws_ec2_managed_prefix_list.l': { entry: [{ cidr: '198.51.100.0/24' }, { cidr: '192.0.2.0/24' }] },
        'aws_ec2_managed_prefix_list_entry.e': {
          prefix_list_id: ref('aws_ec2_managed_prefix_list.l.id'),
          cidr: '192.0.2.0/24',
        },
        'aws_ec2_managed_prefix_list_entry.f': {
          prefix_list_id: ref('aws_ec2_managed_prefix_list.l.id'),
          cidr: '203.0.113.0/24',
        },
      },
      'aws_ec2_managed_prefix_list.l',
    ),
  ).toEqual(['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24']);
});

it('is unknown as a whole when one entry is', () => {
  const entry = [{ cidr: '192.0.2.0/24' }, { cidr: notKnown('a variable') }];
  expect(blocksOf({ 'aws_ec2_managed_prefix_list.l': { entry } }, 'aws_ec2_managed_prefix_list.l')).toBe(
    'a variable',
  );
});

it('is unknown while an entry may be in any list', () => {
  const entry = { prefix_list_id: notKnown('a variable'), cidr: '192.0.2.0/24' };
  expect(
    blocksOf(
      { 'aws_ec2_managed_prefix_list.l': {}, 'aws_ec2_managed_prefix_list_entry.e': entry },
      'aws_ec2_managed_prefix_list.l',
    ),
  ).toContain('aws_ec2_managed_prefix_list_entry.e');
});

it('is unknown when AWS is asked for it, unless the answer is in the input', () => {
  const lists = {
    'data.aws_prefix_list.s3': { name: 'com.amazonaws.us-east-1.s3' },
    'data.aws_prefix_list.told': { id: 'pl-1', cidr_blocks: ['192.0.2.0/24'] },
    'data.aws_ec2_managed_prefix_list.asked': { name: 'ours' },
    'data.aws_ec2_managed_prefix_list.told': { id: 'pl-2', entries: [{ cidr: '192.0.2.0/24' }] },
  };
  expect(blocksOf(lists, 'data.aws_prefix_list.s3')).toContain('AWS');
  expect(blocksOf(lists, 'data.aws_prefix_list.told')).toEqual(['192.0.2.0/24']);
  expect(blocksOf(lists, 'data.aws_ec2_managed_prefix_list.asked')).toContain('AWS');
  expect(blocksOf(lists, 'data.aws_ec2_managed_prefix_list.told')).toEqual(['192.0.2.0/24']);
});

it('holds nothing when it says nothing', () => {
  expect(blocksOf({ 'aws_ec2_managed_prefix_list.l': {} }, 'aws_ec2_managed_prefix_list.l')).toEqual([]);
});
