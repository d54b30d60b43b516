import {
  changeOf,
  endpointsOf,
  type Changes,
  type Difference,
  type FlowChange,
  type JudgedSubnet,
  type UndeterminedChange,
  type Way,
  type WayChange,
} from '@inspected-egress/verify';
import type { GraphInput } from '../verify-input/read-graph-input';
import { plainHop, type PlainHop } from '../verify-report/plain-hop';

/** What is said of two inputs, as plain data; `--format json` prints it. */
export interface Comparison {
  readonly before: ComparedInput;
  readonly after: ComparedInput;
  /** 0 nothing is gained or lost, 1 something is, 2 nothing surely is, and something may be. */
  readonly status: number;
  readonly change: ReturnType<typeof changeOf>;
  readonly gained: PlainChanges;
  readonly lost: PlainChanges;
  readonly undetermined: readonly PlainDoubt[];
}

export interface ComparedInput {
  readonly input: string;
  readonly form: string;
  readonly notes: readonly string[];
  readonly subnets: readonly JudgedSubnet[];
}

export interface PlainChanges extends Omit<Changes, 'ways' | 'flows'> {
  readonly ways: readonly PlainWayChange[];
  readonly flows: readonly PlainFlowChange[];
}

/** Destinations as blocks, the fewest that make the set. */
export interface PlainWayChange extends Omit<WayChange, 'destinations' | 'out' | 'back'> {
  readonly destinations: readonly string[];
  /** The destinations for people. */
  readonly to: string;
  readonly out: PlainWay;
  readonly back?: PlainWay;
}

export interface PlainFlowChange extends Omit<FlowChange, 'destinations'> {
  readonly destinations: readonly string[];
  readonly to: string;
}

export interface PlainDoubt extends Omit<UndeterminedChange, 'destinations'> {
  readonly destinations?: readonly string[];
}

export interface PlainWay extends Omit<Way, 'hops'> {
  readonly hops: readonly PlainHop[];
  /** Whether it passes a firewall endpoint. */
  readonly isInspected: boolean;
}

const STATUS = { none: 0, changed: 1, undetermined: 2 } as const;

/** @param toText - destinations in words, as `the public IPv4 internet` */
export function toComparison(
  before: GraphInput,
  after: GraphInput,
  difference: Difference,
  toText: (destinations: WayChange['destinations']) => string,
): Comparison {
  const change = changeOf(difference);
  const plain = ({ ways, flows, ...others }: Changes): PlainChanges => ({
    ...others,
    ways: ways.map(({ destinations, out, back, ...way }) => ({
      ...way,
      destinations: destinations.toJSON(),
      to: way.only ?? toText(destinations),
      out: plainWay(out),
      ...(back === undefined ? {} : { back: plainWay(back) }),
    })),
    flows: flows.map(({ destinations, ...flow }) => ({
      ...flow,
      destinations: destinations.toJSON(),
      to: toText(destinations),
    })),
  });
  return {
    before: toInput(before, difference.judged.before),
    after: toInput(after, difference.judged.after),
    status: STATUS[change],
    change,
    gained: plain(difference.gained),
    lost: plain(difference.lost),
    undetermined: difference.undetermined.map(({ destinations, ...doubt }) => ({
      ...doubt,
      ...(destinations === undefined ? {} : { destinations: destinations.toJSON() }),
    })),
  };
}

function plainWay({ hops, ...way }: Way): PlainWay {
  return { ...way, hops: hops.map(plainHop), isInspected: endpointsOf({ hops, ...way }).length > 0 };
}

function toInput({ input, estate }: GraphInput, subnets: readonly JudgedSubnet[]): ComparedInput {
  return { input, form: estate.form, notes: estate.notes, subnets };
}
