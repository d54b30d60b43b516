import { isToken, type Problem } from '@inspected-egress/problem';
import { sharePrincipal, sharePrincipals } from '../errors';
import { SHARE_PRINCIPAL } from '../limits';

/** With whom something is shared through AWS Resource Access Manager. */
export interface Share {
  /**
   * Accounts by their 12 digits; organizations and their units by ARN, which needs sharing with AWS Organizations enabled.
   * @throws PlanError INS287 when there are none, INS286 for one that is nobody
   */
  readonly principals: readonly string[];
  /**
   * Whether accounts outside the organization may be among them; they must accept an invitation.
   * @default 'refused'
   */
  readonly outsideOrganization?: 'refused' | 'allowed';
}

export function findShareProblems({ principals }: Share): readonly Problem[] {
  if (principals.length === 0) return [sharePrincipals('principals')];
  return principals.flatMap((principal, index) =>
    isToken(principal) || SHARE_PRINCIPAL.test(principal)
      ? []
      : [sharePrincipal(`principals[${index}]`, principal)],
  );
}
