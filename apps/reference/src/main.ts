// `node dist/main.js [environment…]` writes the Terraform JSON of the environments named, or of all, to `cdktf.out`, or
// to the folder that cdktf-cli names in CDKTF_OUTDIR.
import { ENVIRONMENTS } from './environments/environments';
import { run } from './run';

process.exitCode = run({
  names: process.argv.slice(2),
  environments: ENVIRONMENTS,
  // An empty variable is as good as none.
  outdir: process.env['CDKTF_OUTDIR'] || 'cdktf.out',
  complain: (message) => process.stderr.write(`${message}\n`),
});
