/** Instruction set of an image, in the words of EC2. */
export type Architecture = 'x86_64' | 'arm64';

/** The smallest general-purpose type of each architecture that every Region offers. */
export const DEFAULT_INSTANCE_TYPE: Readonly<Record<Architecture, string>> = {
  x86_64: 't3.micro',
  arm64: 't4g.micro',
};

/**
 * The newest Amazon Linux 2023 image, as a reference that EC2 resolves at launch: no data source, so a plan needs no
 * account. Only a launch template takes it without a difference in every later plan.
 * @see EC2 guide, "Use a Systems Manager parameter instead of an AMI ID"; AL2023 guide, "Launching AL2023 using the SSM parameter"
 */
export function amazonLinux2023(architecture: Architecture): string {
  return `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}

// Graviton families carry a `g` after the generation: t4g, c7gn, x2gd, is4gen; a1 came before the rule. g4dn is not one.
const GRAVITON = /^(?:a1|[a-z]+\d+[a-z]*g[a-z]*)\./;

/**
 * The architecture of images that an instance type runs, told from its name.
 * @see EC2 guide, "Instance type naming conventions"
 */
export function architectureOf(instanceType: string): Architecture {
  return GRAVITON.test(instanceType) ? 'arm64' : 'x86_64';
}
