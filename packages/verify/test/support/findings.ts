import type { VerifyOptions } from '../../src/promise/evidence';
import type { Finding, PromiseId } from '../../src/promise/finding';
import { verify } from '../../src/verify';
import { graphOf } from './graph-of';

/** What is found under one promise, `subject verdict code` each. */
export function found(rows: string, promise: PromiseId, options?: VerifyOptions): string[] {
  return findingsOf(rows, promise, options).map(
    ({ subject, verdict, code }) => `${subject} ${verdict} ${code}`,
  );
}

export function findingsOf(rows: string, promise: PromiseId, options?: VerifyOptions): Finding[] {
  return verify(graphOf(rows), options).findings.filter((finding) => finding.promise === promise);
}

/** The packet of a violation and its ways, as one line each. */
export function shown({ witness, out = [], back }: Finding): string[] {
  const { source, destination, protocol, destinationPort } = witness ?? {
    source: 'no',
    destination: 'packet',
  };
  const path = (hops: Finding['out'] = []) => hops.map(({ key }) => key).join(' ');
  const port = destinationPort === undefined ? '' : `:${destinationPort}/${protocol}`;
  return [`${source} to ${destination}${port}`, path(out), ...(back === undefined ? [] : [path(back)])];
}
