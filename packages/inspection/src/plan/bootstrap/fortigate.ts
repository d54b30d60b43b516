import { compileFortios, findPolicyProblems, type EgressPolicy } from '@inspected-egress/policy';
import { findAddressProblem } from '@inspected-egress/cidr';
import { isToken, PlanError, problemUnder, type Problem } from '@inspected-egress/problem';
import { gatewayAddressMissing, gatewayAddressZone } from '../../errors';
import type { FleetSubnet } from '../fleet/appliance-fleet';
import type { BootstrapContext, PlannedBootstrap } from './bootstrap';

/**
 * FortiGate-VM, one-arm: a GENEVE tunnel to the network interface of the load balancer in each zone, and a policy route that
 * sends each reply back by the tunnel that its request came from.
 *
 * AWS chooses the addresses of these interfaces when it makes the load balancer, so there are two phases: `pending` makes it
 * with appliances that let nothing through; then look the addresses up, as below, and give them.
 *
 *     aws ec2 describe-network-interfaces --filters 'Name=description,Values=ELB gwy/<name>/*'
 */
export interface FortigateBootstrap {
  readonly kind: 'fortigate';
  /** Of FortiGate-VM, pay as you go: a licence would be a secret in user data. */
  readonly imageId: string;
  /**
   * Address of the load balancer in each zone, by zone, or `pending`.
   * @throws PlanError INS324 for a zone that is no zone of the fleet, INS325 for a zone without one
   */
  readonly gatewayAddresses: Readonly<Record<string, string>> | 'pending';
  /**
   * What may leave, compiled to policies of FortiOS.
   * @throws PlanError POL1xx and POL64x
   */
  readonly egressPolicy: EgressPolicy;
  /** Day for which rules are compiled, `2026-11-30`. */
  readonly today: string;
  /** Blocks of workloads as the fleet sees them; of NAT gateways where its endpoints stand after NAT. */
  readonly workloadCidrBlocks: readonly string[];
}

const ZONE_OF_TUNNELS = 'gwlb-tunnels';
const HEALTH_PORT = 8008;

export function planFortigate(
  bootstrap: FortigateBootstrap,
  { subnets }: BootstrapContext,
): PlannedBootstrap {
  const { gatewayAddresses, imageId } = bootstrap;
  const tunnels =
    gatewayAddresses === 'pending'
      ? []
      : subnets.map(({ availabilityZone }, index) => ({
          name: `gwlb${index + 1}`,
          remote: gatewayAddresses[availabilityZone] ?? '',
        }));
  const { artefact, approximations } = compilePolicies(bootstrap);
  const lines = [
    ...block('system interface', [edit('port1', ['set mtu-override enable', 'set mtu 9001'])]),
    ...block('system probe-response', [`set mode http-probe`, `set port ${HEALTH_PORT}`]),
    ...(tunnels.length === 0 ? [] : tunnelLines(tunnels)),
    ...(tunnels.length === 0 ? [] : [artefact.configuration.trimEnd()]),
  ];
  return {
    imageId,
    userData: `${lines.join('\n')}\n`,
    healthCheck: { protocol: 'HTTP', port: HEALTH_PORT },
    compresses: false,
    rootDevice: '/dev/sda1',
    signalsReadiness: false,
    objectArns: [],
    approximations,
  };
}

interface Tunnel {
  readonly name: string;
  readonly remote: string;
}

function tunnelLines(tunnels: readonly Tunnel[]): readonly string[] {
  const names = tunnels.map(({ name }) => `"${name}"`).join(' ');
  return [
    ...block(
      'system geneve',
      tunnels.map(({ name, remote }) =>
        edit(name, ['set interface "port1"', 'set type ppp', `set remote-ip ${remote}`]),
      ),
    ),
    ...block('system zone', [edit(ZONE_OF_TUNNELS, [`set interface ${names}`])]),
    // Equal routes make both ways valid for the reverse path check; the policy routes below choose.
    ...block(
      'router static',
      tunnels.map(({ name }, index) => edit(String(100 + index), ['set distance 5', `set device "${name}"`])),
    ),
    ...block(
      'router policy',
      tunnels.map(({ name }, index) =>
        edit(String(index + 1), [`set input-device "${name}"`, `set output-device "${name}"`]),
      ),
    ),
  ];
}

export function findFortigateProblems(
  bootstrap: FortigateBootstrap,
  subnets: readonly FleetSubnet[],
): readonly Problem[] {
  const invalid = findPolicyProblems(bootstrap.egressPolicy);
  const own = findAddressProblems(bootstrap, subnets);
  if (invalid.length > 0) return [...own, ...invalid.map((problem) => problemUnder('egressPolicy', problem))];
  try {
    compilePolicies(bootstrap);
    return own;
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return [...own, ...error.problems];
  }
}

function findAddressProblems(
  { gatewayAddresses }: FortigateBootstrap,
  subnets: readonly FleetSubnet[],
): readonly Problem[] {
  if (gatewayAddresses === 'pending') return [];
  const zones = subnets.map(({ availabilityZone }) => availabilityZone);
  return [
    ...Object.entries(gatewayAddresses).flatMap(([zone, address]) => [
      ...(zones.includes(zone) ? [] : [gatewayAddressZone(`gatewayAddresses.${zone}`, zone, zones)]),
      ...(isToken(address) ? [] : [findAddressProblem(address, `gatewayAddresses.${zone}`)].flat()),
    ]),
    ...zones
      .filter((zone) => gatewayAddresses[zone] === undefined)
      .map((zone) => gatewayAddressMissing(`gatewayAddresses.${zone}`, zone)),
  ].filter((problem) => problem !== undefined);
}

function compilePolicies({ egressPolicy, today, workloadCidrBlocks }: FortigateBootstrap) {
  return compileFortios(egressPolicy, {
    ...{ position: 'before-nat' as const, natCidrBlocks: [], workloadCidrBlocks, today },
    ...{ sourceInterface: ZONE_OF_TUNNELS, destinationInterface: ZONE_OF_TUNNELS },
  });
}

function block(path: string, lines: readonly (string | readonly string[])[]): readonly string[] {
  return [`config ${path}`, ...lines.flat().map((line) => `    ${line}`), 'end'];
}

function edit(name: string, lines: readonly string[]): readonly string[] {
  return [`edit "${name}"`, ...lines.map((line) => `    ${line}`), 'next'];
}
