import type { Answers } from './answers';
import { deployed, tagsOf, type Deployed } from './deployed';

export function readElasticIps(answers: Answers): readonly Deployed[] {
  return answers.of('Addresses').map((item) =>
    deployed('aws_eip', item.need('AllocationId'), {
      public_ip: item.text('PublicIp'),
      network_interface: item.text('NetworkInterfaceId'),
      instance: item.text('InstanceId'),
      tags: tagsOf(item),
    }),
  );
}
