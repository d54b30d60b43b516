import type { Key } from '../graph/key';
import type { Evidence } from '../promise/evidence';
import { describeDestinations } from '../walk/internet';
import type { Trace } from '../walk/trace';
import { SAY_MORE, type CheckRemark, type Judgement } from './check';

/** What a check has seen on the ways of packets: things looked at, and one remark for each that has any. */
export class WayRemarks {
  private readonly seen = new Set<Key>();
  private readonly remarks = new Map<string, CheckRemark>();

  look(subject: Key): void {
    this.seen.add(subject);
  }

  /** Broken, unless the input leaves open whether any packet goes this way; what is broken for sure wins. */
  remark(trace: Trace, remark: Omit<CheckRemark, 'verdict'>, about = remark.subject): void {
    const isSure = trace.except.length === 0 && trace.only === undefined;
    this.put(about, isSure ? { verdict: 'broken', ...remark } : doubtful(trace, remark));
  }

  doubt(subject: Key, because: string, about = subject): void {
    this.put(about, { verdict: 'undetermined', subject, because, remedy: SAY_MORE });
  }

  judgement(): Judgement {
    return { count: this.seen.size, remarks: [...this.remarks.values()] };
  }

  private put(about: string, remark: CheckRemark): void {
    const before = this.remarks.get(about);
    if (before === undefined || (before.verdict === 'undetermined' && remark.verdict === 'broken'))
      this.remarks.set(about, remark);
  }
}

function doubtful(trace: Trace, remark: Omit<CheckRemark, 'verdict'>): CheckRemark {
  const others = [...new Set(trace.except)].join(', ');
  const condition =
    trace.only === undefined ? `unless another route takes them: ${others}` : `for ${trace.only}`;
  return { verdict: 'undetermined', ...remark, because: `${remark.because}, ${condition}` };
}

/** Every way of every judged subnet. */
export function listTraces({ traces }: Evidence): readonly Trace[] {
  return [...traces.values()].flat();
}

/** Where packets of a trace go, in words. */
export function destinationsOf({ only, destinations }: Trace): string {
  return only ?? describeDestinations(destinations);
}
