import { benchColdStart } from './cold-start';
import { benchCompilation } from './compilation';
import { benchEvaluation } from './evaluation';
import { benchSynthesis } from './synthesis';
import { benchVerification } from './verification';

// `npm run bench`: what things cost, each as a ratio to a floor that is measured in the same run, so that a slow machine
// changes neither; a cold start in milliseconds, as people wait for it. It fails when something is over its limit.

const reports = [benchEvaluation, benchCompilation, benchSynthesis, benchVerification, benchColdStart].map(
  (bench) => {
    const report = bench();
    for (const line of [...report.lines, '']) console.log(line);
    return report;
  },
);
if (reports.some(({ isWithin }) => !isWithin)) process.exitCode = 1;
