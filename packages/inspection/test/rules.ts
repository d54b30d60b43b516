import type { FirewallRules, RuleGroup } from '../src';

/** The policy of the workshop, in the words of Network Firewall: HTTPS to one name, and pings. */
export const WORKSHOP_RULES = `
# Only what the workshop allows; the default action drops the rest.
pass tls  $HOME_NET any -> $EXTERNAL_NET 443 (ssl_state:client_hello; tls.sni; content:"ipinfo.io"; startswith; nocase; endswith; flow:to_server, established; sid:1000001; rev:1;)
pass icmp $HOME_NET any -> $EXTERNAL_NET any (geoip:dst,US; sid:1000002; rev:1;)
`;

/** Rules of one group, called `allow`. */
export function rulesOf(rules: string, group: Omit<Partial<RuleGroup>, 'rules'> = {}): FirewallRules {
  return { ruleGroups: [{ name: 'allow', ...group, rules }] };
}

export const workshop: FirewallRules = rulesOf(WORKSHOP_RULES);
