import type { RuleAction } from '../../model';

/** A Suricata rule that has no id yet. */
export interface Signature {
  /** What tells it from the others of the policy; its id is made of it. */
  readonly key: string;
  readonly action: RuleAction;
  readonly protocol: string;
  readonly source: string;
  readonly destination: string;
  readonly port: string;
  readonly options: readonly string[];
  readonly message: string;
  /** Id of the rule of the policy that it is part of. */
  readonly rule?: string;
}

/** One line of a rules string. A `pass` says `alert`, because AWS logs no pass that does not. */
export function formatSignature(signature: Signature, id: number, policy: string): string {
  const { action, protocol, source, destination, port, options, message, rule } = signature;
  const metadata = [`policy ${policy}`, ...(rule === undefined ? [] : [`rule ${rule}`])].join(', ');
  const all = [
    ...options,
    ...(action === 'pass' ? ['alert'] : []),
    `msg:"${message}"`,
    `metadata:${metadata}`,
    `sid:${id}`,
    'rev:1',
  ];
  return `${action} ${protocol} ${source} any -> ${destination} ${port} (${all.map((option) => `${option};`).join(' ')})`;
}

/** Blocks as an address of a rule: `10.0.0.0/8`, or `[10.0.0.0/8,fd00::/8]`. */
export function formatBlocks(blocks: readonly string[]): string {
  const [only] = blocks;
  return blocks.length === 1 && only !== undefined ? only : `[${blocks.join(',')}]`;
}
