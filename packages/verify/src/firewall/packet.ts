import type { FirewallFlow, FlowApplication } from './firewall-flow';
import { MATCH, NO_MATCH, unsure, type Match } from './match';

/** One packet of a flow, as much of it as rules ask for. */
export interface Packet {
  readonly flow: FirewallFlow;
  readonly to: 'server' | 'client';
  readonly phase: 'handshake' | 'request' | 'reply';
  /** Of its direction. */
  readonly isFirst: boolean;
  readonly isEstablished: boolean;
  /** What it carries. */
  readonly payload: 'nothing' | 'whole' | 'part';
  /** Of the flow, whether the engine knows it by now or not. */
  readonly application: FlowApplication;
  /** Whether the engine knows the application by now. */
  readonly isRecognised: Match;
}

/** A course that a flow may take, and what it depends on. */
export interface Course {
  readonly application: FlowApplication;
  readonly packets: readonly Packet[];
}

const OVER_TCP: readonly FlowApplication[] = ['tls', 'http', 'dns', 'ssh', 'other'];
const OVER_UDP: readonly FlowApplication[] = ['dns', 'quic', 'ntp', 'other'];
const PROBED_PORT: Partial<Record<FlowApplication, number>> = { dns: 53, ntp: 123, quic: 443 };

/**
 * The packets of a flow, up to the first reply, for everything that it may carry. A verdict that is the same for all of
 * them is the flow's. As seen in captures that Suricata 7.0.10 judged: `established` begins with the first data.
 *
 * @param isCut - whether the request comes in several segments
 */
export function coursesOf(flow: FirewallFlow, isCut = false): readonly Course[] {
  const course = (application: FlowApplication, packets: readonly Said[]): Course => ({
    application,
    packets: packets.map((packet) => ({ flow, application, ...packet })),
  });
  if (flow.protocol === 'icmp' || flow.protocol === 'icmpv6') {
    const isEcho = flow.icmpType === undefined || flow.icmpType === ECHO_REQUEST[flow.protocol];
    const sent = { ...request(NO_MATCH), isEstablished: false };
    return [course('other', [sent, ...(isEcho ? [reply(NO_MATCH)] : [])])];
  }
  const all = flow.protocol === 'tcp' ? OVER_TCP : OVER_UDP;
  const applications = flow.application === undefined ? all : [flow.application];
  return applications.flatMap((application) => {
    const known = recognition(application, flow);
    if (flow.protocol === 'udp')
      return [course(application, [{ ...request(known), isEstablished: false }, reply(known)])];
    const asked: readonly Said[] = [
      ...(isCut ? [{ ...request(known), payload: 'part' as const }] : []),
      { ...request(known), isFirst: false },
    ];
    const answered: Said = { ...reply(known), isFirst: false };
    return [
      course(application, [...HANDSHAKE, ...asked, answered]),
      // Of these either side may begin.
      ...(application === 'ssh' || application === 'other'
        ? [course(application, [...HANDSHAKE, answered, ...asked])]
        : []),
    ];
  });
}

/** Types of echo requests; RFC 792 and RFC 4443, section 4.1. */
export const ECHO_REQUEST = { icmp: 8, icmpv6: 128 } as const;

type Said = Omit<Packet, 'flow' | 'application'>;

const HANDSHAKE: readonly Said[] = (['server', 'client', 'server'] as const).map((to, index) => ({
  to,
  phase: 'handshake',
  isFirst: index < 2,
  isEstablished: false,
  payload: 'nothing',
  isRecognised: NO_MATCH,
}));

function request(isRecognised: Match): Said {
  return {
    to: 'server',
    phase: 'request',
    isFirst: true,
    isEstablished: true,
    payload: 'whole',
    isRecognised,
  };
}

function reply(isRecognised: Match): Said {
  return { to: 'client', phase: 'reply', isFirst: true, isEstablished: true, payload: 'whole', isRecognised };
}

/** TLS, HTTP and SSH are known by their first bytes on any port; the others are looked for on their port. */
function recognition(application: FlowApplication, { port }: FirewallFlow): Match {
  if (application === 'other') return unsure('bytes of no known protocol are recognised late, or never');
  const probed = PROBED_PORT[application];
  if (probed === undefined || probed === port) return MATCH;
  return unsure(`${application} may not be recognised on another port than ${probed}`);
}
