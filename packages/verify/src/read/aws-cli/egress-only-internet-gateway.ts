import type { Answers } from './answers';
import { attachedVpc } from './attached-vpc';
import { deployed, tagsOf, type Deployed } from './deployed';

export function readEgressOnlyInternetGateways(answers: Answers): readonly Deployed[] {
  return answers.of('EgressOnlyInternetGateways').map((item) =>
    deployed('aws_egress_only_internet_gateway', item.need('EgressOnlyInternetGatewayId'), {
      vpc_id: attachedVpc(item.items('Attachments')),
      tags: tagsOf(item),
    }),
  );
}
