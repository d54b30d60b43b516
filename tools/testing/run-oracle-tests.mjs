// The tests of addresses, with Python's `ipaddress` required to be there as the judge.
import { join } from 'node:path';
import { ROOT } from './root.mjs';
import { runCommand } from './run-command.mjs';

const project = join(ROOT, 'packages', 'cidr');
const { status } = await runCommand(
  ['jest', '--projects', project, '--ci', '--colors=false', '--testPathPatterns', 'laws|parse'],
  {
    env: { REQUIRE_ENGINES: '1' },
    print: true,
  },
);
process.exitCode = status;
