import type { Answers } from './answers';
import type { AnswerMember } from './answer-kinds';
import { firewallAttachments } from './firewall-attachment';
import { interfaceItems } from './interface-items';
import type { Item } from './item';

/** Whether a target of routes takes packets now. */
export type TargetState =
  | { readonly is: 'there' | 'gone' }
  | { readonly is: 'unknown'; readonly reason: string };

const THERE: TargetState = { is: 'there' };

/**
 * Targets in the VPC, of which the answers have to tell. What is outside ends the path, and only its id counts.
 *
 * @see EC2 API "NatGateway" and "VpcEndpoint", Network Firewall API "Attachment", 2026-11: what is pending takes no packets
 *   yet, and what is being deleted may still take some
 */
export function targetStates(answers: Answers): (target: string) => TargetState {
  const attachments = firewallAttachments(answers);
  const interfaces = interfaceItems(answers);
  return (target) => {
    const [, prefix] = /^(\w+)-/.exec(target) ?? [];
    switch (prefix) {
      case 'igw':
        return told(answers, 'InternetGateways', target, () => THERE);
      case 'nat':
        return told(answers, 'NatGateways', target, (nat) =>
          stateIn(target, nat.text('State'), ['pending', 'failed', 'deleted']),
        );
      case 'vpce': {
        const attachment = attachments.get(target);
        const ofFirewall =
          attachment && stateIn(target, attachment.status, ['creating', 'failed'], ['ready', 'scaling']);
        if (ofFirewall !== undefined && ofFirewall.is !== 'there') return ofFirewall;
        const endpoint = answers.byId('VpcEndpoints').get(target);
        if (endpoint === undefined && ofFirewall !== undefined) return ofFirewall;
        return told(answers, 'VpcEndpoints', target, (one) => stateIn(target, one.text('State'), NOT_YET));
      }
      case 'eni':
        return interfaces.has(target) ? THERE : notTold(answers, 'NetworkInterfaces', target);
      default:
        return THERE;
    }
  };
}

const NOT_YET = ['pendingacceptance', 'pending', 'rejected', 'failed', 'expired', 'deleted'];

function told(
  answers: Answers,
  member: AnswerMember,
  target: string,
  judge: (item: Item) => TargetState,
): TargetState {
  const item = answers.byId(member).get(target);
  return item === undefined ? notTold(answers, member, target) : judge(item);
}

function notTold(answers: Answers, member: AnswerMember, target: string): TargetState {
  return { is: 'unknown', reason: answers.doubtOf(member) ?? `no answer tells of \`${target}\`` };
}

/** Nothing said is nothing to doubt. */
function stateIn(
  target: string,
  said: string | undefined,
  gone: readonly string[],
  there: readonly string[] = ['available'],
): TargetState {
  const state = said?.toLowerCase();
  if (state === undefined || there.includes(state)) return THERE;
  return gone.includes(state)
    ? { is: 'gone' }
    : { is: 'unknown', reason: `\`${target}\` is \`${said ?? ''}\`` };
}
