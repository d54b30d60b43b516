import type { Problem } from '@inspected-egress/problem';

// VFY47x: what a call asks for

export const protectsNothing = (path: string, text: string): Problem => ({
  code: 'VFY471',
  path,
  message: `\`${text}\` means no subnet of the input`,
  remedy: 'write the address of a subnet, a block that holds one, or `tag=value`',
});

export const noSuchSource = (path: string, text: string): Problem => ({
  code: 'VFY472',
  path,
  message: `\`${text}\` is no subnet of the input, and no address in one`,
  remedy: 'write the address of a subnet, or an IP address in one',
});

export const noSuchDestination = (path: string, text: string): Problem => ({
  code: 'VFY473',
  path,
  message: `\`${text}\` is neither an IP address nor a name`,
  remedy: 'write an address as in `8.8.8.8`, or a name as in `example.com`',
});

export const noSuchPort = (path: string, value: number): Problem => ({
  code: 'VFY474',
  path,
  message: `\`${value}\` is not a port`,
  remedy: 'write a whole number from 1 to 65535',
});

export const twoFamilies = (path: string, source: string, destination: string): Problem => ({
  code: 'VFY475',
  path,
  message: `\`${source}\` has no address of the family of \`${destination}\``,
  remedy: 'write two addresses of one family',
});

export const severalSources = (path: string, text: string, subnets: readonly string[]): Problem => ({
  code: 'VFY476',
  path,
  message: `\`${text}\` is in several subnets: ${subnets.map((subnet) => `\`${subnet}\``).join(', ')}`,
  remedy: 'write the address of one of them',
});

export const noSuchEndpoint = (path: string, id: string): Problem => ({
  code: 'VFY477',
  path,
  message: `\`${id}\` is not an endpoint that a route names by its id and whose subnet the input does not tell`,
  remedy: 'write an id as in `vpce-0123456789abcdef0` that routes lead to',
});

export const noSuchSubnet = (path: string, text: string): Problem => ({
  code: 'VFY478',
  path,
  message: `\`${text}\` is no subnet of the input`,
  remedy: 'write the address of a subnet',
});
