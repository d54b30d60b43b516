/**
 * The verifier's reading of rules against Suricata: where it says what becomes of a request, Suricata says the same.
 *
 * JUDGED_SEED and JUDGED_RULE_SETS choose other and more rules.
 */
import fc from 'fast-check';
import { checkRules } from '../src/index';
import { describeWithSuricata } from './support/engine';
import { COUNTRIES, HOME_NET } from './support/flows';
import {
  disagree,
  IP_SETS,
  isCut,
  judge,
  judgeInActionOrder,
  lacksReply,
  PORT_SETS,
  showJudged,
  type JudgedRules,
} from './support/judged';
import { anyAttempt } from './support/policies';
import { anyRules } from './support/rule-texts';

const SEED = Number(process.env.JUDGED_SEED ?? 20261122);
const RULE_SETS = Number(process.env.JUDGED_RULE_SETS ?? 60);
const ATTEMPTS = 30;

/** A set that the engine refuses says nothing; a pass by addresses alone is a problem to us, and none to it. */
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

const attemptsFor = (index: number) => fc.sample(anyAttempt, { seed: SEED + index, numRuns: ATTEMPTS });

describeWithSuricata(`rules as people write them, ${RULE_SETS} sets and seed ${SEED}`, () => {
  const sets = fc.sample(anyRules, { seed: SEED, numRuns: RULE_SETS });
  const loading: JudgedRules[] = [];
  beforeAll(() => {
    loading.push(...sets.filter(loads));
  }, 600_000);

  it('what the verifier says of a request in strict order, Suricata says too', () => {
    const judged = loading.flatMap((rules, index) => judge(rules, attemptsFor(index)));
    const decided = judged.filter((one) => one.judged.verdict !== 'undetermined');
    expect(judged.filter(disagree).slice(0, 3).map(showJudged)).toEqual([]);
    expect(new Set(decided.map((one) => one.judged.verdict))).toEqual(new Set(['pass', 'drop', 'reject']));
    expect(loading.length).toBeGreaterThanOrEqual(RULE_SETS / 2);
    // Enough that silence is no agreement.
    expect(decided.length / judged.length).toBeGreaterThan(0.9);
  }, 900_000);

  it('and whether it passes in action order, where Suricata sorts by itself', () => {
    const judged = loading
      // This Suricata does not know the country of an IPv6 address.
      .filter(({ ruleGroups }) => !ruleGroups.join().includes('geoip'))
      .flatMap((rules, index) => judgeInActionOrder(rules, attemptsFor(index)));
    const decided = judged.filter((one) => one.judged.verdict !== 'undetermined');
    const different = decided.filter(
      ({ attempt, judged: { verdict, ...told }, passes }) =>
        (verdict === 'pass') !== passes && !isCut(attempt) && !lacksReply(attempt, { verdict, ...told }),
    );
    expect(different.slice(0, 3).map((one) => JSON.stringify(one, undefined, 1))).toEqual([]);
    expect(new Set(decided.map((one) => one.passes))).toEqual(new Set([true, false]));
    expect(decided.length / judged.length).toBeGreaterThan(0.9);
  }, 900_000);
});
