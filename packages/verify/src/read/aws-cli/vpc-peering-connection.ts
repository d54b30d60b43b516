import type { Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';

const GONE = ['deleted', 'rejected', 'failed', 'expired'];

export function readVpcPeeringConnections(answers: Answers): readonly Deployed[] {
  return answers
    .of('VpcPeeringConnections')
    .filter((item) => !GONE.includes(item.item('Status')?.text('Code') ?? ''))
    .map((item) =>
      deployed('aws_vpc_peering_connection', item.need('VpcPeeringConnectionId'), {
        vpc_id: item.item('RequesterVpcInfo')?.text('VpcId'),
        peer_vpc_id: item.item('AccepterVpcInfo')?.text('VpcId'),
        tags: tagsOf(item),
      }),
    );
}
