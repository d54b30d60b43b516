import { networkFirewallEndpointId } from '../src/plan/endpoint-id';

const FIREWALL = 'aws_networkfirewall_firewall.egress';

describe('the endpoint of a zone is found by its subnet', () => {
  it('of a subnet that has an id', () => {
    expect(networkFirewallEndpointId(FIREWALL, 'subnet-0123456789abcdef0')).toBe(
      '${one([for s in aws_networkfirewall_firewall.egress.firewall_status[0].sync_states : s.attachment[0].endpoint_id if s.attachment[0].subnet_id == "subnet-0123456789abcdef0"])}',
    );
  });

  it('of a subnet that cdktf knows: its token stays a token, which cdktf writes without braces', () => {
    expect(networkFirewallEndpointId(FIREWALL, '${TfToken[TOKEN.7]}')).toContain(
      'subnet_id == ${TfToken[TOKEN.7]}])}',
    );
  });

  it('of a subnet that only Terraform knows: the expression, without braces of its own', () => {
    expect(networkFirewallEndpointId(FIREWALL, '${var.subnets["a"]}')).toContain(
      'subnet_id == (var.subnets["a"])])}',
    );
  });
});
