import type { Estate, VpcGraph } from '@inspected-egress/verify';

/**
 * The address of the subnet that the user means by the id of AWS or the construct path of a resource, or by something that
 * stands in one subnet, an instance for example. What means nothing, or more than one, is left as it is: who explains says
 * so.
 */
export function findSource(graph: VpcGraph, { resources }: Estate, text: string): string {
  if (graph.subnets.has(text)) return text;
  const meant = resources.filter(
    ({ address, id, constructPath }) => address === text || id === text || constructPath === text,
  );
  const keys = new Set([text, ...meant.map(({ address }) => address)]);
  const subnets = [...graph.subnets.values()].filter(
    ({ key, occupants }) => keys.has(key) || occupants.some((occupant) => keys.has(occupant.key)),
  );
  return subnets.length === 1 ? (subnets[0]?.key ?? text) : text;
}
