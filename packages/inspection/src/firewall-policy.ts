import { NetworkfirewallFirewallPolicy } from '@cdktf/provider-aws/lib/networkfirewall-firewall-policy';
import { NetworkfirewallRuleGroup } from '@cdktf/provider-aws/lib/networkfirewall-rule-group';
import { NetworkfirewallTlsInspectionConfiguration } from '@cdktf/provider-aws/lib/networkfirewall-tls-inspection-configuration';
import type { TlsInspectionConfiguration } from '@inspected-egress/policy';
import { Construct } from 'constructs';
import type { KmsKey } from './plan/encryption';
import type { PlannedFirewallPolicy } from './plan/firewall-policy';
import type { PlannedRuleGroup } from './plan/rule-group';

interface FirewallPolicyProps {
  readonly planned: PlannedFirewallPolicy;
  readonly encryption: KmsKey | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** A firewall policy and its rule groups, all in strict order. */
export class FirewallPolicy extends Construct {
  readonly firewallPolicyArn: string;

  constructor(scope: Construct, id: string, { planned, encryption, tags }: FirewallPolicyProps) {
    super(scope, id);
    const encrypted = encryptionConfiguration(encryption);
    // AWS refuses to delete a group in use, so one of another capacity is made first, under a name of its own. The policy
    // takes the flag over from the firewall: only another name, or another rule order, which it never gets, replaces it.
    const lifecycle = { createBeforeDestroy: true };
    const groups = planned.ruleGroups.map(({ id, name, priority, capacity, ...group }) => {
      const { arn } = new NetworkfirewallRuleGroup(this, id, {
        name,
        capacity,
        type: 'STATEFUL',
        ruleGroup: ruleGroup(group, planned.ruleOrder),
        ...encrypted,
        tags: { Name: name, ...tags },
        lifecycle,
      });
      return { priority, resourceArn: arn };
    });
    const tls = planned.tlsInspection;
    const tlsInspectionConfigurationArn =
      tls === undefined ? undefined : this.inspectTls(tls, { planned, encryption, tags });
    this.firewallPolicyArn = new NetworkfirewallFirewallPolicy(this, 'policy', {
      name: planned.name,
      firewallPolicy: {
        statelessDefaultActions: [...planned.statelessDefaultActions],
        statelessFragmentDefaultActions: [...planned.statelessFragmentDefaultActions],
        statefulDefaultActions: [...planned.statefulDefaultActions],
        statefulEngineOptions: {
          ruleOrder: planned.ruleOrder,
          streamExceptionPolicy: planned.streamExceptionPolicy,
          flowTimeouts: { tcpIdleTimeoutSeconds: planned.tcpIdleTimeoutSeconds },
        },
        policyVariables: {
          ruleVariables: [{ key: 'HOME_NET', ipSet: { definition: [...planned.homeNet] } }],
        },
        statefulRuleGroupReference: [...planned.managedRuleGroups, ...groups],
        ...(tlsInspectionConfigurationArn === undefined ? {} : { tlsInspectionConfigurationArn }),
      },
      ...encrypted,
      tags: { Name: planned.name, ...tags },
    }).arn;
  }

  /** AWS keeps a configuration in use. This too takes the flag over, so it goes after the policy has let go of it. */
  private inspectTls(
    configuration: TlsInspectionConfiguration,
    { planned: { name }, encryption, tags }: FirewallPolicyProps,
  ): string {
    const { encryptionConfiguration: encrypted } = encryptionConfiguration(encryption);
    return new NetworkfirewallTlsInspectionConfiguration(this, 'tls-inspection', {
      name,
      tlsInspectionConfiguration: [blocksOf(configuration)],
      ...(encrypted === undefined ? {} : { encryptionConfiguration: [encrypted] }),
      tags: { Name: name, ...tags },
    }).arn;
  }
}

/** The provider's types want lists that can be written to. */
function blocksOf({ serverCertificateConfiguration }: TlsInspectionConfiguration) {
  return {
    serverCertificateConfiguration: serverCertificateConfiguration.map((server) => ({
      ...server,
      checkCertificateRevocationStatus: [...server.checkCertificateRevocationStatus],
      scope: server.scope.map(({ protocols, source, sourcePorts, destination, destinationPorts }) => ({
        protocols: [...protocols],
        source: [...source],
        sourcePorts: [...sourcePorts],
        destination: [...destination],
        destinationPorts: [...destinationPorts],
      })),
    })),
  };
}

/**
 * Nothing for a key that AWS owns: the provider does not read that type back, so saying it would show as a change in
 * every plan.
 */
export function encryptionConfiguration(encryption: KmsKey | undefined): {
  readonly encryptionConfiguration?: { readonly type: string; readonly keyId: string };
} {
  if (encryption === undefined) return {};
  return { encryptionConfiguration: { type: 'CUSTOMER_KMS', keyId: encryption.kmsKeyArn } };
}

function ruleGroup(
  {
    rules,
    ipSetVariables,
    ipSetReferences,
  }: Pick<PlannedRuleGroup, 'rules' | 'ipSetVariables' | 'ipSetReferences'>,
  ruleOrder: string,
) {
  const ipSets = ipSetVariables.map(({ name, cidrBlocks }) => ({
    key: name,
    ipSet: { definition: [...cidrBlocks] },
  }));
  const references = ipSetReferences.map(({ name, referenceArn }) => ({
    key: name,
    ipSetReference: [{ referenceArn }],
  }));
  return {
    rulesSource: { rulesString: literal(rules) },
    statefulRuleOptions: { ruleOrder },
    ...(ipSets.length === 0 ? {} : { ruleVariables: { ipSets } }),
    ...(references.length === 0 ? {} : { referenceSets: { ipSetReferences: references } }),
  };
}

/** Terraform would read `%{` as the beginning of a directive. */
function literal(rules: string): string {
  return rules.replaceAll('%{', '%%{');
}
