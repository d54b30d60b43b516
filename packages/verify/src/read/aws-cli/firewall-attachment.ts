import type { Answers } from './answers';
import type { Item } from './item';

/** An endpoint of Network Firewall, as the firewall or an association tells of it. */
export interface FirewallAttachment {
  /** As `vpce-0123456789abcdef0`. */
  readonly endpoint: string;
  readonly subnet: string;
  readonly zone: string;
  readonly status: string | undefined;
}

/** By endpoint. */
export function firewallAttachments(answers: Answers): ReadonlyMap<string, FirewallAttachment> {
  const all = [
    ...answers.of('Firewall').flatMap(attachmentsOfFirewall),
    ...answers.of('VpcEndpointAssociation').flatMap(attachmentsOfAssociation),
  ];
  return new Map(all.map((one) => [one.endpoint, one]));
}

export function attachmentsOfFirewall(answer: Item): readonly FirewallAttachment[] {
  return attachmentsIn(answer.item('FirewallStatus'), 'SyncStates');
}

export function attachmentsOfAssociation(answer: Item): readonly FirewallAttachment[] {
  return attachmentsIn(answer.item('VpcEndpointAssociationStatus'), 'AssociationSyncState');
}

/** One for each zone; without an id while AWS makes it. */
function attachmentsIn(status: Item | undefined, member: string): readonly FirewallAttachment[] {
  return (status?.entries(member) ?? []).flatMap(([zone, state]) => {
    const attachment = state.item('Attachment');
    const endpoint = attachment?.text('EndpointId');
    const subnet = attachment?.text('SubnetId');
    return endpoint === undefined || subnet === undefined
      ? []
      : [{ endpoint, subnet, zone, status: attachment?.text('Status') }];
  });
}
