import type { FirewallFlow } from '../../firewall/firewall-flow';
import type { FirewallVerdict } from '../../firewall/judge-flow';
import { cannotTell } from '../firewall-findings';
import type { Remark } from '../violation';
import type { Stranger } from './strangers';

/** What is to be said of one policy. Proved with something to do all the same is a lesser remark. */
export interface PolicyRemark {
  readonly verdict: 'violated' | 'undetermined' | 'proved';
  readonly remark: Remark;
  /** A flow that shows it. */
  readonly shown?: { readonly stranger: Stranger; readonly flow: FirewallFlow };
}

export function violated(remark: Remark, stranger?: Stranger, flow?: FirewallFlow): PolicyRemark {
  const shown = stranger === undefined || flow === undefined ? {} : { shown: { stranger, flow } };
  return { verdict: 'violated', remark, ...shown };
}

export function lesser(remark: Remark): PolicyRemark {
  return { verdict: 'proved', remark };
}

/** @param what - begins "whether … is not determined" */
export function undecided(what: string, { because }: Pick<FirewallVerdict, 'because'>): PolicyRemark {
  return { verdict: 'undetermined', remark: cannotTell(`whether ${what} is not determined: ${because}`) };
}
