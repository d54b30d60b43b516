import { join } from 'node:path';
import { askAws, type MotoServer, type SavedFile } from '@inspected-egress/moto';
import { PROMISES, readEstate, readGraph, verdictOf, verify } from '@inspected-egress/verify';

const ASK = join(__dirname, '../../packages/cli/examples/ask-aws.sh');

/** What the AWS CLI tells of accounts, each file under the account that it is of. */
export async function toldBy(moto: MotoServer, accounts: readonly string[]): Promise<readonly SavedFile[]> {
  const each = accounts.map(async (account) => {
    const files = await askAws(moto, account, ASK);
    return files.map(({ name, text }) => ({ name: `${account}/${name}`, text }));
  });
  return (await Promise.all(each)).flat();
}

/** Of the subnets that are not of the VPC that every account has from the beginning. */
export function verdictsOfTold(files: readonly SavedFile[]): Readonly<Record<string, string>> {
  const graph = readGraph(readEstate(files));
  const report = verify(graph);
  const byDefault = files
    .filter(({ name }) => name.endsWith('/describe-vpcs.json'))
    .flatMap(({ text }) => (JSON.parse(text) as { Vpcs: { VpcId: string; IsDefault: boolean }[] }).Vpcs)
    .filter(({ IsDefault }) => IsDefault)
    .map(({ VpcId }) => VpcId);
  const isOurs = (key: string) => {
    const vpc = graph.subnets.get(key)?.vpc;
    return !byDefault.includes(vpc?.is === 'known' ? vpc.value : key);
  };
  const findings = report.findings.filter(({ subject }) => isOurs(subject));
  return Object.fromEntries(
    PROMISES.map((promise) => {
      const found = findings.filter((one) => one.promise === promise).map(({ verdict }) => verdict);
      return [
        promise,
        found.length === 0 ? 'nothing is judged' : verdictOf({ ...report, findings }, promise),
      ];
    }),
  );
}
