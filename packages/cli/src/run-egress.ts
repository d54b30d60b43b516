import { PlanError, showControls, type Problem } from '@inspected-egress/problem';
import { CommanderError, type Command } from 'commander';
import * as errors from './errors';
import type { EgressIo } from './io';
import { describeProblem, printJson, printLines } from './outputs/print';
import { egressProgram } from './program';

/** An input or a call that cannot be used. */
const UNUSABLE = 3;

/**
 * Runs the `egress` command.
 * @param argv - what follows the name of the command
 * @returns the status of the process: 0 to 2 as the verb says, 3 when an input or the call is unusable
 */
export async function runEgress(argv: readonly string[], io: EgressIo): Promise<number> {
  let status = 0;
  const program = egressProgram(io, async ({ format }, doing, work) => {
    const end = io.startProgress(showControls(doing));
    try {
      status = await work();
    } catch (error) {
      status = UNUSABLE;
      const problems = error instanceof PlanError ? error.problems : [errors.fault(firstLine(error))];
      printLines(io.stderr, problems.map(describeProblem));
      if (format === 'json') printJson(io.stdout, { problems });
    } finally {
      end();
    }
  });
  prepare(program, io);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return refuse(error, program, argv, io);
  }
  return status;
}

/** Every verb throws in place of ending the process; help goes to its reader, and errors are said here. */
function prepare(command: Command, io: EgressIo): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => void io.stdout.write(text),
    writeErr: (text) => void io.stderr.write(text),
    outputError: () => undefined,
    getOutHelpWidth: () => HELP_WIDTH,
    getErrHelpWidth: () => HELP_WIDTH,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  for (const inner of command.commands) prepare(inner, io);
}

const HELP_WIDTH = 110; // the same everywhere, so that documents can show it

function refuse(error: CommanderError, program: Command, argv: readonly string[], io: EgressIo): number {
  if (error.exitCode === 0) return 0;
  // Its message is the help that was already written.
  if (error.code === 'commander.help') return UNUSABLE;
  const said = error.message
    .replace(/^error: /, '')
    .replace(/\n/g, ' ')
    .replace(/\.$/, '');
  const problem: Problem = errors.badCall(said, calledCommand(program, argv));
  printLines(io.stderr, [describeProblem(problem)]);
  return UNUSABLE;
}

/** For example `egress policy lint`, as far as the words of the call name commands. */
function calledCommand(program: Command, argv: readonly string[]): string {
  const names = [program.name()];
  let command = program;
  for (const word of argv) {
    const inner = command.commands.find((one) => one.name() === word);
    if (inner === undefined) break;
    names.push(word);
    command = inner;
  }
  return names.join(' ');
}

function firstLine(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return showControls(said.split('\n')[0] ?? '');
}
