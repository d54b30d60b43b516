import { createHash } from 'node:crypto';
import { ACL_NAME_LENGTH, VALUES_IN_LINE } from './limits';

/** A named condition. */
export interface Acl {
  readonly name: string;
  /** With its options, for example `dstdomain -n`. */
  readonly type: string;
  readonly values: readonly string[];
}

/** A file beside squid.conf. */
export interface SquidFile {
  /** Below the folder of squid.conf. */
  readonly path: string;
  readonly text: string;
}

const LONGEST_PREFIX = 'not_host_'.length;

/** What names of ACLs end in, so that they are as stable as ids of rules are. */
export function aclLabel(id: string): string {
  const room = ACL_NAME_LENGTH - LONGEST_PREFIX;
  if (id.length <= room) return id;
  const digest = createHash('sha256').update(id).digest('hex').slice(0, 8);
  return `${id.slice(0, room - 9)}-${digest}`;
}

/** A long list of values, in a file for itself. The same values are one file, whichever ACLs read it. */
function listFile({ name, values }: Acl): SquidFile | undefined {
  if (values.length <= VALUES_IN_LINE) return undefined;
  return { path: `lists/${name.replace(/^(not_)?sni_/, '$1host_')}`, text: `${values.join('\n')}\n` };
}

export function listFiles(acls: readonly Acl[]): readonly SquidFile[] {
  const files = acls.flatMap((acl) => listFile(acl) ?? []);
  return [...new Map(files.map((file) => [file.path, file])).values()];
}

export function formatAcl(acl: Acl, folder: string): string {
  const file = listFile(acl);
  return `acl ${acl.name} ${acl.type} ${file === undefined ? acl.values.join(' ') : `"${folder}/${file.path}"`}`;
}
