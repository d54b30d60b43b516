/**
 * Names of the rule groups that AWS manages, without their rule order, and the capacity of each where AWS says it: pages
 * "AWS managed rule groups" of the developer guide, and "Starter policy" of the AWS Security Services Best Practices
 * (github.com/aws/aws-security-services-best-practices), both read in 2026-11. Of the others `aws network-firewall
 * describe-rule-group-metadata` tells.
 */
export const MANAGED_CAPACITIES = {
  AttackInfrastructure: 15_000,
  AbusedLegitBotNetCommandAndControlDomains: 200,
  AbusedLegitMalwareDomains: 200,
  BotNetCommandAndControlDomains: 200,
  MalwareDomains: 200,
  ThreatSignaturesBotnet: undefined,
  ThreatSignaturesBotnetWeb: undefined,
  ThreatSignaturesBotnetWindows: 3_400,
  ThreatSignaturesDoS: 200,
  ThreatSignaturesEmergingEvents: undefined,
  ThreatSignaturesExploits: undefined,
  ThreatSignaturesFUP: undefined,
  ThreatSignaturesIOC: undefined,
  ThreatSignaturesMalware: undefined,
  ThreatSignaturesMalwareCoinmining: undefined,
  ThreatSignaturesMalwareMobile: 4_000,
  ThreatSignaturesMalwareWeb: 3_300,
  ThreatSignaturesPhishing: 4_200,
  ThreatSignaturesScanners: undefined,
  ThreatSignaturesSuspect: undefined,
  ThreatSignaturesWebAttacks: 1_400,
} as const;

export type ManagedRuleGroupName = keyof typeof MANAGED_CAPACITIES;
