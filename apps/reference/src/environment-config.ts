import type { InspectionPosition, Ipv6Mode, NatGatewayMode, ZoneProps } from '@inspected-egress/network';
import type { EgressPolicy } from '@inspected-egress/policy';
import type { BackendConfig } from './backend-config';
import type { EngineConfig } from './engine-config';

/** The environments of the reference, in the order in which a change goes through them. */
export const ENVIRONMENT_NAMES = ['dev', 'staging', 'prod'] as const;

/** Name of an environment, of its stack, and of the workspace that holds its state. */
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** Everything in which environments differ. What is not here is the same in all of them. */
export interface EnvironmentConfig {
  /** @throws PlanError ENV101 for a name that is not in `ENVIRONMENT_NAMES`, ENV110 for one that is taken */
  readonly name: EnvironmentName;
  /**
   * The account to deploy to: 12 digits. The provider refuses any other.
   * @throws PlanError ENV102
   */
  readonly accountId: string;
  /**
   * For example `us-east-1`; decides the partition too.
   * @throws PlanError ENV103
   */
  readonly region: string;
  /**
   * IPv4 block of the VPC. No two environments may overlap, so that they can be connected one day.
   * @throws PlanError ENV111
   */
  readonly cidrBlock: string;
  /**
   * 1 to 6 zones of the Region. Adding or removing one moves no other.
   * @throws PlanError ENV104 for a zone of another Region
   */
  readonly zones: readonly ZoneProps[];
  /** One in each zone, one for all in the zone named, or none: then only workloads with public addresses get out. */
  readonly natGateways: NatGatewayMode;
  /** Whether the firewall sees the NAT gateway's address (`after-nat`) or each workload's (`before-nat`). */
  readonly position: InspectionPosition;
  /** `inspected`: dual stack, and every IPv6 packet crosses the firewall endpoint of its zone too. */
  readonly ipv6: Ipv6Mode;
  /** What inspects. Another engine moves no subnet and no address. */
  readonly engine: EngineConfig;
  /**
   * What may leave. Rules of AWS Network Firewall, network ACLs, the test application's security group and endpoint
   * policies are made from it; what stands behind another engine is told by somebody else.
   * @throws PlanError POL1xx when it is not valid
   */
  readonly policy: EgressPolicy;
  /**
   * The day for which expiries of the policy's rules are judged, `2026-11-30`. A rule that expired before is left out of
   * everything. It is stated here and not read from a clock, so that the same files always make the same Terraform; that
   * an expiry takes effect is for Terraform to see to, which refuses to plan when a rule that is in force has expired.
   * @throws PlanError ENV116 for what is not a day
   */
  readonly policyDate: string;
  /**
   * Each prefix list that the policy names, by its id.
   * @default - the policy names none
   * @throws PlanError POL302, POL503 and POL553 where one is missing
   */
  readonly prefixLists?: Readonly<Record<string, PrefixListConfig>>;
  /** `from-policy`: the ACL of every tier permits every hop of what the policy does, and nothing else. `open`: all permit all. */
  readonly networkAcls: 'from-policy' | 'open';
  /**
   * `from-policy`: the resolver of the VPC answers for names that the policy passes, and for no others; it logs queries, and
   * answers nothing while DNS Firewall cannot be asked. `none`: it answers for every name, which is a way out of the VPC that
   * no firewall endpoint sees.
   * @throws PlanError POL401 and POL402 for names that DNS Firewall does not hold
   */
  readonly dnsFirewall: 'from-policy' | 'none';
  /**
   * AWS services that are reached past the firewall, as far as the policy permits. `session-manager`: what it takes to
   * open a session on an instance and to install packages of Amazon Linux, whatever the firewall drops.
   */
  readonly privateServices: 'session-manager' | 'none';
  /** Where flow logs of the VPC are kept, for `logRetentionDays`. */
  readonly flowLogs: 'cloudwatch' | 's3' | 'none';
  /**
   * `alarms`: what stops egress or tries to get past it tells a topic, to which you subscribe people, and one dashboard
   * shows the rest.
   * @throws PlanError INS364 where there is nothing to watch
   */
  readonly monitoring: 'alarms' | 'none';
  /** `on`: nobody deletes the firewall or its rules of DNS, or changes its subnets or its policy, by accident; turn it off first to destroy. */
  readonly protection: 'on' | 'off';
  /**
   * How long logs of the firewall, of flows and of DNS queries are kept, in days.
   * @throws PlanError ENV114 for a number that CloudWatch Logs does not offer
   */
  readonly logRetentionDays: number;
  /** Where Terraform keeps the environment's state. */
  readonly backend: BackendConfig;
  /**
   * Tags of every resource, beside `Environment` and `ManagedBy`.
   * @throws PlanError ENV109
   */
  readonly tags: Readonly<Record<string, string>>;
}

/** A prefix list: firewall rules and network ACLs take its blocks, security groups its id. */
export interface PrefixListConfig {
  readonly cidrBlocks: readonly string[];
  /** The most entries that it may have: a security group counts a reference as that many rules. */
  readonly maxEntries: number;
}
