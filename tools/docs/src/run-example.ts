import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as ts from 'typescript';
import type { Example } from './examples';

/** What a block printed, or why it did not run to its end. */
export type Outcome = { readonly stdout: string } | { readonly failure: string };

const ANSI_COLOR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/**
 * Compiles and runs a program next to the README that shows it, so that imports resolve as they do for a reader; runs a
 * command at the root. Packages are used as built.
 */
export function runExample(example: Example, folder: string, root: string): Outcome {
  const { code } = example;
  return 'command' in code ? run('bash', ['-c', code.command], root) : runProgram(code.program, folder, root);
}

function runProgram(source: string, folder: string, root: string): Outcome {
  const scratch = join(folder, 'out-tsc', 'readme');
  const file = join(scratch, 'example.ts');
  mkdirSync(scratch, { recursive: true });
  writeFileSync(file, source);
  try {
    const failure = compile(file, root);
    return failure === undefined ? run(process.execPath, ['example.js'], scratch) : { failure };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

// What the standard library and packages declare is the same for every program, and most of what there is to parse.
const declarations = new Map<string, ts.SourceFile | undefined>();

function hostWithDeclarations(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const getSourceFile: ts.CompilerHost['getSourceFile'] = (file, ...rest) => {
    if (!file.includes('/node_modules/')) return host.getSourceFile(file, ...rest);
    if (!declarations.has(file)) declarations.set(file, host.getSourceFile(file, ...rest));
    return declarations.get(file);
  };
  return { ...host, getSourceFile };
}

function compile(file: string, root: string): string | undefined {
  const base = ts.readConfigFile(join(root, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
  const options: ts.CompilerOptions = {
    ...ts.convertCompilerOptionsFromJson(base.config.compilerOptions, root).options,
    composite: false,
    declaration: false,
    customConditions: [],
    noUnusedLocals: false,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  };
  const program = ts.createProgram([file], options, hostWithDeclarations(options));
  const diagnostics = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
  if (diagnostics.length === 0) return undefined;
  return ts.formatDiagnostics(diagnostics, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
  });
}

function run(command: string, args: readonly string[], cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) return { failure: `${basename(command)} ended with ${status}\n${stdout}${stderr}` };
  return { stdout: stdout.replace(ANSI_COLOR, '').trimEnd() };
}
