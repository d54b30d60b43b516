import type { Answers } from './answers';
import { deployed, type Deployed } from './deployed';

export function readDnsFirewallConfigs(answers: Answers): readonly Deployed[] {
  return answers.of('FirewallConfigs').map((item) =>
    deployed('aws_route53_resolver_firewall_config', item.need('Id'), {
      resource_id: item.text('ResourceId'),
      firewall_fail_open: item.text('FirewallFailOpen'),
    }),
  );
}
