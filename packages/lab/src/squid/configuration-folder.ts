import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PlanError } from '@inspected-egress/problem';
import { noCertificate } from '../errors';

/** A file of a configuration; its path is below {@link SQUID_FOLDER}. */
export interface ConfigurationFile {
  readonly path: string;
  readonly text: string;
}

/** Where files of a configuration are, on the machine that it is for. */
export const SQUID_FOLDER = '/etc/squid';

/**
 * Writes a configuration into another folder, with a certificate where it wants one. The certificate and its key are made
 * here and live as long as the folder.
 * @param seenAs - where Squid will find the folder
 * @throws PlanError LAB313 when no certificate can be made
 */
export function writeConfiguration(
  folder: string,
  files: readonly ConfigurationFile[],
  seenAs = SQUID_FOLDER,
): void {
  chmodSync(folder, 0o755); // Squid gives up root before it reads some of them
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text.replaceAll(SQUID_FOLDER, seenAs));
  }
  const wanted = files.flatMap(({ text }) => [...text.matchAll(CERTIFICATE)].map(([, path = '']) => path));
  for (const path of new Set(wanted)) makeCertificate(join(folder, path));
}

const CERTIFICATE = /\btls-cert=\/etc\/squid\/([\w./-]+)/g;

function makeCertificate(path: string): void {
  const keyPath = `${path}.key`;
  const args = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
  ];
  const { status, stderr, error } = spawnSync(
    'openssl',
    [...args, '-subj', '/CN=proxy', '-keyout', keyPath, '-out', path],
    { encoding: 'utf8' },
  );
  if (error !== undefined || status !== 0) {
    throw new PlanError('Squid', [noCertificate(error?.message ?? stderr.trim())]);
  }
  writeFileSync(path, `${readFileSync(path, 'utf8')}${readFileSync(keyPath, 'utf8')}`);
}
