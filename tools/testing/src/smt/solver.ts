import { createRequire } from 'node:module';

/** The answer to whether there is such a packet: one, or that there is none. */
export type Answer = { readonly is: 'sat'; readonly value: bigint } | { readonly is: 'unsat' };

/** A vector of bits by its name. */
export interface Vector {
  readonly name: string;
  readonly width: number;
}

// What is used of z3-solver 5.2.0. By its own types nothing here would compile on a machine without it.
interface Expression {
  eq(other: Expression): Expression;
  value(): bigint;
}
interface Z3Solver {
  fromString(text: string): void;
  push(): void;
  pop(): void;
  add(term: Expression): void;
  check(...assumptions: Expression[]): Promise<'sat' | 'unsat' | 'unknown'>;
  model(): { eval(term: Expression, completes: boolean): Expression };
  release(): void;
}
interface Context {
  readonly Solver: new (logic: string) => Z3Solver;
  readonly Bool: { const(name: string): Expression };
  readonly BitVec: {
    const(name: string, width: number): Expression;
    val(value: bigint, width: number): Expression;
  };
  isBitVecVal(term: Expression): boolean;
}
interface Api {
  readonly em: object;
  Context(name: string): Context;
}
interface Z3 {
  init(): Promise<Api>;
  killThreads(em: object): Promise<void>;
}

/**
 * A running z3, which has threads of its own. It is told texts in one call that waits for them: texts given to its other
 * functions may be overwritten before their thread has read them.
 */
export class Solver {
  private known: Z3Solver;

  private constructor(
    private readonly context: Context,
    /** Without it the process does not end. */
    readonly end: () => Promise<void>,
  ) {
    this.known = new context.Solver('QF_BV');
  }

  static async start(): Promise<Solver> {
    const { init, killThreads } = createRequire(__filename)('z3-solver') as Z3;
    const { em, Context: newContext } = await init();
    return new Solver(newContext('networks'), () => killThreads(em));
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
