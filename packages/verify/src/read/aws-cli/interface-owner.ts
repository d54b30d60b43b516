import { unknown } from '../value';
import { firewallAttachments } from './firewall-attachment';
import type { Answers } from './answers';
import type { AnswerMember } from './answer-kinds';
import { deployed, type Deployed } from './deployed';
import { interfaceItems } from './interface-items';
import type { Item } from './item';

/** Interfaces that AWS makes for something else, by what they say of themselves, and what they are for. */
export interface InterfaceOwners {
  /** Ids of the interfaces that are their own. */
  readonly own: ReadonlySet<string>;
  /** Owners that no answer tells of: nothing but their subnets is known. */
  readonly hidden: readonly Deployed[];
}

interface OwnerKind {
  readonly types: readonly string[];
  /** How the description of the interface ends, with the name of the owner. */
  readonly description: RegExp;
  readonly member: AnswerMember;
  readonly resource: string;
  readonly subnets: 'subnet_id' | 'subnet_ids' | 'subnets';
  readonly said?: Readonly<Record<string, string>>;
}

/**
 * As AWS fills in type and description.
 *
 * @see EC2 API "NetworkInterface" and user guide "Requester-managed network interfaces", 2026-11
 */
const OWNER_KINDS: readonly OwnerKind[] = [
  {
    types: ['nat_gateway', 'natGateway'],
    description: /\b(nat-\w+)$/,
    member: 'NatGateways',
    resource: 'aws_nat_gateway',
    subnets: 'subnet_id',
  },
  {
    types: ['gateway_load_balancer_endpoint'],
    description: /\b(vpce-\w+)$/,
    member: 'VpcEndpoints',
    resource: 'aws_vpc_endpoint',
    subnets: 'subnet_ids',
    said: { vpc_endpoint_type: 'GatewayLoadBalancer' },
  },
  {
    types: ['vpc_endpoint'],
    description: /\b(vpce-\w+)$/,
    member: 'VpcEndpoints',
    resource: 'aws_vpc_endpoint',
    subnets: 'subnet_ids',
    said: { vpc_endpoint_type: 'Interface' },
  },
  {
    types: ['transit_gateway'],
    description: /\b(tgw-attach-\w+)$/,
    member: 'TransitGatewayVpcAttachments',
    resource: 'aws_ec2_transit_gateway_vpc_attachment',
    subnets: 'subnet_ids',
  },
  {
    types: ['gateway_load_balancer'],
    description: /^ELB (.+)$/,
    member: 'LoadBalancers',
    resource: 'aws_lb',
    subnets: 'subnets',
    said: { load_balancer_type: 'gateway' },
  },
  {
    types: ['network_load_balancer', 'load_balancer'],
    description: /^ELB (.+)$/,
    member: 'LoadBalancers',
    resource: 'aws_lb',
    subnets: 'subnets',
  },
];

/** Application Load Balancers and classic ones have interfaces of the common type. */
const BALANCER = OWNER_KINDS.at(-1);

export function interfaceOwners(answers: Answers): InterfaceOwners {
  const claimed = listClaimed(answers);
  const balancers = listBalancers(answers);
  const attachments = firewallAttachments(answers);
  const own = new Set<string>();
  const hidden = new Map<string, { kind: OwnerKind; items: Item[] }>();
  for (const [id, item] of interfaceItems(answers)) {
    if (claimed.has(id)) continue;
    const kind = kindOf(item);
    if (kind === undefined) {
      own.add(id);
      continue;
    }
    const owner = kind.description.exec(item.text('Description') ?? '')?.[1] ?? id;
    if (answers.byId(kind.member).has(owner) || balancers.has(owner) || attachments.has(owner)) continue;
    const found = hidden.get(owner);
    if (found === undefined) hidden.set(owner, { kind, items: [item] });
    else found.items.push(item);
  }
  return {
    own,
    hidden: [...hidden].map(([owner, { kind, items }]) => hiddenOwner(answers, owner, kind, items)),
  };
}

function kindOf(item: Item): OwnerKind | undefined {
  const type = item.text('InterfaceType') ?? 'interface';
  const typed = OWNER_KINDS.find(({ types }) => types.includes(type));
  // Anybody may write a description, so it counts where AWS itself made the interface.
  const isBalancer = item.flag('RequesterManaged') === true && /^ELB /.test(item.text('Description') ?? '');
  return typed ?? (isBalancer ? BALANCER : undefined);
}

/** Interfaces that the answers about their owners name. */
function listClaimed(answers: Answers): ReadonlySet<string> {
  const ofNats = answers
    .of('NatGateways')
    .flatMap((nat) => nat.items('NatGatewayAddresses').map((one) => one.text('NetworkInterfaceId') ?? ''));
  return new Set([
    ...ofNats,
    ...answers.of('VpcEndpoints').flatMap((endpoint) => endpoint.texts('NetworkInterfaceIds')),
  ]);
}

/** As descriptions call them: `app/name/0123456789abcdef`, and classic ones by name. */
function listBalancers(answers: Answers): ReadonlySet<string> {
  const arns = answers.of('LoadBalancers').map((balancer) => balancer.need('LoadBalancerArn'));
  const names = answers.of('LoadBalancerDescriptions').map((balancer) => balancer.need('LoadBalancerName'));
  return new Set([...arns.map((arn) => arn.replace(/^.*:loadbalancer\//, '')), ...names]);
}

function hiddenOwner(
  answers: Answers,
  owner: string,
  { resource, member, subnets, said }: OwnerKind,
  items: readonly Item[],
): Deployed {
  const reason = unknown(answers.doubtOf(member) ?? `no answer tells of \`${owner}\``);
  const places = [...new Set(items.map((item) => item.need('SubnetId')))];
  const told = { vpc_id: items[0]?.text('VpcId'), [subnets]: subnets === 'subnet_id' ? places[0] : places };
  const untold = Object.fromEntries(UNTOLD.map((name) => [name, reason]));
  return deployed(resource, owner, { ...said, ...told }, untold);
}

/** What packets meet at one of these. */
const UNTOLD = [
  'connectivity_type',
  'allocation_id',
  'service_name',
  'ip_address_type',
  'transit_gateway_id',
  'appliance_mode_support',
  'security_group_ids',
  'internal',
];
