import type { FirewallRules } from '@inspected-egress/inspection';
import type { NetworkService } from '@inspected-egress/network';

/** What workloads of every environment may open to the internet, as far as ports can tell: HTTPS, HTTP and ping. */
export const SERVICES: readonly NetworkService[] = [
  { protocol: 'tcp', fromPort: 443, toPort: 443 },
  { protocol: 'tcp', fromPort: 80, toPort: 80 },
  { protocol: 'icmp-echo' },
];

/**
 * What the firewall lets pass of that: HTTPS to one name, and ping, the two permissions with which the walk-through of
 * distributed egress ends. Everything else is dropped, with an alert; HTTP reaches the firewall and no further.
 */
export const FIREWALL_RULES: FirewallRules = {
  ruleGroups: [
    {
      name: 'allowed',
      rules: [
        'pass tls $HOME_NET any -> $EXTERNAL_NET 443 (msg:"HTTPS to ipinfo.io"; flow:to_server, established; tls.sni; content:"ipinfo.io"; startswith; endswith; nocase; sid:1000001; rev:1;)',
        'pass icmp $HOME_NET any -> $EXTERNAL_NET any (msg:"ping"; itype:8; sid:1000002; rev:1;)',
        'pass icmp $HOME_NET any -> $EXTERNAL_NET any (msg:"ping over IPv6"; itype:128; sid:1000003; rev:1;)',
      ].join('\n'),
    },
  ],
};
