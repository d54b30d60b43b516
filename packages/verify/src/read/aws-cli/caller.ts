import type { Answers } from './answers';
import type { Item } from './item';

/** Who asked, as far as the answers tell: what other accounts share is told in part only. */
export interface Callers {
  /** Whether a VPC or subnet is of another account than those who asked. */
  isForeign(item: Item): boolean;
}

/**
 * An account sees what others share with it, and in a shared subnet only interfaces of its own.
 *
 * @see VPC guide, "Share your VPC subnets with other accounts", 2026-11
 */
export function callers(answers: Answers): Callers {
  const accounts = new Set([
    ...answers
      .of('VpcBlockPublicAccessOptions')
      .map((one) => one.item('VpcBlockPublicAccessOptions')?.text('AwsAccountId')),
    // Only the owner is told of these.
    ...(['Reservations', 'InternetGateways', 'CarrierGateways'] as const).flatMap((member) =>
      answers.of(member).map((item) => item.text('OwnerId')),
    ),
  ]);
  accounts.delete(undefined);
  const owners = new Set(
    [...answers.of('Vpcs'), ...answers.of('Subnets')].map((item) => item.text('OwnerId')),
  );
  owners.delete(undefined);
  return {
    isForeign: (item) => {
      const owner = item.text('OwnerId');
      if (owner === undefined) return false;
      // Nobody knows who asked: one owner of everything is taken for it.
      return accounts.size > 0 ? !accounts.has(owner) : owners.size > 1;
    },
  };
}
