import type { PluginMirror } from './plugin-mirror';

/** A Terraform CLI configuration that takes a mirror's providers from the mirror, and all others from their registry. */
export function cliConfigText({ folder, providers }: PluginMirror): string {
  const list = providers.map((provider) => JSON.stringify(provider)).join(', ');
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(folder)}
    include = [${list}]
  }
  direct {
    exclude = [${list}]
  }
}
`;
}
