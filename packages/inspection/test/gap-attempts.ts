import {
  AdoptedVpc,
  EgressRoutes,
  InspectedVpc,
  NetworkAcls,
  TransitGateway,
  type AdoptedVpcProps,
  type InspectedVpcProps,
} from '@inspected-egress/network';
import { packageIndexPolicy } from '@inspected-egress/policy';
import { Token } from 'cdktf';
import {
  ApplianceFleet,
  DnsFirewall,
  NetworkFirewall,
  type ApplianceFleetProps,
  type DnsFirewallProps,
  type FirewallRules,
} from '../src';
import { TODAY } from './egress-policies';
import { literalVpc } from './literal-vpc';
import { synthesize } from './synthesize';

/** Attempts at what the list of plan-time gaps is about: each is a synthesis that a test starts. */

export const ZONES = [{ availabilityZone: 'us-east-1a' }, { availabilityZone: 'us-east-1b' }];
export const ENDPOINT = (zone: string, id = `vpce-0aaaaaaaaaaaaaaa${zone}`) => ({
  availabilityZone: `us-east-1${zone}`,
  vpcEndpointId: id,
});
export const LIST = 'rslvr-fdl-0123456789abcdef';

export const fleet = (props: object) => () =>
  synthesize(
    (stack) =>
      new ApplianceFleet(stack, 'fleet', {
        vpcId: 'vpc-0123456789abcdef0',
        subnets: [
          { availabilityZone: 'us-east-1a', subnetId: 'subnet-0a', cidrBlock: '10.2.0.0/24' },
          { availabilityZone: 'us-east-1b', subnetId: 'subnet-0b', cidrBlock: '10.2.1.0/24' },
        ],
        instanceType: 'c6in.large',
        capacity: { min: 2, max: 6 },
        service: { allowedPrincipals: ['arn:aws:iam::111122223333:root'] },
        bootstrap: { kind: 'custom', imageId: 'ami-0', healthCheck: { protocol: 'TCP', port: 8008 } },
        ...props,
      } as ApplianceFleetProps),
  );
export const custom = (healthCheck: object) =>
  fleet({ bootstrap: { kind: 'custom', imageId: 'ami-0', healthCheck } });

export const rules = (props: object) => () =>
  synthesize(
    (stack) =>
      new NetworkFirewall(stack, 'firewall', {
        vpc: literalVpc(),
        policy: {
          rules: {
            ruleGroups: [{ name: 'allow', rules: 'pass tcp $HOME_NET any -> any 22 (sid:1;)' }],
            ...props,
          } as FirewallRules,
        },
      }),
  );
export const actions = (...defaultActions: readonly string[]) => rules({ defaultActions });
export const group = (more: object = {}, index = 1) => ({
  name: `group-${index}`,
  rules: `pass tcp $HOME_NET any -> any 22 (sid:${index};)`,
  ...more,
});

export const dns =
  (props: object = {}) =>
  () =>
    synthesize(
      (stack) =>
        new DnsFirewall(stack, 'dns', {
          vpcIds: { dev: 'vpc-0123456789abcdef0' },
          egressPolicy: packageIndexPolicy(),
          today: TODAY,
          ...props,
        } as DnsFirewallProps),
    );

export const vpc = (props: object) => () =>
  synthesize(
    (stack) =>
      new InspectedVpc(stack, 'vpc', {
        cidrBlock: '10.1.0.0/16',
        zones: ZONES,
        ...props,
      } as InspectedVpcProps),
  );
export const routes =
  (...firewallEndpoints: readonly ReturnType<typeof ENDPOINT>[]) =>
  () =>
    synthesize((stack) => new EgressRoutes(stack, 'routes', { vpc: literalVpc(), firewallEndpoints }));
export const adopted =
  (props: object, zone: object = {}) =>
  () => {
    const { zones, ...literal } = literalVpc();
    return new AdoptedVpc({
      ...literal,
      zones: zones.map((one) => ({ ...one, ...zone })),
      ...props,
    } as AdoptedVpcProps);
  };
export const acls = (change: object) => () =>
  synthesize(
    (stack) =>
      new NetworkAcls(stack, 'acls', {
        vpc: {
          ...literalVpc({ zone: (zone) => ({ ...zone, ...change }) }),
          networkAcls: { rules: 'elsewhere', ids: { protected: 'acl-0', nat: 'acl-1', firewall: 'acl-2' } },
        },
        services: [{ protocol: 'tcp', fromPort: 443, toPort: 443 }],
      }),
  );
export const token = Token.asString({ resolve: () => 'us-east-1a' });

/** A transit gateway whose spokes, to which routes lead, have some block. */
export const spokes = (cidrBlock: string) => () =>
  synthesize(
    (stack) => new TransitGateway(stack, 'gateway', { name: 'egress', spokeCidrBlocks: [cidrBlock] }),
  );

/** The protected subnet of the first zone, otherwise. */
export function protectedSubnet(change: object) {
  const { protected: workloads, ...others } = literalVpc().zones[0]?.subnets ?? {};
  return { ...others, protected: { ...workloads, ...change } };
}
