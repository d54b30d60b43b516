import { UNTOLD_TYPE } from '../untold';
import type { Answers } from './answers';
import { callers } from './caller';
import { deployed, type Deployed } from './deployed';

/** What no answer tells and what may be of any kind, or in any subnet. */
export function readUntold(answers: Answers): readonly Deployed[] {
  const all = (command: string, reason: string | undefined, about: string) =>
    reason === undefined ? [] : [deployed(UNTOLD_TYPE, command, { reason, about })];
  return [
    ...answers.strange.map((reason, index) =>
      deployed(UNTOLD_TYPE, `an answer that is not understood (${index + 1})`, {
        reason,
        about: 'everything',
      }),
    ),
    ...all('describe-subnets', answers.doubtOf('Subnets'), 'everything'),
    ...all('describe-network-interfaces', answers.doubtOf('NetworkInterfaces'), 'occupants'),
    ...all('describe-vpc-endpoints', answers.doubtOf('VpcEndpoints'), 'firewall-endpoints'),
    ...readShared(answers),
  ];
}

/** In a subnet that another account shares, an account sees what is its own. */
function readShared(answers: Answers): readonly Deployed[] {
  const { isForeign } = callers(answers);
  const shared = answers
    .of('Subnets')
    .filter(isForeign)
    .map((subnet) => subnet.need('SubnetId'));
  if (shared.length === 0) return [];
  const reason = 'another account shares the subnet, and only its answers tell all that is in it';
  const said = { reason, about: 'occupants', subnet_ids: shared };
  return [deployed(UNTOLD_TYPE, 'what others have in shared subnets', said)];
}
