import { formatDiagnostic, type Diagnostic } from './diagnostics';

/** Terraform ran and refused, or could not run; the message carries its own words. */
export class TerraformError extends Error {
  override readonly name = 'TerraformError';

  constructor(
    message: string,
    readonly diagnostics: readonly Diagnostic[] = [],
  ) {
    super([message, ...diagnostics.map((diagnostic) => indent(formatDiagnostic(diagnostic)))].join('\n'));
  }
}

/** How to get Terraform, for a line of text after what is missing. */
export const HOW_TO_GET_TERRAFORM =
  'install Terraform 1.10 or later (https://developer.hashicorp.com/terraform/install) and put it on the PATH';

/** How to get the provider without the registry. */
export const HOW_TO_GET_PROVIDER =
  'let terraform reach its registry, or set TF_PLUGIN_MIRROR to a folder made by `terraform providers mirror`';

export function terraformMissing(): TerraformError {
  return new TerraformError(`terraform was not found; ${HOW_TO_GET_TERRAFORM}`);
}

export function stepFailed(
  step: string,
  subject: string,
  diagnostics: readonly Diagnostic[],
): TerraformError {
  return new TerraformError(`terraform ${step} failed for \`${subject}\``, diagnostics);
}

export function terraformFailed(step: string, subject: string, output: string): TerraformError {
  return new TerraformError(`terraform ${step} failed for \`${subject}\`\n${indent(output.trim())}`);
}

export function unusableWorldName(name: string): TerraformError {
  return new TerraformError(
    `\`${name}\` cannot name a Terraform module; begin with a letter, then letters, digits, \`_\` and \`-\``,
  );
}

export function duplicateWorldName(name: string): TerraformError {
  return new TerraformError(`two worlds are named \`${name}\`; each needs its own name`);
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
