import {
  LOG_RETENTION_DAYS,
  type IRoutedVpc,
  type RoutedSubnet,
  type SubnetTier,
} from '@inspected-egress/network';
import {
  compileSquid,
  findPolicyProblems,
  type Compiled,
  type EgressPolicy,
  type SquidArtefact,
} from '@inspected-egress/policy';
import { isToken, PlanError, problemUnder, type Problem } from '@inspected-egress/problem';
import {
  logRetention,
  proxyBesideIpv6,
  proxyBesideNat,
  proxyBlockToken,
  proxySubnetMissing,
  proxyTier,
  userDataTooLong,
} from '../../errors';
import { USER_DATA_BYTES } from '../../limits';
import { compressedBytes } from '../bootstrap/user-data';
import type { PlannedBootstrap } from '../bootstrap/bootstrap';
import type { FleetHealthCheck } from '../fleet/health-check';
import { planProxyStart, type ProxyStart } from './proxy-start';

/** Where clients of a proxy may be. */
export type ProxyClientTier = Extract<SubnetTier, 'protected' | 'isolated'>;

/** What every proxy is made from. */
export interface ProxySettings {
  /**
   * Proxies stand in its nat subnets, which get a route to the internet gateway. It has no NAT gateway, which would be a way
   * out beside them.
   * @throws PlanError INS340 to INS342, INS345
   */
  readonly vpc: IRoutedVpc;
  /**
   * What may leave, compiled to Squid.
   * @throws PlanError POL1xx when it is not valid, POL601 to POL603
   */
  readonly egressPolicy: EgressPolicy;
  /** Day for which rules are compiled, `2026-11-30`. */
  readonly today: string;
  /**
   * Blocks of each prefix list that a rule names, by its id.
   * @default - the policy names none
   */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
  /** EC2 instance type. @default 'c6in.large' */
  readonly instanceType?: string;
  /**
   * Amazon Linux 2023, or an image with Squid, nftables and the CloudWatch agent.
   * @default - the newest Amazon Linux 2023
   */
  readonly imageId?: string;
  /**
   * Whether software is installed at the first start, from the package repository of Amazon Linux.
   * @default 'from-repository'
   */
  readonly software?: 'from-repository' | 'in-image';
  /**
   * Days that access logs are kept in CloudWatch.
   * @default 90
   * @throws PlanError INS242
   */
  readonly logRetentionDays?: number;
  /**
   * Key that encrypts access logs; its policy must let CloudWatch Logs use it.
   * @default - encrypted by CloudWatch Logs with a key of its own
   */
  readonly logKeyArn?: string;
  /** @default - from the path of the construct */
  readonly name?: string;
  /** @default 'aws' */
  readonly partition?: string;
  /** @default - only a name */
  readonly tags?: Readonly<Record<string, string>>;
}

export const DEFAULT_PROXY = {
  instanceType: 'c6in.large',
  imageId: 'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
  logRetentionDays: 90,
} as const;

export type ProxyMode = 'explicit' | 'transparent';

/** A zone with the subnet of its proxies and those of its clients. */
export interface ProxyZone {
  readonly key: string;
  readonly availabilityZone: string;
  readonly proxies: RoutedSubnet;
  readonly clients: readonly RoutedSubnet[];
}

/** The zones of a VPC that is free of problems. */
export function proxyZones(vpc: IRoutedVpc, clientTiers: readonly ProxyClientTier[]): readonly ProxyZone[] {
  return vpc.zones.flatMap(({ key, availabilityZone, subnets }) => {
    const clients = clientTiers.flatMap((tier) => subnets[tier] ?? []);
    return subnets.nat === undefined ? [] : [{ key, availabilityZone, proxies: subnets.nat, clients }];
  });
}

export function clientBlocks(vpc: IRoutedVpc, clientTiers: readonly ProxyClientTier[]): readonly string[] {
  return proxyZones(vpc, clientTiers).flatMap(({ clients }) => clients.map(({ cidrBlock }) => cidrBlock));
}

export function compileProxy(
  { egressPolicy, today, prefixLists = {}, vpc }: ProxySettings,
  clientTiers: readonly ProxyClientTier[],
  mode: ProxyMode,
): Compiled<SquidArtefact> {
  return compileSquid(egressPolicy, {
    ...{ mode, today, prefixLists },
    clientCidrBlocks: clientBlocks(vpc, clientTiers),
    tiers: Object.fromEntries(clientTiers.map((tier) => [tier, clientBlocks(vpc, [tier])])),
  });
}

export function findProxyProblems(
  settings: ProxySettings,
  clientTiers: readonly ProxyClientTier[],
  mode: ProxyMode,
): readonly Problem[] {
  const { vpc, egressPolicy, logRetentionDays = DEFAULT_PROXY.logRetentionDays } = settings;
  const known: readonly string[] = ['protected', 'isolated'];
  const problems = [
    ...clientTiers.flatMap((tier, index) =>
      known.includes(tier) ? [] : [proxyTier(`clientTiers[${index}]`, tier)],
    ),
    ...findVpcProblems(vpc, clientTiers),
    ...(LOG_RETENTION_DAYS.includes(logRetentionDays)
      ? []
      : [logRetention('logRetentionDays', logRetentionDays)]),
    ...findPolicyProblems(egressPolicy).map((problem) => problemUnder('egressPolicy', problem)),
  ];
  return problems.length > 0 ? problems : findCompiledProblems(settings, clientTiers, mode);
}

function findVpcProblems(vpc: IRoutedVpc, clientTiers: readonly ProxyClientTier[]): readonly Problem[] {
  return [
    ...(vpc.ipv6 === 'none' ? [] : [proxyBesideIpv6()]),
    ...vpc.zones.flatMap(({ availabilityZone, subnets, nat }, index) => {
      const path = `vpc.zones[${index}]`;
      return [
        ...(nat === undefined ? [] : [proxyBesideNat(`${path}.nat`, availabilityZone)]),
        ...['nat' as const, ...clientTiers].flatMap((tier) => {
          const subnet = subnets[tier];
          const at = `${path}.subnets.${tier}`;
          if (subnet === undefined) return [proxySubnetMissing(at, availabilityZone, tier)];
          const { cidrBlock } = subnet;
          return isToken(cidrBlock) ? [proxyBlockToken(`${at}.cidrBlock`, cidrBlock)] : [];
        }),
      ];
    }),
  ];
}

function findCompiledProblems(
  settings: ProxySettings,
  clientTiers: readonly ProxyClientTier[],
  mode: ProxyMode,
): readonly Problem[] {
  try {
    const { artefact } = compileProxy(settings, clientTiers, mode);
    const bytes = compressedBytes(
      planProxyStart({
        ...{ files: artefact.files, groupName: 'g'.repeat(32), logGroupName: 'l'.repeat(64) },
        clientCidrBlocks: clientBlocks(settings.vpc, clientTiers),
        isInstalled: settings.software === 'in-image',
        interfaceId: 'eni-0123456789abcdef0',
      }),
    );
    return bytes > USER_DATA_BYTES ? [userDataTooLong(bytes)] : [];
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return error.problems;
  }
}

/** What an instance of a proxy is; it says itself when it is ready. */
export function planProxyBootstrap(
  settings: ProxySettings,
  start: Omit<ProxyStart, 'isInstalled'>,
  healthCheck: FleetHealthCheck,
): PlannedBootstrap {
  return {
    imageId: settings.imageId ?? DEFAULT_PROXY.imageId,
    userData: planProxyStart({ ...start, isInstalled: settings.software === 'in-image' }),
    compresses: true,
    rootDevice: '/dev/xvda',
    healthCheck,
    signalsReadiness: true,
    objectArns: [],
    approximations: [],
  };
}
