import { unknown } from '../value';
import { notGiven, type Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';
import {
  attachmentsOfAssociation,
  attachmentsOfFirewall,
  type FirewallAttachment,
} from './firewall-attachment';
import type { Item } from './item';

/** Firewalls of Network Firewall, also those that only EC2 tells of, and endpoints in other VPCs. */
export function readFirewalls(answers: Answers): readonly Deployed[] {
  const described = answers.of('Firewall').map(readFirewall);
  const told = new Set(described.map(({ address }) => address));
  return [
    ...described,
    ...readHidden(answers, told),
    ...answers.of('VpcEndpointAssociation').map(readAssociation),
  ];
}

function readFirewall(answer: Item): Deployed {
  const firewall = answer.item('Firewall') ?? answer.refuse('Firewall', 'an object');
  return deployed('aws_networkfirewall_firewall', firewall.need('FirewallArn'), {
    arn: firewall.need('FirewallArn'),
    name: firewall.text('FirewallName'),
    vpc_id: firewall.text('VpcId'),
    firewall_policy_arn: firewall.need('FirewallPolicyArn'),
    subnet_mapping: firewall.items('SubnetMappings').map(readMapping),
    firewall_status: [{ sync_states: attachmentsOfFirewall(answer).map(readAttachment) }],
    tags: tagsOf(firewall),
  });
}

function readAssociation(answer: Item): Deployed {
  const association =
    answer.item('VpcEndpointAssociation') ?? answer.refuse('VpcEndpointAssociation', 'an object');
  const mapping = association.item('SubnetMapping') ?? association.refuse('SubnetMapping', 'an object');
  const arn = association.need('VpcEndpointAssociationArn');
  return deployed('aws_networkfirewall_vpc_endpoint_association', arn, {
    arn,
    firewall_arn: association.need('FirewallArn'),
    vpc_id: association.text('VpcId'),
    subnet_mapping: [readMapping(mapping)],
    vpc_endpoint_association_status: [
      { association_sync_state: attachmentsOfAssociation(answer).map(readAttachment) },
    ],
    tags: tagsOf(association),
  });
}

function readMapping(mapping: Item) {
  return { subnet_id: mapping.need('SubnetId'), ip_address_type: mapping.text('IPAddressType') ?? null };
}

function readAttachment({ zone, endpoint, subnet }: FirewallAttachment) {
  return { availability_zone: zone, attachment: [{ endpoint_id: endpoint, subnet_id: subnet }] };
}

/** EC2 tags the endpoints of a firewall with its ARN, and `list-firewalls` names it. */
function readHidden(answers: Answers, told: ReadonlySet<string>): readonly Deployed[] {
  const associated = new Set(
    answers
      .of('VpcEndpointAssociation')
      .flatMap((one) => attachmentsOfAssociation(one).map(({ endpoint }) => endpoint)),
  );
  const endpoints = new Map<string, Item[]>();
  for (const item of answers.of('Firewalls')) endpoints.set(item.need('FirewallArn'), []);
  for (const item of answers.of('VpcEndpoints')) {
    const { AWSNetworkFirewallManaged: isManaged, Firewall: firewall } = tagsOf(item) as Readonly<
      Record<string, string>
    >;
    if (isManaged !== 'true' || firewall === undefined || associated.has(item.need('VpcEndpointId')))
      continue;
    endpoints.set(firewall, [...(endpoints.get(firewall) ?? []), item]);
  }
  return [...endpoints].filter(([arn]) => !told.has(arn)).map(([arn, items]) => hiddenFirewall(arn, items));
}

/** AWS tells of endpoints that are there, and so of no subnet where one is missing. */
function hiddenFirewall(arn: string, endpoints: readonly Item[]): Deployed {
  const reason = unknown(notGiven(`network-firewall describe-firewall --firewall-arn ${arn}`));
  const placed = endpoints.flatMap((item) => item.texts('SubnetIds').map((subnet) => ({ item, subnet })));
  const said = {
    arn,
    vpc_id: endpoints[0]?.text('VpcId'),
    subnet_mapping: placed.map(({ item, subnet }) => ({
      subnet_id: subnet,
      ip_address_type: item.text('IpAddressType') ?? null,
    })),
    firewall_status: [
      {
        sync_states: placed.map(({ item, subnet }) => ({
          attachment: [{ endpoint_id: item.need('VpcEndpointId'), subnet_id: subnet }],
        })),
      },
    ],
  };
  const untold = {
    firewall_policy_arn: reason,
    ...(placed.length === 0 && { subnet_mapping: reason, vpc_id: reason }),
  };
  return deployed('aws_networkfirewall_firewall', arn, said, untold);
}
