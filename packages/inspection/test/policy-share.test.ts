import { NetworkFirewall, type FirewallPolicyShare, type FirewallPolicySource } from '../src';
import { literalVpc } from './literal-vpc';
import { refusal } from './messages';
import { workshop } from './rules';
import { synthesize } from './synthesize';

const ORGANIZATION = 'arn:aws:organizations::111122223333:organization/o-abcdefghij';
const shared = (share: FirewallPolicyShare, policy: FirewallPolicySource = { rules: workshop }) =>
  synthesize((stack) => new NetworkFirewall(stack, 'firewall', { vpc: literalVpc(), policy, share }));

it('the policy is shared with whom it names, and with nobody outside the organization', () => {
  const { only, all } = shared({ principals: [ORGANIZATION, '444455556666'], cidrBlocks: [] });
  expect(only('aws_ram_resource_share')).toMatchObject({ allow_external_principals: false });
  const [policy] = Object.keys(shared({ principals: [ORGANIZATION], cidrBlocks: [] }).named(POLICY));
  expect(only('aws_ram_resource_association')).toMatchObject({ resource_arn: `\${${POLICY}.${policy}.arn}` });
  expect(all('aws_ram_principal_association').map(({ principal }) => principal)).toEqual([
    '444455556666',
    ORGANIZATION,
  ]);
});

it('HOME_NET holds where the traffic of others comes from: without it no rule would match there', () => {
  const { only } = shared({ principals: [ORGANIZATION], cidrBlocks: ['10.9.0.0/16'] });
  const [variable] = JSON.stringify(only(POLICY)).match(/"definition":\[[^\]]*\]/u) ?? [];
  expect(variable).toContain('10.9.0.0/16');
});

it('whom it names in another order changes no address', () => {
  const principals = [ORGANIZATION, '444455556666'];
  expect(shared({ principals, cidrBlocks: [] }).addresses).toEqual(
    shared({ principals: [...principals].reverse(), cidrBlocks: [] }).addresses,
  );
});

it('refuses what AWS would, all at once', () => {
  const firewallPolicyArn = 'arn:aws:network-firewall:us-east-1:123456789012:firewall-policy/egress';
  const share = { principals: ['1234', 'o-abc'], cidrBlocks: ['10.9.0.1/16'] };
  expect(refusal(() => shared(share, { firewallPolicyArn }))).toMatchInlineSnapshot(`
   "network firewall \`dev/firewall\`: 4 problems
     share.principals[0]: \`1234\` is not somebody to share with; write the 12 digits of an account, or the ARN of an organization or of one of its units [INS286]
     share.principals[1]: \`o-abc\` is not somebody to share with; write the 12 digits of an account, or the ARN of an organization or of one of its units [INS286]
     share.cidrBlocks[0]: \`10.9.0.1/16\` has host bits set: its address is not the first of the block; write \`10.9.0.0/16\` for the block, or \`10.9.0.1/32\` for the one address [CIDR113]
     share: the firewall policy is somebody else's, and only its owner can share it; share it where it is made [INS288]"
  `);
  expect(refusal(() => shared({ principals: [], cidrBlocks: [] }))).toContain('[INS287]');
});

it('refuses to share a policy that inspects TLS', () => {
  const certificateAuthorityArn =
    'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-000000000000';
  const policy = {
    egressPolicy: { version: 1, name: 'p', mode: 'enforce', rules: [] },
    today: '2026-11-29',
    tlsInspection: { certificateAuthorityArn },
  } as const;
  expect(refusal(() => shared({ principals: [ORGANIZATION], cidrBlocks: [] }, policy))).toContain('[INS289]');
});

const POLICY = 'aws_networkfirewall_firewall_policy';
