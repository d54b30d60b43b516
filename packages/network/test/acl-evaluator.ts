/**
 * What a network ACL does with a packet, written from the VPC guide alone: rules in ascending order, the first that
 * matches decides, otherwise deny. Shares nothing with the code under test; it reads what Terraform would read.
 */
export type RuleJson = Readonly<Record<string, unknown>>;

export interface Packet {
  readonly source: string;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6';
  readonly destinationPort?: number;
  /** `8/0`, type and code. */
  readonly icmp?: string;
}

export function tcp(source: string, destination: string, destinationPort: number): Packet {
  return { source, destination, protocol: 'tcp', destinationPort };
}

const NUMBERS = { icmp: '1', tcp: '6', udp: '17', icmpv6: '58' } as const;

export function verdict(
  rules: readonly RuleJson[],
  acl: string,
  direction: 'ingress' | 'egress',
  packet: Packet,
) {
  const decisive = rules
    .filter((rule) => rule['network_acl_id'] === acl && rule['egress'] === (direction === 'egress'))
    .sort((one, other) => Number(one['rule_number']) - Number(other['rule_number']))
    .find((rule) => matches(rule, direction === 'egress' ? packet.destination : packet.source, packet));
  return decisive === undefined ? 'deny' : String(decisive['rule_action']);
}

function matches(rule: RuleJson, address: string, packet: Packet): boolean {
  const block = rule['cidr_block'] ?? rule['ipv6_cidr_block'];
  if (!isWithin(String(block), address)) return false;
  if (rule['protocol'] === '-1') return true;
  if (rule['protocol'] !== NUMBERS[packet.protocol]) return false;
  if (packet.icmp !== undefined) {
    const [type, code] = packet.icmp.split('/').map(Number);
    return (
      [-1, type].includes(Number(rule['icmp_type'])) &&
      (rule['icmp_type'] === -1 || [-1, code].includes(Number(rule['icmp_code'])))
    );
  }
  const port = packet.destinationPort ?? -1;
  return Number(rule['from_port']) <= port && port <= Number(rule['to_port']);
}

function isWithin(block: string, address: string): boolean {
  const [base = '', length = ''] = block.split('/');
  if (base.includes(':') !== address.includes(':')) return false;
  const bits = bitsOf(base).slice(0, Number(length));
  return bitsOf(address).startsWith(bits);
}

function bitsOf(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((octet) => Number(octet).toString(2).padStart(8, '0'))
      .join('');
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const [left, right] = [groups(head), groups(tail)];
  const all = [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return all.map((group) => parseInt(group, 16).toString(2).padStart(16, '0')).join('');
}
