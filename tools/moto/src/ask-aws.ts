import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runWithAwsCli } from './aws-cli';
import type { MotoServer } from './moto-server';

/** A file that a program saved. */
export interface SavedFile {
  readonly name: string;
  readonly text: string;
}

/**
 * What a program that asks AWS saves in the folder that it is given, and what AWS would say where moto answers nothing.
 * @param script - of bash, with the folder as its argument
 * @throws Error with what it printed when it fails
 */
export async function askAws(
  moto: MotoServer,
  account: string,
  script: string,
): Promise<readonly SavedFile[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ask-aws-'));
  try {
    await runWithAwsCli(moto, account, ['bash', script, folder]);
    const files = readdirSync(folder).map((name) => ({
      name,
      text: readFileSync(join(folder, name), 'utf8'),
    }));
    return [...files, blockPublicAccessOf(account)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function blockPublicAccessOf(account: string): SavedFile {
  const options = {
    AwsAccountId: account,
    AwsRegion: 'us-east-1',
    State: 'default-state',
    InternetGatewayBlockMode: 'off',
  };
  return {
    name: 'describe-vpc-block-public-access-options.json',
    text: JSON.stringify({ VpcBlockPublicAccessOptions: options }),
  };
}
