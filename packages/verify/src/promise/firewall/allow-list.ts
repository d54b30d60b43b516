import type { FirewallFlow } from '../../firewall/firewall-flow';
import { judgeBy, withRemarks } from '../../firewall/judge-flow';
import type { ReadFirewall } from '../../firewall/read-firewall';
import { applicationOf } from '../../firewall/rule/name-buffer';
import * as remarks from '../firewall-findings';
import { claimingFlow, listedName, type NamedPass } from './named-passes';
import { lesser, undecided, violated, type PolicyRemark } from './policy-remark';
import { UNLISTED_NAME, type Stranger } from './strangers';

const WHAT = { tls: 'TLS', quic: 'QUIC', http: 'HTTP', dns: 'a query' } as const;

/**
 * Whether rules that pass by name hold back what they do not name. A list of exceptions to what others drop changes
 * something too; one that changes nothing says nothing.
 */
export function judgeAllowList(
  read: ReadFirewall,
  passes: readonly NamedPass[],
  stranger: Stranger,
): readonly PolicyRemark[] {
  return onePerWay(passes).flatMap((pass) => {
    const flow = claimingFlow(stranger, pass, UNLISTED_NAME);
    const what = `${WHAT[applicationOf(pass.buffer)]} to port ${pass.port} with the name \`${UNLISTED_NAME}\``;
    const judged = judgeBy(read, flow, { isOfNoList: true });
    if (judged.verdict === 'undetermined') return [undecided(`${what} passes`, judged)];
    if (judged.verdict !== 'pass') return [];
    // A rule that passes every name is no list.
    const same = passes.filter(({ buffer, rule }) => buffer === pass.buffer && rule.origin !== judged.rule);
    const [list] = same;
    if (list === undefined) return [];
    const without = withoutRules(read, same);
    const effects = same.map((one) => effectOf(without, one, stranger));
    if (effects.includes('changes')) return [lesser(remarks.restPasses())];
    if (effects.includes('unknown')) return [undecided(`${list.rule.origin} changes anything`, judged)];
    return [violated(remarks.allowsEverything(what, list.rule.origin, judged.because), stranger, flow)];
  });
}

/** Whether what a rule names would not pass without the rules that pass by name. */
function effectOf(
  without: ReadFirewall,
  pass: NamedPass,
  stranger: Stranger,
): 'changes' | 'changes nothing' | 'unknown' {
  const name = listedName(pass);
  // What else a rule says than names changes nothing either where every name passes.
  if (name === undefined) return 'changes nothing';
  const { verdict } = judgeBy(without, claimingFlow(stranger, pass, name), { isOfNoList: true });
  if (verdict === 'undetermined') return 'unknown';
  return verdict === 'pass' ? 'changes nothing' : 'changes';
}

function withoutRules(read: ReadFirewall, passes: readonly NamedPass[]): ReadFirewall {
  const out = new Set<unknown>(passes.map(({ rule }) => rule));
  const { stateful } = read;
  return { ...read, stateful: { ...stateful, steps: stateful.steps.filter((step) => !out.has(step)) } };
}

/** Of rules on the same port and the same kind of name the first stands for all. */
function onePerWay(passes: readonly NamedPass[]): readonly NamedPass[] {
  const found = new Map<string, NamedPass>();
  for (const pass of passes) {
    const way = `${pass.buffer} ${pass.port}`;
    if (!found.has(way)) found.set(way, pass);
  }
  return [...found.values()];
}

/** Rules that pass by name, and whose flows are lost before anybody knows the name. */
export function judgeReach(
  read: ReadFirewall,
  passes: readonly NamedPass[],
  stranger: Stranger,
): readonly PolicyRemark[] {
  const dead: PolicyRemark[] = [];
  const cut: PolicyRemark[] = [];
  for (const pass of passes) {
    const name = listedName(pass);
    if (name === undefined) continue;
    const flow: FirewallFlow = claimingFlow(stranger, pass, name);
    const what = `${WHAT[applicationOf(pass.buffer)]} to \`${name}\``;
    const judged = withRemarks(read, flow, judgeBy(read, flow, { isOfNoList: true }));
    if (judged.lostAt === 'handshake')
      dead.push(violated(remarks.neverMatches(pass.rule.origin, what, judged.because), stranger, flow));
    const [loss] = judged.remarks;
    if (loss !== undefined) cut.push(lesser(remarks.cutRequestLost(what, loss)));
  }
  // One shows it: all rules of a policy share what is dropped before them.
  return [...dead.slice(0, 1), ...cut.slice(0, 1)];
}
