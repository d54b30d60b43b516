import type { Estate } from '../../../../src/read/estate';
import { readEstate } from '../../../../src/read/read-estate';
import { formatCidrBlock } from '@inspected-egress/cidr';
import { readGraph } from '../../../../src/graph/read-graph';
import type { Route } from '../../../../src/graph/route';
import { resourceAt } from '../../support/said';

/** The estate of answers; each member of the first level is a file of its own, or a list of files. */
export function estateOfAnswers(
  answers: Readonly<Record<string, unknown>>,
  ...more: readonly object[]
): Estate {
  const files = [...Object.entries(answers).map(([member, value]) => ({ [member]: value })), ...more];
  return readEstate(
    files.map((file, index) => ({ name: `answer-${index}.json`, text: JSON.stringify(file) })),
  );
}

/** Addresses of the resources of a type. */
export function listed(estate: Estate, type: string): readonly string[] {
  return estate.resources.filter((resource) => resource.type === type).map(({ address }) => address);
}

export const VPC = {
  VpcId: 'vpc-01',
  OwnerId: '111111111111',
  CidrBlock: '10.0.0.0/16',
  CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } }],
  Tags: [{ Key: 'Name', Value: 'egress' }],
};

export const SUBNET = {
  SubnetId: 'subnet-01',
  VpcId: 'vpc-01',
  OwnerId: '111111111111',
  AvailabilityZone: 'us-east-1a',
  AvailabilityZoneId: 'use1-az1',
  CidrBlock: '10.0.0.0/24',
  MapPublicIpOnLaunch: false,
};

export function tableOf(...routes: readonly object[]) {
  return {
    RouteTableId: 'rtb-01',
    VpcId: 'vpc-01',
    Associations: [
      {
        Main: false,
        RouteTableAssociationId: 'rtbassoc-01',
        SubnetId: 'subnet-01',
        AssociationState: { State: 'associated' },
      },
    ],
    PropagatingVgws: [],
    Routes: routes.map((route) => ({ Origin: 'CreateRoute', State: 'active', ...route })),
  };
}

/** What is known of an attribute, or why it is not. */
export function known(estate: Estate, address: string, attribute: string): unknown {
  const value = resourceAt(estate, address).attribute(attribute);
  return value.kind === 'known' ? value.value : value.kind === 'unknown' ? value.reason : value.kind;
}

/** Routes of the table `rtb-01`, as `destination > target`. */
export function routesOf(estate: Estate): readonly string[] {
  return (readGraph(estate).routeTables.get('rtb-01')?.routes ?? []).map(tellRoute);
}

function tellRoute({ destination, target, isPropagated, isBlackhole }: Route): string {
  const to =
    destination.kind === 'block'
      ? formatCidrBlock(destination.block)
      : destination.kind === 'prefix-list'
        ? destination.prefixList
        : destination.kind;
  const by =
    'key' in target ? `${target.kind} ${target.key}` : target.kind === 'unknown' ? target.reason : 'local';
  return `${to} ${isBlackhole ? '!>' : isPropagated ? '~>' : '>'} ${by}`;
}
