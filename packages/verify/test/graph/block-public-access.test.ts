import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const accessOf = (resources: Record<string, Record<string, Said>>) =>
  readGraph(estateOf(resources)).blockPublicAccess;

it('is absent when nothing in the input sets it', () => {
  expect(accessOf({ 'aws_vpc.v': {} })).toBeUndefined();
});

it('has modes and exclusions of VPCs and subnets', () => {
  expect(
    accessOf({
      'aws_vpc.v': {},
      'aws_subnet.a': {},
      'aws_vpc_block_public_access_options.o': { internet_gateway_block_mode: 'block-bidirectional' },
      'aws_vpc_block_public_access_exclusion.v': {
        vpc_id: ref('aws_vpc.v.id'),
        internet_gateway_exclusion_mode: 'allow-egress',
      },
      'aws_vpc_block_public_access_exclusion.a': {
        subnet_id: ref('aws_subnet.a.id'),
        internet_gateway_exclusion_mode: notKnown('a variable'),
      },
    }),
  ).toEqual({
    options: [
      {
        origin: 'aws_vpc_block_public_access_options.o',
        mode: { is: 'known', value: 'block-bidirectional' },
      },
    ],
    exclusions: [
      {
        origin: 'aws_vpc_block_public_access_exclusion.a',
        excluded: { is: 'known', value: 'aws_subnet.a' },
        mode: { is: 'unknown', reason: 'a variable' },
      },
      {
        origin: 'aws_vpc_block_public_access_exclusion.v',
        excluded: { is: 'known', value: 'aws_vpc.v' },
        mode: { is: 'known', value: 'allow-egress' },
      },
    ],
  });
});
