import { itemsOf, type World } from './world';

/**
 * Whether the resolver answers a query: the rule groups by their priority, their rules by theirs, and the first rule that is
 * about the name decides. What no rule is about is answered (Route 53 guide, "How DNS Firewall works").
 */
export function isAnswered(world: World, name: string): boolean {
  if (world.keysOf('vpc').some((key) => world.has('vpc', key, 'no-dns'))) return false;
  const groups = world.keysOf('dns').sort((a, b) => Number(a) - Number(b));
  for (const group of groups) {
    const rules = itemsOf(world.row('dns', group)).sort(([a], [b]) => Number(a) - Number(b));
    for (const [, action, ...domains] of rules)
      if (domains.some((domain) => isOf(domain, name))) return action !== 'BLOCK';
  }
  return true;
}

function isOf(domain: string, name: string): boolean {
  if (domain === '*') return true;
  return domain.startsWith('*.') ? name.endsWith(domain.slice(1)) : domain === name;
}
