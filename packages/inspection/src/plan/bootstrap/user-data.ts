import { gzipSync } from 'node:zlib';

/** A file that cloud-init writes. */
export interface CloudFile {
  readonly path: string;
  readonly text: string;
  /** As `chmod` takes it. */
  readonly permissions: string;
}

/**
 * A `#cloud-config` document. JSON is YAML, so nothing in it needs quoting rules of its own; it is indented, so that a plan
 * shows what changes.
 */
export function cloudConfig(files: readonly CloudFile[], commands: readonly (readonly string[])[]): string {
  const document = {
    write_files: files.map(({ path, text, permissions }) => ({ path, permissions, content: text })),
    runcmd: commands,
  };
  return `#cloud-config\n${JSON.stringify(document, undefined, 1)}\n`;
}

/** What is sent is compressed: cloud-init unpacks it. */
export function compressedBytes(userData: string): number {
  return userData === '' ? 0 : gzipSync(userData).length;
}
