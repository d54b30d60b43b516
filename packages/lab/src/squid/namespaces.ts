import { spawnSync } from 'node:child_process';
import { PlanError } from '@inspected-egress/problem';
import { squidStopped } from '../errors';
import { namespaceProgram, type NamespaceReport, type NamespaceTask } from './namespace-program';

const OWN_NAMESPACES = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
const TIME_LIMIT_MILLISECONDS = 240_000;
const OUTPUT_LIMIT_BYTES = 64 * 1024 * 1024;
const PATH = `${process.env.PATH ?? ''}:/usr/sbin:/sbin`;

/** Why this machine cannot run a proxy in namespaces of its own, or undefined when it can. */
export function findNamespaceProblem(mode: 'explicit' | 'transparent'): string | undefined {
  const needs = ['ip link set lo up', ...(mode === 'transparent' ? ['nft add table inet lab'] : [])].join(
    ' && ',
  );
  const { status, stderr, error } = spawnSync('unshare', [...OWN_NAMESPACES, 'sh', '-ec', needs], {
    encoding: 'utf8',
    env: { ...process.env, PATH },
  });
  if (error !== undefined) return 'there is no `unshare`';
  return status === 0 ? undefined : `namespaces are refused: \`${stderr.trim().split('\n')[0] ?? ''}\``;
}

/** @throws PlanError LAB312 when Squid, or what is around it, did not do its part */
export function runInNamespaces(task: NamespaceTask): NamespaceReport {
  const program = `(${namespaceProgram.toString()})().catch((error) => { console.error(error.message); process.exit(1); })`;
  const { status, stdout, stderr, error } = spawnSync(
    'unshare',
    [...OWN_NAMESPACES, process.execPath, '-e', program],
    {
      input: JSON.stringify(task),
      encoding: 'utf8',
      env: { ...process.env, PATH },
      timeout: TIME_LIMIT_MILLISECONDS,
      maxBuffer: OUTPUT_LIMIT_BYTES,
    },
  );
  if (error !== undefined || status !== 0) {
    throw new PlanError('Squid', [squidStopped(error?.message ?? stderr.trim())]);
  }
  const report = JSON.parse(stdout) as NamespaceReport;
  if (report.stopped !== undefined) throw new PlanError('Squid', [squidStopped(report.stopped.trim())]);
  return report;
}
