import { quoteAll, type Problem } from '@inspected-egress/problem';
import { HIGHEST_PORT, SECURITY_GROUP_RULES_PER_FAMILY } from './limits';

/** The VPC has no zone with a protected subnet, so there is nowhere to put a workload. */
export function noProtectedSubnet(): Problem {
  return {
    code: 'APP101',
    path: 'vpc.zones',
    message: 'no zone has a protected subnet',
    remedy: 'give the VPC a zone whose tiers include `protected`',
  };
}

/** Ports that TCP and UDP do not have, or the wrong way round. */
export function invalidPorts(path: string, fromPort: number, toPort: number): Problem {
  return {
    code: 'APP102',
    path,
    message: `\`${fromPort}\` to \`${toPort}\` is no range of ports`,
    remedy: `use whole numbers from 1 to ${HIGHEST_PORT}, the lower one first`,
  };
}

/** The same egress declared twice; EC2 refuses the second rule at apply. */
export function duplicateEgress(path: string, egress: string, first: string): Problem {
  return {
    code: 'APP103',
    path,
    message: `\`${egress}\` is already declared by ${first}`,
    remedy: 'remove one of the two',
  };
}

/** More rules than a security group holds. */
export function tooMuchEgress(count: number): Problem {
  return {
    code: 'APP104',
    path: 'egress',
    message: `\`${count}\` rules for one address family exceed the ${SECURITY_GROUP_RULES_PER_FAMILY} of a security group`,
    remedy: `declare at most ${SECURITY_GROUP_RULES_PER_FAMILY}`,
  };
}

/** An instance type that cannot run images of the chosen architecture. */
export function wrongArchitecture(instanceType: string, runs: string, architecture: string): Problem {
  return {
    code: 'APP105',
    path: 'instanceType',
    message: `\`${instanceType}\` runs \`${runs}\` images but the architecture is \`${architecture}\``,
    remedy: `use an instance type for \`${architecture}\`, or set \`architecture\` to \`${runs}\``,
  };
}

/** Neither an image id nor a parameter that holds one. */
export function invalidImage(imageId: string): Problem {
  return {
    code: 'APP106',
    path: 'imageId',
    message: `\`${imageId}\` is not an image id`,
    remedy: 'use `ami-…`, or `resolve:ssm:<parameter>` for a parameter that holds one',
  };
}

/** A choice that no compiler has checked, from a configuration file for example. */
export function unknownChoice(path: string, value: string, choices: readonly string[]): Problem {
  return {
    code: 'APP107',
    path,
    message: `\`${value}\` is not one of the choices`,
    remedy: `use one of ${quoteAll(choices)}`,
  };
}

/** A security group that is given has rules of its own, so declared egress would mean nothing. */
export function egressDecidedTwice(): Problem {
  return {
    code: 'APP108',
    path: 'egress',
    message: 'both `egress` and `securityGroupId` say what the instances may open',
    remedy: 'leave out one of the two',
  };
}
