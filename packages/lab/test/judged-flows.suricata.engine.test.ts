/**
 * The verifier's reading of rules against Suricata: where it says what becomes of a request, Suricata says the same.
 *
 * JUDGED_SEED and JUDGED_RULE_SETS choose other and more rules.
 */
import fc from 'fast-check';
import { checkRules } from '../src/index';
import { describeWithSuricata } from './support/engine';
import { COUNTRIES, HOME_NET } from './support/flows';
import { disagree, IP_SETS, judge, PORT_SETS, showJudged, type JudgedRules } from './support/judged';
import { anyAttempt } from './support/policies';
import { anyRules } from './support/rule-texts';

const SEED = Number(process.env.JUDGED_SEED ?? 20261122);
const RULE_SETS = Number(process.env.JUDGED_RULE_SETS ?? 60);
const ATTEMPTS = 30;

const loads = ({ ruleGroups }: JudgedRules): boolean =>
  ruleGroups.every((text) => {
    const { problems } = checkRules(text.replace(/^pass/gm, 'alert'), {
      homeNet: HOME_NET,
      ipSets: IP_SETS,
      portSets: PORT_SETS,
      countries: COUNTRIES,
    });
    return problems.length === 0;
  });

describeWithSuricata(`rules as people write them, ${RULE_SETS} sets and seed ${SEED}`, () => {
  it('what the verifier says of a request, Suricata says too', () => {
    const sets = fc.sample(anyRules, { seed: SEED, numRuns: RULE_SETS }).filter(loads);
    const judged = sets.flatMap((rules, index) =>
      judge(rules, fc.sample(anyAttempt, { seed: SEED + index, numRuns: ATTEMPTS })),
    );
    const decided = judged.filter((one) => one.judged.verdict !== 'undetermined');
    expect(judged.filter(disagree).slice(0, 3).map(showJudged)).toEqual([]);
    expect(new Set(decided.map((one) => one.judged.verdict))).toEqual(new Set(['pass', 'drop', 'reject']));
    expect(sets.length).toBeGreaterThanOrEqual(RULE_SETS / 2);
    // Enough that silence is no agreement.
    expect(decided.length / judged.length).toBeGreaterThan(0.8);
    console.log(sets.length, judged.length, decided.length);
  }, 600_000);
});
