import type { NetworkService } from '@inspected-egress/network';
import { isToken, type Problem } from '@inspected-egress/problem';
import {
  duplicateEgress,
  egressDecidedTwice,
  invalidImage,
  invalidPorts,
  noProtectedSubnet,
  tooMuchEgress,
  unknownChoice,
  wrongArchitecture,
} from '../errors';
import { HIGHEST_PORT, SECURITY_GROUP_RULES_PER_FAMILY } from '../limits';
import { architectureOf, DEFAULT_INSTANCE_TYPE, type Architecture } from './amazon-linux';
import { planWorkloadEgress, type WorkloadEgressInput } from './workload-egress';

/** What is judged before anything is emitted. */
export interface WorkloadInput extends WorkloadEgressInput {
  /** How many zones have a protected subnet. */
  readonly protectedZones: number;
  /** Whether there is a security group beside declared egress. */
  readonly decidedTwice: boolean;
  readonly architecture: Architecture;
  readonly instanceType: string;
  readonly imageId: string;
}

/** Everything that keeps the test application from being planned, in the order of its props. */
export function findWorkloadProblems(input: WorkloadInput): readonly Problem[] {
  return [
    ...(input.protectedZones === 0 ? [noProtectedSubnet()] : []),
    ...(input.decidedTwice ? [egressDecidedTwice()] : []),
    ...findEgressProblems(input),
    ...findInstanceProblems(input),
  ];
}

function findEgressProblems(input: WorkloadInput): readonly Problem[] {
  const unknown = input.egress.flatMap(({ protocol }, index) =>
    findChoiceProblems(`egress[${index}].protocol`, protocol, ['tcp', 'udp', 'icmp-echo']),
  );
  // No rule can be planned for a protocol that there is not.
  if (unknown.length > 0) return unknown;
  const seen = new Map<string, string>();
  const problems: Problem[] = [];
  input.egress.forEach((service, index) => {
    const path = `egress[${index}]`;
    if (service.protocol !== 'icmp-echo' && !isPortRange(service)) {
      problems.push(invalidPorts(path, service.fromPort, service.toPort));
    }
    const text = textOf(service);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, path);
    else problems.push(duplicateEgress(path, text, first));
  });
  const rules = planWorkloadEgress(input);
  const perFamily = Math.max(
    rules.reduce((sum, rule) => sum + rule.cidrBlocks.length, 0),
    rules.reduce((sum, rule) => sum + rule.ipv6CidrBlocks.length, 0),
  );
  if (perFamily > SECURITY_GROUP_RULES_PER_FAMILY) problems.push(tooMuchEgress(perFamily));
  return problems;
}

function findInstanceProblems({ architecture, instanceType, imageId }: WorkloadInput): readonly Problem[] {
  const unknown = findChoiceProblems('architecture', architecture, Object.keys(DEFAULT_INSTANCE_TYPE));
  if (unknown.length > 0) return unknown;
  const runs = architectureOf(instanceType);
  const problems: Problem[] = [];
  if (!isToken(instanceType) && runs !== architecture)
    problems.push(wrongArchitecture(instanceType, runs, architecture));
  if (!isToken(imageId) && !/^(?:ami-[0-9a-f]+|resolve:ssm:.+)$/.test(imageId))
    problems.push(invalidImage(imageId));
  return problems;
}

function findChoiceProblems(path: string, value: string, choices: readonly string[]): readonly Problem[] {
  return choices.includes(value) ? [] : [unknownChoice(path, value, choices)];
}

function textOf(service: NetworkService): string {
  if (service.protocol === 'icmp-echo') return service.protocol;
  const { protocol, fromPort, toPort } = service;
  return fromPort === toPort ? `${protocol}/${fromPort}` : `${protocol}/${fromPort}-${toPort}`;
}

function isPortRange({ fromPort, toPort }: { readonly fromPort: number; readonly toPort: number }): boolean {
  const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= HIGHEST_PORT;
  return isPort(fromPort) && isPort(toPort) && fromPort <= toPort;
}
