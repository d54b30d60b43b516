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

describe('of several accounts or Regions, nobody knows which VPCs it blocks:', () => {
  const OPTIONS = 'aws_vpc_block_public_access_options.o';
  const on = { internet_gateway_block_mode: 'block-bidirectional' };
  const arnIn = (region: string, account = '111122223333') => `arn:aws:ec2:${region}:${account}:vpc/vpc-0a`;
  const modeOf = (resources: Record<string, Record<string, Said>>, more = {}) =>
    readGraph({ ...estateOf(resources), ...more }).blockPublicAccess?.options.map(({ mode }) => mode.is);

  it.each<[string, Record<string, Record<string, Said>>]>([
    [
      'VPCs of two Regions',
      { 'aws_vpc.v': { arn: arnIn('us-east-1') }, 'aws_vpc.w': { arn: arnIn('us-west-2') }, [OPTIONS]: on },
    ],
    [
      'VPCs of two accounts',
      {
        'aws_vpc.v': { arn: arnIn('us-east-1') },
        'aws_vpc.w': { arn: arnIn('us-east-1', '444455556666') },
        [OPTIONS]: on,
      },
    ],
    [
      'it is of another Region',
      { 'aws_vpc.v': { arn: arnIn('us-east-1') }, [OPTIONS]: { ...on, aws_region: 'us-west-2' } },
    ],
    [
      'it is of another account',
      { 'aws_vpc.v': { arn: arnIn('us-east-1') }, [OPTIONS]: { ...on, aws_account_id: '444455556666' } },
    ],
    ['it asks for a Region of its own', { 'aws_vpc.v': {}, [OPTIONS]: { ...on, region: 'us-west-2' } }],
  ])('%s', (_, resources) => {
    expect(modeOf(resources)).toEqual(['unknown']);
  });

  it('providers say so', () => {
    expect(modeOf({ 'aws_vpc.v': {}, [OPTIONS]: on }, { isOfSeveralRegions: true })).toEqual(['unknown']);
    expect(modeOf({ 'aws_vpc.v': {}, [OPTIONS]: on })).toEqual(['known']);
  });

  it('unless it is off, as it is in all others, or all are in one', () => {
    const off = { 'aws_vpc.v': {}, [OPTIONS]: { internet_gateway_block_mode: 'off' } };
    const one = {
      'aws_vpc.v': { arn: arnIn('us-east-1') },
      [OPTIONS]: { ...on, aws_region: 'us-east-1', aws_account_id: '111122223333' },
    };
    expect(modeOf(off, { isOfSeveralRegions: true })).toEqual(['known']);
    expect(modeOf(one)).toEqual(['known']);
  });
});
