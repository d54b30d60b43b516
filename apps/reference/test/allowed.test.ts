import { FIREWALL_RULES, SERVICES } from '../src/environments/allowed';

it('the firewall passes the ping that is declared, over IPv4 (echo is type 8) and IPv6 (type 128)', () => {
  expect(SERVICES).toContainEqual({ protocol: 'icmp-echo' });
  const rules = FIREWALL_RULES.ruleGroups.flatMap((group) => group.rules.split('\n'));
  const types = rules.flatMap((rule) => /^pass icmp .*\bitype:(\d+);/.exec(rule)?.[1] ?? []);
  expect(types).toEqual(['8', '128']);
});
