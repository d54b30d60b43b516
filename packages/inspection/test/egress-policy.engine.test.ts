import { packageIndexPolicy, workshopPolicy } from '@inspected-egress/policy';
import {
  offlinePlans,
  requireTerraform,
  type JsonObject,
  type PlannedWorld,
} from '@inspected-egress/terraform';
import { InspectedEgress, type EgressPolicySource } from '../src';
import { CERTIFICATE_AUTHORITY, EVERY_FORM, PREFIX_LISTS, TODAY } from './egress-policies';
import { synthesize } from './synthesize';

const sources: Readonly<Record<string, Omit<EgressPolicySource, 'today'>>> = {
  workshop: { egressPolicy: workshopPolicy() },
  'package-index': { egressPolicy: packageIndexPolicy() },
  'every-form': { egressPolicy: EVERY_FORM, prefixLists: PREFIX_LISTS },
  monitor: {
    egressPolicy: { ...EVERY_FORM, mode: 'monitor' },
    prefixLists: PREFIX_LISTS,
    managedRuleGroups: [{ name: 'AttackInfrastructure' }],
  },
  'managed-and-tls': {
    egressPolicy: EVERY_FORM,
    prefixLists: PREFIX_LISTS,
    managedRuleGroups: [
      { name: 'AttackInfrastructure' },
      { name: 'ThreatSignaturesMalwareWeb', override: 'drop-to-alert' },
    ],
    tlsInspection: {
      certificateAuthorityArn: CERTIFICATE_AUTHORITY,
      checkCertificateRevocationStatus: { revokedStatusAction: 'DROP', unknownStatusAction: 'REJECT' },
    },
  },
};

const worlds = Object.entries(sources).flatMap(([kind, source]) =>
  (['after-nat', 'before-nat'] as const).map((position) => {
    const synthesized = synthesize((stack) => {
      new InspectedEgress(stack, 'egress', {
        cidrBlock: '10.1.0.0/16',
        zones: [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }],
        position,
        ipv6: 'inspected',
        engine: { kind: 'network-firewall', ...source, today: TODAY },
      });
    });
    return { name: `${kind}-${position}`, synthesized };
  }),
);
let planned: readonly PlannedWorld[] = [];

beforeAll(async () => {
  const stacks = worlds.map(({ name, synthesized }) => ({
    name,
    workspace: 'default',
    json: synthesized.json as JsonObject,
  }));
  planned = await offlinePlans(requireTerraform(), stacks);
});

describe.each(worlds)('egress policy $name', ({ name, synthesized }) => {
  const world = () => planned.find((one) => one.name === name);

  it('passes terraform validate and plan without a warning', () => {
    expect(world()?.warnings).toEqual([]);
  });

  it('creates every resource of the stack and nothing else', () => {
    expect(
      world()
        ?.resourceChanges.map(({ address }) => address)
        .sort(),
    ).toEqual(synthesized.addresses);
  });
});

it('Terraform takes TLS inspection and managed rule groups as they are meant', () => {
  const changes = planned.find(({ name }) => name === 'managed-and-tls-before-nat')?.resourceChanges ?? [];
  const after = (type: string) => changes.find((change) => change.type === type)?.after;
  expect(after('aws_networkfirewall_tls_inspection_configuration')).toMatchObject({
    tls_inspection_configuration: [
      {
        server_certificate_configuration: [
          {
            certificate_authority_arn: CERTIFICATE_AUTHORITY,
            check_certificate_revocation_status: [
              { revoked_status_action: 'DROP', unknown_status_action: 'REJECT' },
            ],
            scope: [{ protocols: [6], destination_ports: [{ from_port: 443, to_port: 443 }] }],
          },
        ],
      },
    ],
  });
  // A set: Terraform gives it no order.
  const [{ stateful_rule_group_reference: references } = {}] = (
    after('aws_networkfirewall_firewall_policy') as {
      firewall_policy: { stateful_rule_group_reference: { priority: number; override: unknown[] }[] }[];
    }
  ).firewall_policy;
  expect(
    references
      ?.map(({ priority, override }) => ({ priority, override }))
      .sort((one, other) => one.priority - other.priority),
  ).toEqual([
    { priority: 1, override: [] },
    { priority: 2, override: [{ action: 'DROP_TO_ALERT' }] },
    { priority: 100, override: [] },
  ]);
});
