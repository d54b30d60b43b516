import {
  tellBack,
  tellOut,
  type Finding,
  type Hop,
  type Packet,
  type Step,
  type Way,
} from '@inspected-egress/verify';

/** The ways of a finding as steps. */
export function tellFinding({ witness, out = [], back = [] }: Pick<Finding, 'witness' | 'out' | 'back'>): {
  readonly out: readonly Step[];
  readonly back: readonly Step[];
} {
  const packet = witness === undefined ? 'packets of this kind' : `the packet to ${addressed(witness)}`;
  return { out: tellOut(wayOf(out), packet), back: tellBack(wayOf(back), out) };
}

/** What became of the packet the finding says itself: a way that is delivered adds nothing to its last step. */
function wayOf(hops: readonly Hop[]): Way {
  return { hops, disposition: 'delivered' };
}

/** `TCP 10.0.0.10:49152 to 8.8.8.8:443`. */
export function packetText(packet: Packet): string {
  const { protocol, source, sourcePort } = packet;
  return `${protocol.toUpperCase()} ${withPort(source, sourcePort)} to ${addressed(packet)}`;
}

function addressed({ destination, destinationPort }: Packet): string {
  return withPort(destination, destinationPort);
}

function withPort(address: string, port: number | undefined): string {
  if (port === undefined) return address;
  // Words in place of an address, where the input does not tell one, have spaces.
  if (address.includes(' ')) return `${address}, port ${port}`;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
