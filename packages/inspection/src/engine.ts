import type { IRoutedVpc, ZonalEndpoints } from '@inspected-egress/network';
import type { Problem } from '@inspected-egress/problem';
import { problemUnder } from '@inspected-egress/problem';
import type { Construct } from 'constructs';
import { AdoptedEndpoints } from './adopted-endpoints';
import { engineMissing, engineUnknown } from './errors';
import { GatewayLoadBalancerEndpoints } from './gateway-load-balancer-endpoints';
import { NetworkFirewall } from './network-firewall';
import {
  findAdoptedEndpointProblems,
  vendorSubnetTags,
  type AdoptedEndpointSettings,
} from './plan/adopted-endpoints';
import { findEndpointServiceProblems, type EndpointServiceSettings } from './plan/endpoint-service';
import {
  findNetworkFirewallProblems,
  type FirewallPolicySource,
  type NetworkFirewallSettings,
} from './plan/network-firewall';
import { nameFromPath } from './plan/resource-name';

/** AWS Network Firewall: an egress policy, rules, or the ARN of a firewall policy. */
export type NetworkFirewallEngine = { readonly kind: 'network-firewall' } & NetworkFirewallSettings &
  FirewallPolicySource;

/** An appliance behind a Gateway Load Balancer, in this account or another, by its endpoint service. */
export type GatewayLoadBalancerEngine = { readonly kind: 'gateway-load-balancer' } & EndpointServiceSettings;

/** Firewall endpoints that something other than Terraform makes. */
export type AdoptedEngine = { readonly kind: 'adopted' } & AdoptedEndpointSettings;

interface Engines {
  readonly 'network-firewall': NetworkFirewallEngine;
  readonly 'gateway-load-balancer': GatewayLoadBalancerEngine;
  readonly adopted: AdoptedEngine;
}

export type EngineKind = keyof Engines;

/** The product that inspects. Every engine yields the same thing, an endpoint for each zone. */
export type Engine = Engines[EngineKind];

/** What every engine is once it is made. */
export interface FirewallEndpoints extends Construct {
  /** `pending` while something other than Terraform has yet to make them. */
  readonly endpoints: ZonalEndpoints | 'pending';
  /** Of a Network Firewall, by which its metrics know it. */
  readonly firewallName?: string;
}

/** Where an engine is to stand. */
export interface EngineContext {
  /** Path of the engine's construct, from which names are made. */
  readonly path: string;
  /** @default - no VPC yet: only what is wrong whatever VPC it is for is found */
  readonly vpc?: IRoutedVpc;
}

interface EngineDefinition<E> {
  findProblems(engine: E, context: EngineContext): readonly Problem[];
  subnetTags(engine: E): Readonly<Record<string, string>>;
  create(scope: Construct, id: string, engine: E, vpc: IRoutedVpc): FirewallEndpoints;
}

const ENGINES: { readonly [K in EngineKind]: EngineDefinition<Engines[K]> } = {
  'network-firewall': {
    findProblems: (engine, { path, vpc }) =>
      findNetworkFirewallProblems(
        engine,
        { path: '', source: engine },
        { name: engine.name ?? nameFromPath(path), vpc },
      ),
    subnetTags: () => ({}),
    create: (scope, id, engine, vpc) => new NetworkFirewall(scope, id, { ...engine, policy: engine, vpc }),
  },
  'gateway-load-balancer': {
    findProblems: (engine, { vpc }) => findEndpointServiceProblems(engine, vpc),
    subnetTags: () => ({}),
    create: (scope, id, engine, vpc) => new GatewayLoadBalancerEndpoints(scope, id, { ...engine, vpc }),
  },
  adopted: {
    findProblems: (engine, { vpc }) => findAdoptedEndpointProblems(engine, vpc),
    subnetTags: ({ vendor }) => vendorSubnetTags(vendor),
    create: (scope, id, engine, vpc) => new AdoptedEndpoints(scope, id, { ...engine, vpc }),
  },
};

/** Every kind of engine, in the order in which documents list them. */
export const ENGINE_KINDS: readonly EngineKind[] = ['network-firewall', 'gateway-load-balancer', 'adopted'];

/** What is wrong with an engine, each path starting with `engine`. For configuration that is checked before it is used. */
export function findEngineProblems(engine: Engine, context: EngineContext): readonly Problem[] {
  const given: { readonly kind?: unknown } | null | undefined = engine;
  if (given?.kind === undefined) return [engineMissing(ENGINE_KINDS)];
  if (!isKind(given.kind)) return [engineUnknown(String(given.kind), ENGINE_KINDS)];
  return definitionOf(engine)
    .findProblems(engine, context)
    .map((problem) => (problem.path.startsWith('vpc.') ? problem : problemUnder('engine', problem)));
}

/** Tags that an engine wants on firewall subnets. */
export function engineSubnetTags(engine: Engine): Readonly<Record<string, string>> {
  const given: { readonly kind?: unknown } | null | undefined = engine;
  return isKind(given?.kind) ? definitionOf(engine).subnetTags(engine) : {};
}

function isKind(kind: unknown): kind is EngineKind {
  return ENGINE_KINDS.some((known) => known === kind);
}

/** The endpoints of an engine. */
export function createEngine(
  scope: Construct,
  id: string,
  engine: Engine,
  vpc: IRoutedVpc,
): FirewallEndpoints {
  return definitionOf(engine).create(scope, id, engine, vpc);
}

function definitionOf<K extends EngineKind>(engine: { readonly kind: K }): EngineDefinition<Engines[K]> {
  return ENGINES[engine.kind];
}
