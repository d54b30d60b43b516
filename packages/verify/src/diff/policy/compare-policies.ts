import type { Side } from '../side';
import { compareSubjects, type PolicyChanges } from './compare-subjects';
import { dnsSubjects } from './dns-subjects';
import { endpointSubjects } from './endpoint-subjects';
import { firewallSubjects } from './firewall-subjects';
import { groupSubjects, holderSubjects } from './group-subjects';

/** What the policies of two inputs say, of everything that has one. */
export function comparePolicies(before: Side, after: Side): PolicyChanges {
  const changes = [
    compareSubjects(firewallSubjects(before), firewallSubjects(after)),
    compareSubjects(dnsSubjects(before), dnsSubjects(after)),
    compareSubjects(endpointSubjects(before), endpointSubjects(after)),
    compareSubjects(groupSubjects(before), groupSubjects(after)),
    compareSubjects(holderSubjects(before, after), holderSubjects(after, before)),
  ];
  return {
    gained: changes.flatMap(({ gained }) => gained),
    lost: changes.flatMap(({ lost }) => lost),
    undetermined: changes.flatMap(({ undetermined }) => undetermined),
  };
}
