import { blocksOf, isObject, objectOf, textOf, type JsonObject, type JsonValue } from './json';

/** What Terraform says about a configuration, in its own words. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  /** Empty when Terraform gives none. */
  readonly detail: string;
  /** For example `aws_vpc.main`, or `module.dev.aws_vpc.main`. */
  readonly address?: string;
  /** For example `cdk.tf.json:12`. */
  readonly place?: string;
}

/** The `diagnostics` of `terraform validate -json`. */
export function diagnosticsOf(value: JsonValue | undefined): readonly Diagnostic[] {
  return blocksOf(value).map(diagnosticOf);
}

/** The diagnostics in the JSON lines that `plan -json`, `init -json` and `test -json` print. */
export function diagnosticsInLines(stdout: string): readonly Diagnostic[] {
  return jsonLines(stdout).flatMap((line) =>
    isObject(line['diagnostic']) ? [diagnosticOf(line['diagnostic'])] : [],
  );
}

/** Every line of machine-readable output; lines that are not JSON objects are skipped. */
export function jsonLines(stdout: string): readonly JsonObject[] {
  return stdout
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? blocksOf(JSON.parse(line) as JsonValue) : []));
}

/** One diagnostic as indented text: summary, place, detail. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { severity, summary, detail, address, place } = diagnostic;
  const where = [address, place].filter((part) => part !== undefined).join(', ');
  const lines = detail.split('\n').filter((line) => line.trim() !== '');
  return [
    `${severity}: ${summary}${where === '' ? '' : ` (${where})`}`,
    ...lines.map((line) => `  ${line}`),
  ].join('\n');
}

export function diagnosticOf(json: JsonObject): Diagnostic {
  const range = objectOf(json['range']);
  const file = textOf(range['filename']);
  const line = objectOf(range['start'])['line'];
  const address = textOf(json['address']);
  return {
    severity: json['severity'] === 'warning' ? 'warning' : 'error',
    summary: textOf(json['summary']) ?? '',
    detail: textOf(json['detail']) ?? '',
    ...(address === undefined ? {} : { address }),
    ...(file === undefined ? {} : { place: typeof line === 'number' ? `${file}:${line}` : file }),
  };
}
