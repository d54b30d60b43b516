/** One direction of one packet: what it passes, and what becomes of it. */
export interface SimulatedWay {
  readonly hops: readonly string[];
  /** In the words of the verifier; `undetermined` where AWS does not say what happens. */
  readonly disposition: string;
}

/** The edge of a subnet that a packet crosses, with what a network ACL sees there. */
export interface SimulatedCrossing {
  readonly subnet: string;
  readonly direction: 'in' | 'out';
  readonly family: 4 | 6;
  /** The far address, or the subnet that the near one is somewhere in. */
  readonly peer: bigint | string;
  /** Of a reply: the ports that it may be for. A request is for the port of the service. */
  readonly replyPorts?: readonly [number, number];
}

/** What is asked for: a service by its port. */
export interface SimulatedService {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

export interface SimulatedFlow {
  readonly from: string;
  readonly family: 4 | 6;
  readonly destination: bigint;
  readonly out: SimulatedWay;
  /** The reply, also the one that would come if the workload had the public address that it lacks. */
  readonly back?: SimulatedWay;
  /** The gateway drops the packet, and it would not if the workload had a public address. */
  readonly wantsAddress: boolean;
  readonly crossings: readonly SimulatedCrossing[];
}
