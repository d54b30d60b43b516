import type { CompiledFile } from './layer-compiler';

export function jsonFile(path: string, value: unknown): CompiledFile {
  return { path, text: `${JSON.stringify(value, undefined, 2)}\n` };
}
