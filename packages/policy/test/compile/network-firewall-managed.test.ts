import { PlanError } from '@inspected-egress/problem';
import { compileNetworkFirewall, type EgressPolicy, type NetworkFirewallOptions } from '../../src';
import { policyOf, rule, TODAY } from '../support/policies';

const CA = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d-0000-4000-8000-000000000000';
const HERE: NetworkFirewallOptions = {
  position: 'before-nat',
  natCidrBlocks: [],
  workloadCidrBlocks: ['10.1.3.0/24'],
  region: 'us-east-1',
  today: TODAY,
};
const NAMES = rule({ id: 'names', destinations: [{ name: 'example.com' }] });

const compile = (more: Partial<NetworkFirewallOptions>, policy: EgressPolicy = policyOf([NAMES])) =>
  compileNetworkFirewall(policy, { ...HERE, ...more });
const policyWide = (more: Partial<NetworkFirewallOptions>, policy?: EgressPolicy) => {
  const { approximations, remarks } = compile(more, policy);

  return [
    ...approximations
      .map(({ direction, reason }) => `${direction}: ${reason}`)
      .filter((text) => !text.includes('wider: on the ports')),
    ...remarks.map(({ rule: id, remark }) => (id === undefined ? remark : `${id}: ${remark}`)),
  ];
};
function problems(more: object, policy?: EgressPolicy): readonly string[] {
  try {
    compile(more, policy);
  } catch (error) {
    if (error instanceof PlanError)
      return error.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  return [];
}

describe('managed rule groups', () => {
  it.each([
    ['us-east-1', 'arn:aws:network-firewall:us-east-1:'],
    ['cn-northwest-1', 'arn:aws-cn:network-firewall:cn-northwest-1:'],
    ['us-gov-west-1', 'arn:aws-us-gov:network-firewall:us-gov-west-1:'],
  ])('have the ARN of the Region %s, in strict order as the policy is', (region, beginning) => {
    const { artefact } = compile({ region, managedRuleGroups: [{ name: 'ThreatSignaturesBotnet' }] });
    expect(artefact.managedRuleGroups).toEqual([
      {
        name: 'ThreatSignaturesBotnetStrictOrder',
        resourceArn: `${beginning}aws-managed:stateful-rulegroup/ThreatSignaturesBotnetStrictOrder`,
      },
    ]);
  });

  it('have the ARN of another partition where it is said', () => {
    const { artefact } = compile({
      ...{ region: 'us-isob-east-1', partition: 'aws-iso-b' },
      managedRuleGroups: [{ name: 'MalwareDomains' }],
    });
    expect(artefact.managedRuleGroups?.[0]?.resourceArn).toMatch(
      /^arn:aws-iso-b:.*:us-isob-east-1:aws-managed/,
    );
  });

  it('keep their order, and drop to alert where it is asked for', () => {
    const { artefact } = compile({
      managedRuleGroups: [
        { name: 'MalwareDomains', override: 'drop-to-alert' },
        { name: 'AttackInfrastructure' },
      ],
    });
    expect(artefact.managedRuleGroups).toMatchObject([
      { name: 'MalwareDomainsStrictOrder', override: 'DROP_TO_ALERT', capacity: 200 },
      { name: 'AttackInfrastructureStrictOrder', capacity: 15_000 },
    ]);
    expect(artefact.managedRuleGroups?.[1]).not.toHaveProperty('override');
  });

  it('only log in mode monitor, where the firewall has no default drop either', () => {
    const { artefact, approximations } = compile(
      { managedRuleGroups: [{ name: 'MalwareDomains' }] },
      policyOf([], { mode: 'monitor' }),
    );
    expect(artefact).toMatchObject({
      managedRuleGroups: [{ override: 'DROP_TO_ALERT' }],
      defaultActions: ['aws:alert_established_app_layer_to_server'],
      streamExceptionPolicy: 'CONTINUE',
    });
    expect(approximations).toEqual([]);
  });

  it('forbid what the policy permits, and say so where they drop and something is permitted', () => {
    const managedRuleGroups = [{ name: 'ThreatSignaturesIOC' }, { name: 'MalwareDomains' }] as const;
    expect(policyWide({ managedRuleGroups })).toEqual([
      'narrower: rules of AWS in `ThreatSignaturesIOCStrictOrder` and `MalwareDomainsStrictOrder` come first, and drop what they recognise',
      'the capacity of `ThreatSignaturesIOCStrictOrder` is not known and not counted',
    ]);
    expect(policyWide({ managedRuleGroups }, policyOf([{ ...NAMES, action: 'drop' }]))).toEqual([
      'the capacity of `ThreatSignaturesIOCStrictOrder` is not known and not counted',
    ]);
  });

  it.each([
    ['ThreatSignaturesBotnt', 'is no managed rule group of AWS; write `ThreatSignaturesBotnet` [POL305]'],
    [
      'ThreatSignaturesBotnetStrictOrder',
      'is no managed rule group of AWS; write `ThreatSignaturesBotnet` [POL305]',
    ],
    ['MalwareDomainsActionOrder', 'is no managed rule group of AWS; write `MalwareDomains` [POL305]'],
    [
      'Everything',
      'is no managed rule group of AWS; write a name as AWS lists it, without `StrictOrder`, as in `ThreatSignaturesBotnet` [POL305]',
    ],
  ])('called %s are refused with the name that is meant', (name, message) => {
    expect(problems({ managedRuleGroups: [{ name }] })).toEqual([
      `managedRuleGroups[0].name: \`${name}\` ${message}`,
    ]);
  });

  it.each([null, 'MalwareDomains', [null], ['MalwareDomains'], [{}]])(
    'that are %j are refused as what they are not',
    (managedRuleGroups) => {
      expect(problems({ managedRuleGroups })).toEqual([
        expect.stringMatching(
          /^managedRuleGroups: .* is not a list of managed rule groups, each by `name`; .*POL101/,
        ),
      ]);
    },
  );

  it('are refused twice, with another override, and without a Region, all at once', () => {
    const managedRuleGroups = [
      { name: 'MalwareDomains' },
      { name: 'MalwareDomains', override: 'DROP_TO_ALERT' },
    ];
    expect(problems({ managedRuleGroups, region: undefined })).toEqual([
      'managedRuleGroups[1].name: `MalwareDomains` is `managedRuleGroups[0]` too; remove one of them [POL306]',
      'managedRuleGroups[1].override: `DROP_TO_ALERT` is not `drop-to-alert`; write `drop-to-alert`, or leave it out [POL313]',
      'region: nothing is given, and the ARN of a managed rule group names the Region; write the Region of the firewall, as in `us-east-1` [POL307]',
    ]);
  });

  it('count among the 20 groups and the 30,000 of capacity of a firewall policy', () => {
    const many = policyOf([rule({ id: 'many', destinations: hosts(15_100) })]);
    expect(problems({}, many)).toEqual([]);
    expect(problems({ managedRuleGroups: [{ name: 'AttackInfrastructure' }] }, many)[0]).toMatch(
      /^rules\[0\]: .* the firewall policy has room for `15000`; `many` alone has `15100`; .* \[POL304\]$/,
    );
    const all = [
      'AbusedLegitBotNetCommandAndControlDomains',
      'AbusedLegitMalwareDomains',
      'BotNetCommandAndControlDomains',
      'MalwareDomains',
      ...['Botnet', 'BotnetWeb', 'BotnetWindows', 'DoS', 'EmergingEvents', 'Exploits', 'FUP', 'IOC'],
      ...['Malware', 'MalwareCoinmining', 'MalwareMobile', 'MalwareWeb', 'Phishing', 'Scanners', 'Suspect'],
      'WebAttacks',
    ].map((name, index) => ({ name: index < 4 ? name : `ThreatSignatures${name}` }));
    expect(all).toHaveLength(20);
    expect(problems({ managedRuleGroups: all })).toEqual([
      'managedRuleGroups: a firewall policy holds 20 rule groups, and none is left for the rules of the policy; attach fewer managed rule groups [POL308]',
    ]);
    expect(problems({ managedRuleGroups: all.slice(1) })).toEqual([]);
  });
});

describe('TLS inspection', () => {
  it('opens what workloads send to TCP 443, in the words of the provider', () => {
    const { artefact } = compile({
      tlsInspection: { certificateAuthorityArn: CA },
      workloadCidrBlocks: ['10.1.3.0/24', 'fd00:1::/64'],
    });
    expect(artefact.tlsInspection).toEqual({
      serverCertificateConfiguration: [
        {
          certificateAuthorityArn: CA,
          checkCertificateRevocationStatus: [{ revokedStatusAction: 'REJECT', unknownStatusAction: 'PASS' }],
          scope: [
            {
              protocols: [6],
              source: [{ addressDefinition: '10.1.3.0/24' }, { addressDefinition: 'fd00:1::/64' }],
              sourcePorts: [{ fromPort: 0, toPort: 65_535 }],
              destination: [{ addressDefinition: '0.0.0.0/0' }, { addressDefinition: '::/0' }],
              destinationPorts: [{ fromPort: 443, toPort: 443 }],
            },
          ],
        },
      ],
    });
  });

  it('permits less and shows more than the policy says, and says so', () => {
    const quic = rule({ id: 'quic', applications: [{ udp: { from: 443, to: 443 } }] });
    expect(policyWide({ tlsInspection: { certificateAuthorityArn: CA } }, policyOf([NAMES, quic]))).toEqual([
      'wider: TLS inspection opens a connection to a server before rules judge the name that the client claims',
      'narrower: TLS inspection drops what is not TLS on TCP 443, TLS without a server name, and servers whose certificate is not for that name',
      'session holding stays off: AWS does not combine it with default actions that wait for the server name',
      'nothing reads what TLS inspection decrypts: a pass by server name ends inspection',
      'quic: TLS inspection does not see QUIC, which UDP 443 carries',
    ]);
  });

  it('is narrower only where TCP 443 is permitted, and read by managed rule groups', () => {
    const ssh = policyOf([rule({ applications: ['ssh', { tcp: { from: 444, to: 500 } }] })]);
    const tlsInspection = { certificateAuthorityArn: CA };
    const said = policyWide({ tlsInspection, managedRuleGroups: [{ name: 'MalwareDomains' }] }, ssh);
    expect(
      said.filter((text) => text.startsWith('narrower: TLS') || text.startsWith('nothing reads')),
    ).toEqual([]);
  });

  it('is refused where it cannot be', () => {
    const tlsInspection = {
      certificateAuthorityArn: CA.replace('us-east-1', 'eu-west-1'),
      checkCertificateRevocationStatus: { revokedStatusAction: 'reject', unknownStatusAction: 'PASS' },
    };
    expect(problems({ tlsInspection }, policyOf([], { mode: 'monitor' }))).toEqual([
      `tlsInspection.certificateAuthorityArn: \`${CA.replace('us-east-1', 'eu-west-1')}\` is of another Region than the firewall; import the certificate authority in \`us-east-1\` [POL310]`,
      'tlsInspection: `monitor` drops nothing, and TLS inspection cuts off clients that do not trust its certificate; leave it out until the mode is `enforce` [POL311]',
      'tlsInspection.checkCertificateRevocationStatus.revokedStatusAction: `reject` is not `PASS`, `DROP` or `REJECT`; use one of these [POL312]',
    ]);
    expect(
      problems({ tlsInspection: { certificateAuthorityArn: 'arn:aws:acm-pca:us-east-1:123456789012:x' } }),
    ).toEqual([expect.stringContaining('[POL309]')]);
    for (const nothing of [null, {}, 'arn']) {
      expect(problems({ tlsInspection: nothing })).toEqual([
        expect.stringMatching(/^tlsInspection: .*POL101/),
      ]);
    }
  });
});

function hosts(count: number) {
  return Array.from({ length: count }, (_, index) => ({ name: `n${index}.example.com` }));
}
