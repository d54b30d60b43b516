import type { FirewallFlow } from '../../firewall/firewall-flow';
import { judgeBy } from '../../firewall/judge-flow';
import type { ReadFirewall } from '../../firewall/read-firewall';
import type { RuleStep } from '../../firewall/group-rules';
import * as remarks from '../firewall-findings';
import { lesser, undecided, violated, type PolicyRemark } from './policy-remark';
import { echoOf, flowOf, UNLISTED_NAME, type Stranger } from './strangers';

/** What becomes of flows that no rule means: those a policy does not speak of show what its default is. */
export function judgeUnmatched(read: ReadFirewall, stranger: Stranger): readonly PolicyRemark[] {
  const { steps } = read.stateful;
  const isAllowList = steps.some(
    (step) => step.kind === 'rule' && step.action === 'pass' && isOfRequests(step),
  );
  if (!isAllowList) return judgeOthers(read, stranger);
  const strange: readonly (readonly [string, FirewallFlow])[] = [
    ['SSH to port 22', flowOf(stranger, { port: 22, application: 'ssh' })],
    ['UDP to port 40000', flowOf(stranger, { protocol: 'udp', port: 40000, application: 'other' })],
    ['an ICMP echo request', echoOf(stranger)],
  ];
  for (const [what, flow] of strange) {
    const judged = judgeBy(read, flow, { isOfNoList: true });
    if (judged.verdict === 'undetermined') return [undecided(`${what} passes`, judged)];
    // What a rule passes, it says.
    if (judged.verdict === 'pass' && judged.rule === undefined)
      return [violated(remarks.passesUnmatched(what, judged.because), stranger, flow)];
  }
  return [];
}

/** Packets that open a connection have to pass wherever names are to be judged, and permit nothing by themselves. */
function isOfRequests(step: Extract<RuleStep, { kind: 'rule' }>): boolean {
  return !step.said.options.some(
    ({ keyword, value = '' }) => keyword === 'flow' && value.includes('not_established'),
  );
}

/** Of a policy that passes nothing by rule: it forbids some, and the rest passes; or it forbids nothing. */
function judgeOthers(read: ReadFirewall, stranger: Stranger): readonly PolicyRemark[] {
  const flow = flowOf(stranger, { port: 443, application: 'tls', sni: UNLISTED_NAME });
  const judged = judgeBy(read, flow, { isOfNoList: true });
  if (judged.verdict === 'undetermined') return [undecided('what no rule means passes', judged)];
  if (judged.verdict !== 'pass') return [];
  const forbids = read.stateful.steps.some((step) =>
    step.kind === 'rule' ? step.action === 'drop' || step.action === 'reject' : step.isManaged,
  );
  return forbids
    ? [lesser(remarks.restPasses())]
    : [violated(remarks.dropsNothing(judged.because), stranger, flow)];
}
