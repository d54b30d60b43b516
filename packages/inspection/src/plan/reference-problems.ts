import { isToken, type Problem } from '@inspected-egress/problem';
import { referenceArn, referenceRegion, tooManyReferences, variableName } from '../errors';
import { IP_SET_ARN, MAX_IP_SET_REFERENCES, VARIABLE_NAME } from '../limits';
import { zonesOutside } from './region';
import type { RuleGroup } from './rule-group';

/**
 * What is wrong with the IP sets that a group refers to.
 * @param zones - of the VPC; empty when they are not known
 */
export function findReferenceProblems(
  { ipSetReferences = {} }: RuleGroup,
  zones: readonly string[],
): readonly Problem[] {
  const references = Object.entries(ipSetReferences);
  return [
    ...(references.length > MAX_IP_SET_REFERENCES
      ? [tooManyReferences('ipSetReferences', references.length)]
      : []),
    ...references.flatMap(([name, arn]) => {
      const path = `ipSetReferences.${name}`;
      const nameProblems = VARIABLE_NAME.test(name) ? [] : [variableName(path, name)];
      return [...nameProblems, ...(isToken(arn) ? [] : findArnProblems(path, arn, zones))];
    }),
  ];
}

function findArnProblems(path: string, arn: string, zones: readonly string[]): readonly Problem[] {
  const [match, ofList, ofGroup] = IP_SET_ARN.exec(arn) ?? [];
  if (match === undefined) return [referenceArn(path, arn)];
  const foreign = zonesOutside(ofList ?? ofGroup ?? '', zones);
  return foreign.length === 0 ? [] : [referenceRegion(path, arn, foreign)];
}
