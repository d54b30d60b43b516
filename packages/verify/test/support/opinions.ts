import { parseAddress, type Address } from '@inspected-egress/cidr';
import {
  breakJoinedWorld,
  breakWorld,
  Dice,
  joinedWorld,
  PacketSimulator,
  senselessJoinedWorld,
  senselessWorld,
  sensibleWorld,
  worthSending,
  writeAddress,
  opinionBetween,
  opinionOf,
  type Opinion,
  type PacketPromise,
  type SimulatedFlow,
} from '@inspected-egress/testing/worlds';

import { worstOf, type Verdict } from '../../src/promise/finding';
import type { Report } from '../../src/report';

/** How many random worlds a second opinion is asked about; the tier of that name asks about thousands. */
export const WORLDS = Number(process.env['RANDOM_WORLDS'] ?? 40);

export interface RandomWorld {
  readonly label: string;
  readonly dice: Dice;
  readonly rows: string;
  readonly simulator: PacketSimulator;
  /** Addresses such that what follows for packets to them follows for all. */
  readonly destinations: readonly string[];
}

/** Senseless worlds and sensible ones in turn, the latter with up to three mistakes. */
export function* randomWorlds(
  contested: 'open' | 'longest' = 'open',
  count = WORLDS,
): Generator<RandomWorld> {
  for (let seed = 0; seed < count; seed += 1) {
    const dice = new Dice(seed);
    const rows = seed % 2 === 0 ? senselessWorld(dice) : brokenWorld(dice);
    const simulator = new PacketSimulator(rows, contested);
    yield { label: `world ${seed}`, dice, rows, simulator, destinations: worthSending(simulator.world) };
  }
}

function brokenWorld(dice: Dice): string {
  const mistakes = Array.from({ length: dice.pick([0, 0, 1, 1, 2, 3]) });
  return mistakes.reduce<string>((rows) => breakWorld(dice, rows), sensibleWorld(dice));
}

/** The same of several VPCs that a transit gateway joins. */
export function* joinedWorlds(contested: 'open' | 'longest' = 'open'): Generator<RandomWorld> {
  for (let seed = 0; seed < JOINED; seed += 1) {
    const dice = new Dice(-1 - seed);
    const rows = seed % 2 === 0 ? senselessJoinedWorld(dice) : brokenJoinedWorld(dice);
    const simulator = new PacketSimulator(rows, contested);
    yield {
      label: `joined world ${seed}`,
      dice,
      rows,
      simulator,
      destinations: worthSending(simulator.world),
    };
  }
}

const JOINED = WORLDS / 5; // each is several VPCs

function brokenJoinedWorld(dice: Dice): string {
  const mistakes = Array.from({ length: dice.pick([0, 1, 1, 1, 2, 3]) });
  return mistakes.reduce<string>((rows) => breakJoinedWorld(dice, rows), joinedWorld(dice));
}

/** Every packet worth sending from a subnet: of the families in which it has addresses. */
export function flowsFrom({ simulator, destinations }: RandomWorld, subnet: string): SimulatedFlow[] {
  const { world } = simulator;
  return destinations
    .filter((text) => world.blockOf(subnet, text.includes(':') ? 6 : 4) !== undefined)
    .flatMap((text) => simulator.sendEvery(subnet, text));
}

/** Where a packet goes, for code of the verifier. */
export function addressOf({ destination, family }: SimulatedFlow): Address {
  const key = `${family} ${destination}`;
  const address = addresses.get(key) ?? parseAddress(writeAddress(destination, family));
  addresses.set(key, address);
  return address;
}

const addresses = new Map<string, Address>();

const VERDICTS: Readonly<Record<Opinion, Verdict>> = {
  broken: 'violated',
  open: 'undetermined',
  kept: 'proved',
};

/** The verdict on a promise that packets of a subnet, each by itself, add up to. */
export function packetsSay(
  { simulator }: RandomWorld,
  promise: PacketPromise,
  flows: readonly SimulatedFlow[],
): Verdict {
  return worstOf(flows.map((flow) => VERDICTS[opinionOf(simulator.world, promise, flow)]));
}

/** What packets between a subnet and the other judged ones, in other VPCs, say of replies that use the same endpoint. */
export function exchangesSay({ simulator }: RandomWorld, subnet: string, judged: readonly string[]): Verdict {
  const { world } = simulator;
  const vpcOf = (key: string) => world.vpcOf('subnet', key);
  const isJoined = (key: string) => world.attachments.some(({ vpc }) => vpc === vpcOf(key));
  const others = judged.filter((key) => vpcOf(key) !== vpcOf(subnet) && isJoined(key));
  if (!isJoined(subnet)) return 'proved';
  return worstOf(
    others.flatMap((other) =>
      simulator
        .exchange(subnet, other)
        .map(([request, answer]) => VERDICTS[opinionBetween(world, request, answer)]),
    ),
  );
}

/** The verdict of a report on a promise about one subnet. */
export function verdictIn({ findings }: Report, promise: PacketPromise, subnet: string): Verdict {
  const about = findings.filter((one) => one.promise === promise && one.subject === subnet);
  if (about.length === 0) throw new Error(`nothing is found of \`${subnet}\` under ${promise}`);
  return worstOf(about.map(({ verdict }) => verdict));
}

export const MOST_SHOWN = 20;

// A few worlds need not show everything.
const SELDOM = WORLDS < 1000 ? 0 : 20;

/** What was met too seldom for an opinion of it to mean much. */
export function rare(seen: readonly string[], wanted: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const what of seen) counts.set(what, (counts.get(what) ?? 0) + 1);
  return wanted.filter((what) => (counts.get(what) ?? 0) < SELDOM);
}
