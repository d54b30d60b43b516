import type { Answers } from './answers';
import { attachedVpc } from './attached-vpc';
import { deployed, tagsOf, type Deployed } from './deployed';

export function readInternetGateways(answers: Answers): readonly Deployed[] {
  return answers.of('InternetGateways').map((item) =>
    deployed('aws_internet_gateway', item.need('InternetGatewayId'), {
      vpc_id: attachedVpc(item.items('Attachments')),
      owner_id: item.text('OwnerId'),
      tags: tagsOf(item),
    }),
  );
}
