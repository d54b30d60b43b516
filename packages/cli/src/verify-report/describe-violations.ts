import { describeSteps } from './describe-steps';
import { packetText } from './tell-finding';
import type { ToldFinding } from './verification';

/** What a reviewer needs to see that it is so, and to change it. Steps of one way are told once. */
export function describeViolations(findings: readonly ToldFinding[]): readonly string[] {
  const told = new Map<string, string>();
  return findings.flatMap((finding) => {
    const steps = describeSteps(finding.out, finding.back);
    const way = steps.join('\n');
    const before = told.get(way);
    if (before === undefined && steps.length > 0) told.set(way, finding.promise);
    return describe(finding, before === undefined ? steps : [`  steps   as above, of ${before}`]);
  });
}

function describe(finding: ToldFinding, steps: readonly string[]): readonly string[] {
  const { promise, code, subject, constructPath, because, witness, remedy } = finding;
  const path = constructPath === undefined ? '' : `, construct \`${constructPath}\``;
  return [
    '',
    `violated: ${promise} [${code}]`,
    `  subject \`${subject}\`${path}`,
    `  because ${because}`,
    ...(witness === undefined ? [] : [`  packet  ${packetText(witness)}`]),
    ...steps,
    `  remedy  ${remedy}`,
  ];
}
