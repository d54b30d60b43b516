import { runBeside, type MotoServer } from './moto-server';

/** What exists in an account, as sorted lines such as `ec2 Subnets subnet-0a1b`. */
export async function inventory(
  moto: MotoServer,
  account: string,
  region = 'us-east-1',
): Promise<readonly string[]> {
  return (await runBeside(moto, 'inventory.py', account, region)) as readonly string[];
}

/** What exists now and did not before. */
export function added(before: readonly string[], now: readonly string[]): readonly string[] {
  const known = new Set(before);
  return now.filter((line) => !known.has(line));
}
