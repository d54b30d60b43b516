import {
  ENDPOINT_POLICY_CHARACTERS,
  renderPolicy,
  type PolicyDocument,
  type PolicyStatement,
} from '@inspected-egress/policy';
import { isToken, type Problem } from '@inspected-egress/problem';
import {
  endpointFullAccessHidden,
  endpointPolicyTooLong,
  endpointPrincipalNarrow,
  endpointReasonInvalid,
  endpointStatementsMissing,
} from '../errors';
import { TAG_VALUE } from '../limits';

/**
 * What an endpoint lets through. Traffic to it crosses no firewall, so there is no default: either a policy, or full
 * access with the reason, which stays with the endpoint as a tag.
 */
export type EndpointPolicyDecision =
  | {
      /** @throws PlanError NET413 to NET417; NET416 for a statement that lets everybody do all that the service can */
      readonly document: PolicyDocument;
    }
  | {
      /**
       * Why everybody may do everything through this endpoint.
       * @throws PlanError NET415 unless 1 to 256 letters, digits, spaces and `_ . : / = + - @`
       */
      readonly fullAccessBecause: string;
    };

/** What AWS puts on an endpoint whose policy nobody states. @see PrivateLink guide "Default endpoint policy" */
export const FULL_ACCESS: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

export function documentOf(decision: EndpointPolicyDecision): PolicyDocument {
  return 'document' in decision ? decision.document : FULL_ACCESS;
}

/**
 * Tags by which a reader of a plan finds what passes the firewall by: which endpoint, and for full access the reason.
 * Tag keys are part of the public API.
 */
export function bypassTags(
  bypass: string,
  decision: EndpointPolicyDecision,
): Readonly<Record<string, string>> {
  const access = 'document' in decision ? 'restricted' : decision.fullAccessBecause;
  return {
    'inspected-egress:bypass': bypass,
    [`inspected-egress:${'document' in decision ? 'access' : 'full-access-because'}`]: access,
  };
}

/** What is wrong with a decision; empty when nothing is. The provider sees none of it. */
export function findDecisionProblems(
  path: string,
  decision: EndpointPolicyDecision,
  kind: 'gateway' | 'interface',
): readonly Problem[] {
  if (!('document' in decision)) {
    const reason = decision.fullAccessBecause;
    return TAG_VALUE.test(reason) ? [] : [endpointReasonInvalid(`${path}.fullAccessBecause`, reason)];
  }
  const text = renderPolicy(decision.document);
  const { Statement: statements } = decision.document;
  return [
    // The length of what a token becomes is not known.
    ...(isToken(text) || text.length <= ENDPOINT_POLICY_CHARACTERS
      ? []
      : [endpointPolicyTooLong(path, text.length)]),
    ...(statements.length === 0 ? [endpointStatementsMissing(`${path}.document.Statement`)] : []),
    ...statements.flatMap((statement, index) => {
      const at = `${path}.document.Statement[${index}]`;
      return [
        ...(kind === 'interface' || isEverybody(statement)
          ? []
          : [endpointPrincipalNarrow(`${at}.Principal`)]),
        ...(isFullAccess(statement) ? [endpointFullAccessHidden(at)] : []),
      ];
    }),
  ];
}

function isEverybody({ Principal: principal }: PolicyStatement): boolean {
  return (
    principal === '*' || (typeof principal === 'object' && 'AWS' in principal && holdsStar(principal.AWS))
  );
}

// An endpoint serves one service, so all actions of a service are everything.
function isFullAccess(statement: PolicyStatement): boolean {
  const { Effect, Action, Resource = [], Condition = {} } = statement;
  const isUnconditional = Object.keys(Condition).length === 0;
  return (
    Effect === 'Allow' &&
    isEverybody(statement) &&
    [Action].flat().some((action) => /^([a-z0-9-]+:)?\*$/i.test(action)) &&
    holdsStar(Resource) &&
    isUnconditional
  );
}

function holdsStar(value: string | readonly string[]): boolean {
  return typeof value === 'string' ? value === '*' : value.includes('*');
}
