import type { Match } from '../match';
import type { Packet } from '../packet';

/** What an option of a rule asks of a packet. */
export type Condition = (packet: Packet) => Match;
