import { readGraph } from '../../../src/graph/read-graph';
import { estateOfAnswers, known, SUBNET, VPC } from './support/answer-of';

describe('Block Public Access', () => {
  const optionsOf = (answers: Readonly<Record<string, unknown>>) =>
    readGraph(estateOfAnswers(answers)).blockPublicAccess?.options.map(({ mode }) =>
      mode.is === 'known' ? mode.value : mode.reason,
    );
  const state = (mode: string) => ({ ...VPC, BlockPublicAccessStates: { InternetGatewayBlockMode: mode } });
  const options = (InternetGatewayBlockMode: string, more: object = {}) => ({
    AwsAccountId: '111111111111',
    State: 'update-complete',
    InternetGatewayBlockMode,
    ...more,
  });

  it.each([
    ['is told by its own answer', { Vpcs: [VPC], VpcBlockPublicAccessOptions: options('off') }, 'off'],
    ['is told by the VPCs', { Vpcs: [state('off')] }, 'off'],
    [
      'is not known without either',
      { Vpcs: [VPC] },
      '`describe-vpc-block-public-access-options` was not given; add its answer',
    ],
    [
      'is not known while it changes',
      { Vpcs: [VPC], VpcBlockPublicAccessOptions: options('off', { State: 'update-in-progress' }) },
      'it is being changed now',
    ],
    [
      'is not known of a VPC of another account',
      { Vpcs: [{ ...VPC, OwnerId: '222222222222' }], VpcBlockPublicAccessOptions: options('off') },
      'a VPC is of another account, which sets its own',
    ],
    [
      'of a VPC of another account is told by the VPC',
      { Vpcs: [{ ...state('off'), OwnerId: '222222222222' }], VpcBlockPublicAccessOptions: options('off') },
      'off',
    ],
  ])('%s', (_, answers, mode) => {
    expect(optionsOf(answers)).toEqual([mode]);
  });

  it('is not known where Regions differ', () => {
    const estate = estateOfAnswers(
      { Vpcs: [VPC] },
      { VpcBlockPublicAccessOptions: options('off') },
      { VpcBlockPublicAccessOptions: options('block-bidirectional') },
    );
    expect(known(estate, 'vpc-block-public-access', 'internet_gateway_block_mode')).toBe(
      'it is not the same everywhere; give the answers of one Region',
    );
  });

  it('excludes what the answers say is excluded now', () => {
    const exclusion = (ExclusionId: string, State: string, resource: string) => ({
      ExclusionId,
      State,
      ResourceArn: `arn:aws:ec2:us-east-1:1:${resource}`,
      InternetGatewayExclusionMode: 'allow-bidirectional',
    });
    const graph = readGraph(
      estateOfAnswers({
        Vpcs: [VPC],
        Subnets: [SUBNET],
        VpcBlockPublicAccessOptions: options('block-bidirectional'),
        VpcBlockPublicAccessExclusions: [
          exclusion('x-01', 'create-complete', 'vpc/vpc-01'),
          exclusion('x-02', 'delete-complete', 'subnet/subnet-01'),
          exclusion('x-03', 'delete-in-progress', 'subnet/subnet-01'),
        ],
      }),
    );
    expect(graph.blockPublicAccess?.exclusions).toMatchObject([
      { origin: 'x-01', excluded: { value: 'vpc-01' }, mode: { value: 'allow-bidirectional' } },
      {
        origin: 'x-03',
        excluded: { value: 'subnet-01' },
        mode: { reason: 'it is `delete-in-progress` now' },
      },
    ]);
  });
});
