import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ROOT } from './root.mjs';

/**
 * Runs a command in the root, and resolves with its status and all that it printed, in order and without colours. After
 * `seconds` it is ended, and has failed.
 */
export function runCommand([command, ...args], { env = {}, print = false, seconds } = {}) {
  return new Promise((resolve) => {
    const { FORCE_COLOR: _color, ...inherited } = process.env;
    const path = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
    const child = spawn(command === 'node' ? process.execPath : command, args, {
      cwd: ROOT,
      env: { ...inherited, NO_COLOR: '1', NX_TUI: 'false', ...env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(seconds === undefined ? {} : { timeout: seconds * 1000, killSignal: 'SIGKILL' }),
    });
    let output = '';
    const take = (chunk) => {
      output += chunk;
      if (print) process.stdout.write(chunk);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', (error) => resolve({ status: 1, output: `${output}${error.message}\n` }));
    child.on('close', (status) => {
      if (child.killed) output += `ended after ${seconds} seconds: ${command} ${args.join(' ')}\n`;
      resolve({ status: status ?? 1, output: stripVTControlCharacters(output) });
    });
  });
}
