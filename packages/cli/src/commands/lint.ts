import { layerPolicies, lintPolicy } from '@inspected-egress/policy';
import { formatProblem, type Problem } from '@inspected-egress/problem';
import { checkToday } from '../inputs/check-today';
import { relocated } from '../inputs/in-file';
import { layeredPlaces } from '../inputs/layered-places';
import { openInputs } from '../inputs/open-inputs';
import { readPolicyFile, type PolicyFile } from '../inputs/read-policy-file';
import type { EgressIo } from '../io';
import { printJson, printLines } from '../outputs/print';
import { count, table } from '../outputs/table';

export const SEVERITIES = ['error', 'warning', 'info'] as const;
type Severity = (typeof SEVERITIES)[number];

export interface LintCall {
  readonly format: 'text' | 'json';
  readonly today: string;
  readonly failOn: Severity;
  /** The policies are additions under it. */
  readonly baseline?: string;
}

/** A remark, and the file that it is about. */
interface FileRemark extends Problem {
  readonly file: string;
  readonly severity: Severity;
  readonly rule?: string;
}

/** Status 0 when no remark is as severe as `failOn`, otherwise 1. */
export async function lint(names: readonly string[], call: LintCall, io: EgressIo): Promise<number> {
  checkToday(call.today);
  const read = openInputs(io);
  const policies: PolicyFile[] = [];
  for (const name of call.baseline === undefined ? names : [call.baseline, ...names]) {
    policies.push(await readPolicyFile(name, read));
  }
  const remarks = call.baseline === undefined ? findAlone(policies, call) : findLayered(policies, call);

  const files = policies.map(({ file }) => file);
  const counts = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, remarks.filter((one) => one.severity === severity).length]),
  );
  if (call.format === 'json') printJson(io.stdout, { files, remarks, counts });
  else printLines(io.stdout, describe(files, remarks, counts));
  const failing = SEVERITIES.slice(0, SEVERITIES.indexOf(call.failOn) + 1);
  return remarks.some(({ severity }) => failing.includes(severity)) ? 1 : 0;
}

function findAlone(policies: readonly PolicyFile[], { today }: LintCall): readonly FileRemark[] {
  return policies.flatMap(({ file, policy }) =>
    lintPolicy(policy, { today }).map((remark) => ({ ...remark, file })),
  );
}

/** An addition that has no effect does not do what it says, which is an error. */
function findLayered(policies: readonly PolicyFile[], { today }: LintCall): readonly FileRemark[] {
  const [baseline, ...additions] = policies;
  if (baseline === undefined) return [];
  const placeOf = layeredPlaces(policies);
  const { policy, conflicts } = relocated(
    (problem) => ({ ...problem, ...placeOf(problem.path) }),
    () =>
      layerPolicies(
        baseline.policy,
        additions.map((one) => one.policy),
      ),
  );
  const found: FileRemark[] = conflicts.map((conflict) => ({
    ...conflict,
    ...placeOf(conflict.path),
    severity: 'error',
  }));
  for (const remark of lintPolicy(policy, { today })) {
    const placed = { ...remark, ...placeOf(remark.path) };
    const isSaid = ({ file, path, message }: FileRemark) =>
      file === placed.file && path === placed.path && message === placed.message;
    if (!found.some(isSaid)) found.push(placed);
  }
  return found;
}

function describe(
  files: readonly string[],
  remarks: readonly FileRemark[],
  counts: Readonly<Record<string, number>>,
): readonly string[] {
  const groups = [...new Set(files)].flatMap((file) => {
    const own = remarks.filter((remark) => remark.file === file);
    const rows = own.map((remark) => [remark.severity, formatProblem(remark)]);
    if (rows.length === 0) return [`${file}: no remarks`];
    return [`${file}: ${count(own.length, 'remark')}`, ...table(rows).map((line) => `  ${line}`)];
  });
  const summary = SEVERITIES.map((severity) => `${counts[severity]} ${severity}`).join(', ');
  return [...groups, `${count(files.length, 'file')}: ${summary}`];
}
