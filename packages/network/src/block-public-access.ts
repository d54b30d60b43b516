import { VpcBlockPublicAccessExclusion } from '@cdktf/provider-aws/lib/vpc-block-public-access-exclusion';
import { VpcBlockPublicAccessOptions } from '@cdktf/provider-aws/lib/vpc-block-public-access-options';
import { throwProblems } from '@inspected-egress/problem';
import { Construct } from 'constructs';
import { tooManyExclusions } from './errors';
import { BLOCK_PUBLIC_ACCESS_EXCLUSIONS } from './limits';
import {
  findBlockPublicAccessProblems,
  type BlockPublicAccessAcceptance,
  type BlockPublicAccessExclusion,
  type BlockPublicAccessInput,
  type BlockPublicAccessMode,
  type FirewallEngineKind,
} from './plan/block-public-access';
import { findChoiceProblems } from './plan/choice-problems';
import type { IRoutedVpc } from './routed-vpc';
import { SUBNET_TIERS } from './subnet-tier';

export interface BlockPublicAccessProps {
  readonly vpc: IRoutedVpc;
  readonly engineKind: FirewallEngineKind;
  /**
   * The mode of the whole account in this Region, for every VPC in it. `here` sets it, and `destroy` turns it off;
   * `elsewhere` only takes it into account, as for an account whose mode an organization policy sets.
   */
  readonly account: { readonly mode: BlockPublicAccessMode; readonly managed: 'here' | 'elsewhere' };
  /**
   * What of this VPC is let off.
   * @default - nothing
   * @throws PlanError NET501 to NET508 when inspected egress would not work
   */
  readonly exclusion?: BlockPublicAccessExclusion;
  /** @default - nothing is accepted */
  readonly accept?: readonly BlockPublicAccessAcceptance[];
  /** @default - none but `Name` */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * VPC Block Public Access beside inspected egress: the mode of the account, if it is set here, and the exclusions that
 * let the firewall endpoints of this VPC work. Exclusions stand before the mode is set, so that no traffic is cut.
 * @throws PlanError with every problem that `findBlockPublicAccessProblems` finds, NET125 for an unknown choice, and NET509 over 50 exclusions
 */
export class BlockPublicAccess extends Construct {
  constructor(scope: Construct, id: string, props: BlockPublicAccessProps) {
    super(scope, id);
    const { account, exclusion, vpc } = props;
    const subnets = exclusion?.scope === 'subnets' ? subnetsOf(vpc, exclusion.tiers) : [];
    throwProblems(`block public access of \`${this.node.path}\``, [
      ...findBlockPublicAccessProblems(inputOf(props)),
      ...findChoiceProblems('account.managed', account.managed, ['here', 'elsewhere']),
      ...(subnets.length > BLOCK_PUBLIC_ACCESS_EXCLUSIONS ? [tooManyExclusions(subnets.length)] : []),
    ]);
    const exclusions = exclusion === undefined ? [] : this.exclude(exclusion, props, subnets);
    if (account.managed === 'elsewhere') return;
    new VpcBlockPublicAccessOptions(this, 'options', {
      internetGatewayBlockMode: account.mode,
      dependsOn: [...exclusions],
    });
  }

  private exclude(
    { scope, mode }: BlockPublicAccessExclusion,
    { vpc, tags }: BlockPublicAccessProps,
    subnets: readonly ExcludedSubnet[],
  ): readonly VpcBlockPublicAccessExclusion[] {
    const config = { internetGatewayExclusionMode: mode, tags: { ...tags, Name: 'inspected egress' } };
    if (scope === 'vpc')
      return [new VpcBlockPublicAccessExclusion(this, 'vpc', { ...config, vpcId: vpc.vpcId })];
    return subnets.map(
      ({ id, subnetId }) => new VpcBlockPublicAccessExclusion(this, id, { ...config, subnetId }),
    );
  }
}

interface ExcludedSubnet {
  readonly id: string;
  readonly subnetId: string;
}

function subnetsOf(vpc: IRoutedVpc, tiers: BlockPublicAccessInput['tiers']): readonly ExcludedSubnet[] {
  return vpc.zones.flatMap(({ key, subnets }) =>
    tiers.flatMap((tier) => {
      const subnet = subnets[tier];
      return subnet === undefined ? [] : [{ id: `${key}-${tier}`, subnetId: subnet.subnetId }];
    }),
  );
}

function inputOf({
  vpc,
  engineKind,
  account,
  exclusion,
  accept,
}: BlockPublicAccessProps): BlockPublicAccessInput {
  return {
    mode: account.mode,
    engineKind,
    position: vpc.position,
    ipv6: vpc.ipv6,
    // One zone without NAT is enough for traffic that is not translated.
    nat: vpc.zones.every(({ nat, subnets }) => nat !== undefined || subnets.protected === undefined)
      ? 'all'
      : 'none',
    tiers: SUBNET_TIERS.filter((tier) => vpc.zones.some(({ subnets }) => subnets[tier] !== undefined)),
    ...(exclusion === undefined ? {} : { exclusion }),
    ...(accept === undefined ? {} : { accept }),
  };
}
