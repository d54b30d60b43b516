import { init, killThreads } from 'z3-solver';

/** The answer to whether there is such a packet: one, or that there is none. */
export type Answer = { readonly is: 'sat'; readonly value: bigint } | { readonly is: 'unsat' };

/** A vector of bits by its name. */
export interface Vector {
  readonly name: string;
  readonly width: number;
}

type Api = Awaited<ReturnType<typeof init>>;
type Context = ReturnType<typeof newContext>;

const newContext = ({ Context }: Api) => Context('networks');

/**
 * A running z3, which has threads of its own. It is told texts in one call that waits for them: texts
 * given to its other functions may be overwritten before their thread has read them (z3-solver 5.2.0).
 */
export class Solver {
  private known: InstanceType<Context['Solver']>;

  private constructor(
    private readonly api: Api,
    private readonly context: Context,
  ) {
    this.known = new context.Solver('QF_BV');
  }

  static async start(): Promise<Solver> {
    const api = await init();
    return new Solver(api, newContext(api));
  }

  /** Without it the process does not end. */
  end(): Promise<void> {
    return killThreads(this.api.em);
  }

  /** Takes a text of SMT-LIB as all that is known. */
  tell(text: string): void {
    this.known.release();
    this.known = new this.context.Solver('QF_BV');
    this.known.fromString(text);
  }

  /** Whether what has a name can be true, and with which value of a vector; or whether it can with a given one. */
  async ask(name: string, vector: Vector, value?: bigint): Promise<Answer> {
    const { Bool, BitVec } = this.context;
    const bits = BitVec.const(vector.name, vector.width);
    this.known.push();
    if (value !== undefined) this.known.add(bits.eq(BitVec.val(value, vector.width)));
    const answer = await this.known.check(Bool.const(name));
    const found = answer === 'sat' ? this.known.model().eval(bits, true) : undefined;
    this.known.pop();
    if (answer === 'unsat') return { is: 'unsat' };
    if (found === undefined || !this.context.isBitVecVal(found)) throw new Error(`z3 says ${answer}`);
    return { is: 'sat', value: found.value() };
  }
}
