import { createHash } from 'node:crypto';
import { showControls } from '@inspected-egress/problem';
import { CHECKS, type CheckResult } from '@inspected-egress/verify';
import type { ToldFinding, ToldHop, Verification } from './verification';

/**
 * What is violated, and what is undetermined, as SARIF: one run for all inputs. Required promises that are violated are
 * errors, other findings are warnings; a check that is broken is as bad as it says.
 * @see OASIS, "Static Analysis Results Interchange Format Version 2.1.0", 3.27 and 3.36
 */
export function toSarif(verifications: readonly Verification[]) {
  const results = verifications.flatMap(({ input, findings, promises, checks }) => {
    const required = promises.filter((one) => one.required).map(({ promise }) => promise);
    return [
      ...findings
        .filter(({ verdict }) => verdict !== 'proved')
        .map((finding) => toResult(input, finding, required.includes(finding.promise))),
      // A check that comes from a finding is that finding; one that is undetermined has no place to show.
      ...checks
        .filter(({ verdict, code }) => verdict === 'broken' && code === undefined)
        .map((check) => toCheckResult(input, check)),
    ];
  });
  const rules = [...new Map(results.map(({ ruleId, title }) => [ruleId, title]))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'egress',
            informationUri: 'https://github.com/inspected-egress/inspected-egress',
            rules: rules.map(([id, title]) => ({ id, shortDescription: { text: title } })),
          },
        },
        results: results.map(({ result }) => result),
      },
    ],
  };
}

interface Reported {
  readonly ruleId: string;
  /** Of the rule. */
  readonly title: string;
  readonly result: object;
}

function toResult(input: string, finding: ToldFinding, isRequired: boolean): Reported {
  const { code, promise, verdict, subject, constructPath, because, remedy, out = [], back = [] } = finding;
  const hops = [...out, ...back];
  const result = {
    ruleId: code,
    level: isRequired && verdict === 'violated' ? 'error' : 'warning',
    message: toMessage(`${subject}: ${because}; ${remedy}`),
    locations: [locationOf(input, subject, constructPath)],
    // A finding stays the same while its kind and its subject do, whatever the wording.
    partialFingerprints: { 'promise/v1': fingerprint([promise, code, subject, out.at(-1)?.key ?? '']) },
    ...(hops.length === 0
      ? {}
      : { codeFlows: [{ threadFlows: [{ locations: hops.map((hop) => stepOf(input, hop)) }] }] }),
    properties: { promise, verdict },
  };
  return { ruleId: code, title: promise, result };
}

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;

function toCheckResult(input: string, result: CheckResult): Reported {
  const { check, severity, verdict, subject = input, constructPath, because, remedy } = result;
  return {
    ruleId: check,
    title: CHECKS.find(({ id }) => id === check)?.title ?? check,
    result: {
      ruleId: check,
      level: LEVELS[severity],
      message: toMessage(`${subject}: ${because}${remedy === '' ? '' : `; ${remedy}`}`),
      locations: [locationOf(input, subject, constructPath)],
      partialFingerprints: { 'check/v1': fingerprint([check, verdict, subject, because]) },
      properties: { check, severity, verdict },
    },
  };
}

function locationOf(input: string, name: string, path?: string) {
  return {
    physicalLocation: { artifactLocation: { uri: encodeURI(input) } },
    logicalLocations: [{ name, fullyQualifiedName: path ?? name, kind: 'resource' }],
  };
}

function stepOf(input: string, { key, steps }: ToldHop) {
  return { location: { ...locationOf(input, key), message: toMessage(steps.join('; ')) } };
}

/** Plain text, in which no name makes a link. SARIF 2.1.0, 3.11.6 "Messages with embedded links". */
function toMessage(text: string) {
  return { text: showControls(text).replaceAll('](', '] (') };
}

function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
