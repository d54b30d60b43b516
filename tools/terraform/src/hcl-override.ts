/** Merged last over a configuration in Terraform's own language. */
export const HCL_OVERRIDE_FILE = 'offline_override.tf';

/**
 * Provider settings under which a configuration is planned without an account: the default provider and each of its aliases
 * call nobody but, for zones, the given endpoint.
 *
 * @param text - of the root module, which has a `provider "aws"` block
 */
export function hclOverride(text: string, ec2Endpoint: string): string {
  const aliases = [...text.matchAll(/provider\s+"aws"\s*\{([^}]*)\}/g)].map(
    ([, body = '']) => /alias\s*=\s*("[^"]+")/.exec(body)?.[1],
  );
  return aliases
    .map((alias) =>
      [
        'provider "aws" {',
        ...(alias === undefined ? [] : [`  alias = ${alias}`]),
        '  access_key                  = "offline"',
        '  secret_key                  = "offline"',
        '  skip_credentials_validation = true',
        '  skip_requesting_account_id  = true',
        '  skip_metadata_api_check     = true',
        '  endpoints {',
        `    ec2 = ${JSON.stringify(ec2Endpoint)}`,
        '  }',
        '}',
        '',
      ].join('\n'),
    )
    .join('\n');
}
