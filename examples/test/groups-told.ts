import { runWithAwsCli, type MotoServer } from '@inspected-egress/moto';

/** Of the refreshes of each autoscaling group, the latest first. */
export function statusesOf(
  moto: MotoServer,
  account: string,
  groups: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const query = ['--query', 'InstanceRefreshes[].Status'];
  return Promise.all(
    groups.map((group) =>
      textsOf(moto, account, 'describe-instance-refreshes', '--auto-scaling-group-name', group, ...query),
    ),
  );
}

/** The ids of the instances of autoscaling groups. */
export function instancesOf(
  moto: MotoServer,
  account: string,
  groups: readonly string[],
): Promise<readonly string[]> {
  const query = ['--query', 'AutoScalingGroups[].Instances[].InstanceId'];
  const named = ['--auto-scaling-group-names', ...groups];
  return textsOf(moto, account, 'describe-auto-scaling-groups', ...named, ...query);
}

/** The images that instances were started from, each once. */
export const imagesOf = (moto: MotoServer, account: string, instances: readonly string[]) =>
  eachOnce(moto, account, instances, 'ImageId');

/** The subnets that instances are in, each once. */
export const subnetsOf = (moto: MotoServer, account: string, instances: readonly string[]) =>
  eachOnce(moto, account, instances, 'SubnetId');

async function eachOnce(
  moto: MotoServer,
  account: string,
  instances: readonly string[],
  member: string,
): Promise<readonly string[]> {
  const query = ['--query', `Reservations[].Instances[].${member}`, '--output', 'json'];
  const command = ['aws', 'ec2', 'describe-instances', '--instance-ids', ...instances, ...query];
  return [...new Set(JSON.parse(await runWithAwsCli(moto, account, command)) as string[])];
}

async function textsOf(
  moto: MotoServer,
  account: string,
  ...command: readonly string[]
): Promise<readonly string[]> {
  const told = await runWithAwsCli(moto, account, ['aws', 'autoscaling', ...command, '--output', 'json']);
  return JSON.parse(told) as string[];
}
