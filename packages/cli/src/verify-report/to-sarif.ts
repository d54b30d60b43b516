import { createHash } from 'node:crypto';
import type { ToldFinding, ToldHop, Verification } from './verification';

/**
 * What is violated, and what is undetermined, as SARIF: one run for all inputs. Required promises that are violated are
 * errors, all else is a warning.
 * @see OASIS, "Static Analysis Results Interchange Format Version 2.1.0", 3.27 and 3.36
 */
export function toSarif(verifications: readonly Verification[]) {
  const results = verifications.flatMap(({ input, findings, promises }) => {
    const required = promises.filter((one) => one.required).map(({ promise }) => promise);
    return findings
      .filter(({ verdict }) => verdict !== 'proved')
      .map((finding) => toResult(input, finding, required.includes(finding.promise)));
  });
  const rules = [...new Map(results.map(({ ruleId, properties }) => [ruleId, properties.promise]))];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'egress',
            informationUri: 'https://github.com/inspected-egress/inspected-egress',
            rules: rules.map(([id, promise]) => ({ id, shortDescription: { text: promise } })),
          },
        },
        results,
      },
    ],
  };
}

function toResult(input: string, finding: ToldFinding, isRequired: boolean) {
  const { code, promise, verdict, subject, constructPath, because, remedy, out = [], back = [] } = finding;
  const hops = [...out, ...back];
  return {
    ruleId: code,
    level: isRequired && verdict === 'violated' ? 'error' : 'warning',
    message: { text: `${subject}: ${because}; ${remedy}` },
    locations: [locationOf(input, subject, constructPath)],
    // A finding stays the same while its kind and its subject do, whatever the wording.
    partialFingerprints: { 'promise/v1': fingerprint([promise, code, subject, out.at(-1)?.key ?? '']) },
    ...(hops.length === 0
      ? {}
      : { codeFlows: [{ threadFlows: [{ locations: hops.map((hop) => stepOf(input, hop)) }] }] }),
    properties: { promise, verdict },
  };
}

function locationOf(input: string, name: string, path?: string) {
  return {
    physicalLocation: { artifactLocation: { uri: encodeURI(input) } },
    logicalLocations: [{ name, fullyQualifiedName: path ?? name, kind: 'resource' }],
  };
}

function stepOf(input: string, { key, text }: ToldHop) {
  return { location: { ...locationOf(input, key), message: { text } } };
}

function fingerprint(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
