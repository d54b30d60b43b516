import { findMeant } from '@inspected-egress/policy';
import { PlanError, throwProblems, type Problem } from '@inspected-egress/problem';
import {
  PROMISES,
  verify as verifyGraph,
  verifyEstate,
  type PromiseId,
  type Report,
} from '@inspected-egress/verify';
import { unknownPromise } from '../errors';
import { relocated } from '../inputs/in-file';
import type { EgressIo } from '../io';
import { printJson, printLines } from '../outputs/print';
import { openEstates } from '../verify-input/open-estates';
import { readGivenEndpoints } from '../verify-input/given-endpoint';
import { placeEndpoints } from '../verify-input/place-endpoints';
import { readAccepted } from '../verify-input/read-accepted';
import {
  readEstateInput,
  withGraph,
  type EstateInput,
  type GraphInput,
} from '../verify-input/read-graph-input';
import { splitAddresses } from '../verify-input/split-addresses';
import { describeVerification } from '../verify-report/describe-verification';
import { verifyToMarkdown } from '../verify-report/to-markdown';
import { toSarif } from '../verify-report/to-sarif';
import { toVerification, worstStatus, type Verification } from '../verify-report/verification';

export const VERIFY_FORMATS = ['text', 'json', 'sarif', 'markdown'] as const;

export interface VerifyCall {
  readonly format: (typeof VERIFY_FORMATS)[number];
  /** Ids with commas between. */
  readonly require?: string;
  readonly protected?: string;
  readonly accept?: string;
  readonly endpoint?: readonly string[];
}

/**
 * Status 1 when a required promise is violated in one of the inputs, 2 when none is and one is undetermined, otherwise 0.
 * An input that cannot be used, or a call that means nothing in it, is refused with all others of its kind before
 * anything is said of the rest.
 */
export async function verify(names: readonly string[], call: VerifyCall, io: EgressIo): Promise<number> {
  const required = readRequired(call.require);
  const verifications = await verifyAll(names, required, call, io);
  const status = worstStatus(verifications);
  if (call.format === 'json') printJson(io.stdout, { status, inputs: verifications });
  else if (call.format === 'sarif') printJson(io.stdout, toSarif(verifications));
  else if (call.format === 'markdown') printLines(io.stdout, verifyToMarkdown(verifications, status));
  else printLines(io.stdout, describeAll(verifications));
  return status;
}

function describeAll(verifications: readonly Verification[]): readonly string[] {
  return verifications.flatMap((one, index) => [...(index === 0 ? [] : ['']), ...describeVerification(one)]);
}

async function verifyAll(
  names: readonly string[],
  required: readonly PromiseId[],
  call: VerifyCall,
  io: EgressIo,
): Promise<readonly Verification[]> {
  const read = openEstates(io);
  const verifications: Verification[] = [];
  const problems: Problem[] = [];
  // One at a time, so that a hundred large plans are never in memory together.
  for (const name of names) {
    try {
      verifications.push(await verifyOne(name, required, call, read));
    } catch (error) {
      if (!(error instanceof PlanError)) throw error;
      problems.push(...error.problems);
    }
  }
  throwProblems('inputs', problems);
  return verifications;
}

async function verifyOne(
  name: string,
  required: readonly PromiseId[],
  call: VerifyCall,
  read: ReturnType<typeof openEstates>,
): Promise<Verification> {
  const told = await readEstateInput(name, read);
  const given = readGivenEndpoints(call.endpoint ?? []);
  const placed = given.length === 0 ? told : placeEndpoints(withGraph(told), given);
  const report = relocated(
    (problem) => ({
      ...problem,
      file: told.input,
      path: problem.path.replace(/^protected\[\d+\]$/, '--protected'),
    }),
    () => judge(placed, call),
  );
  return toVerification(told.input, placed.estate, report, required);
}

function judge(told: EstateInput | GraphInput, call: VerifyCall): Report {
  const options = call.protected === undefined ? {} : { protected: splitAddresses(call.protected) };
  const accepted = splitAddresses(call.accept ?? '');
  if (accepted.length === 0 && !('graph' in told)) return verifyEstate(told.estate, options);
  const { graph } = 'graph' in told ? told : withGraph(told);
  return verifyGraph(graph, { ...options, acceptedBypasses: readAccepted(graph, accepted) });
}

/** In the order of reports. */
function readRequired(text: string | undefined): readonly PromiseId[] {
  if (text === undefined) return PROMISES;
  const words = text.split(',').map((word) => word.trim());
  const isPromise = (word: string) => PROMISES.some((promise) => promise === word);
  const unknown = words.filter((word) => !isPromise(word));
  throwProblems(
    'promises',
    unknown.map((word) => unknownPromise(word, findMeant(word, PROMISES), PROMISES)),
  );
  return PROMISES.filter((promise) => words.includes(promise));
}
