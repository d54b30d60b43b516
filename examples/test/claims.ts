import type { PromiseId, Verdict } from '@inspected-egress/verify';

/**
 * What an example does not prove, and why. Every promise that is not named here is proved; one that is named has exactly
 * this verdict, so that a claim that became true is noticed too.
 */
export const UNPROVED: Readonly<Record<string, Readonly<Partial<Record<PromiseId, Verdict>>>>> = {
  // One layer alone: names are resolved by whoever asks. See `dns-firewall` and `layered-defence`.
  'network-firewall': { 'dns-is-filtered': 'violated' },
};
