import { verifyApart } from './apart/verify-apart';
import { readGraph } from './graph/read-graph';
import type { VerifyOptions } from './promise/evidence';
import type { Estate } from './read/estate';
import type { Report } from './report';
import { verify } from './verify';

/**
 * What `verify(readGraph(estate), options)` returns, with less work for many VPCs that were made alike and have nothing to do
 * with one another.
 *
 * @throws PlanError VFY471 when `options.protected` names something that is no subnet
 */
export function verifyEstate(estate: Estate, options: VerifyOptions = {}): Report {
  // Both name resources, or blocks that some VPCs are in and some are not.
  const isOfAll = options.protected === undefined && (options.acceptedBypasses ?? []).length === 0;
  const twins = isOfAll ? estate.islands?.() : undefined;
  return (twins && verifyApart(twins, options)) ?? verify(readGraph(estate), options);
}
