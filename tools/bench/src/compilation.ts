import { interleaved, run, type Command } from './measure';
import { report, type Report } from './report';

const ROUNDS = 7;
const WARM_UPS = 1;
/** Budget: under a second in all, on a machine where the floor takes 200 ms. */
const LIMIT = 5;
/** V8 ends a process that needs more, and the bench fails. */
const HEAP_MEGABYTES = 200;

/**
 * What compiling a policy of 5,000 names costs over the floor, which is a process that only requires the package. Every
 * compilation has a process of its own, so none profits from an earlier one.
 */
export function benchCompilation(): Report {
  const compile = (layer: string, what: string): Command => ({
    what,
    args: [`--max-heap-size=${HEAP_MEGABYTES}`, require.resolve('./compile-names'), layer],
    cwd: __dirname,
  });
  const floor = compile('none', 'floor: require the package');
  const program = compile(
    'all',
    `and compile 5,000 names for both firewalls, in ${HEAP_MEGABYTES} MB of heap`,
  );
  const rules = compile(
    'rules',
    'and compile 5,000 rules for Squid, and learn that DNS Firewall has no room',
  );
  const [floorTimes = [], programTimes = [], rulesTimes = []] = interleaved(
    [() => run(floor), () => run(program), () => run(rules)],
    ROUNDS,
    WARM_UPS,
  );
  const against = ({ what }: Command, milliseconds: readonly number[]) =>
    report({ what: floor.what, milliseconds: floorTimes }, { what, milliseconds }, LIMIT);
  const reports = [against(program, programTimes), against(rules, rulesTimes)];
  return {
    lines: reports.flatMap(({ lines }) => lines),
    isWithin: reports.every(({ isWithin }) => isWithin),
  };
}
