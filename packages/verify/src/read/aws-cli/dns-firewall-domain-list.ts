import { unknown } from '../value';
import { notGiven, type Answers } from './answers';
import { deployed, type Deployed } from './deployed';
import { idOfFile } from './id-of-file';

const TYPE = 'aws_route53_resolver_firewall_domain_list';

/** Lists with their domains, and those that rules name and nothing tells of. */
export function readDnsFirewallDomainLists(answers: Answers): readonly Deployed[] {
  const domains = readDomains(answers);
  const managed = new Set(
    answers
      .of('FirewallDomainLists')
      .filter((list) => list.text('ManagedOwnerName') !== undefined)
      .map((list) => list.need('Id')),
  );
  const named = answers.of('FirewallRules').flatMap((rule) => rule.text('FirewallDomainListId') ?? []);
  return [...new Set([...domains.keys(), ...named])].map((id) => {
    const found = domains.get(id);
    return found === undefined || found === 'cut off'
      ? deployed(TYPE, id, {}, { domains: unknown(reasonOf(id, found, managed)) })
      : deployed(TYPE, id, { domains: found });
  });
}

function reasonOf(id: string, found: 'cut off' | undefined, managed: ReadonlySet<string>): string {
  if (managed.has(id)) return 'AWS manages the list and shows it to nobody';
  const command = `route53resolver list-firewall-domains --firewall-domain-list-id ${id}`;
  return found === undefined
    ? notGiven(command)
    : `the answer of \`${command}\` is cut off; ask again for all of it`;
}

function readDomains(answers: Answers): ReadonlyMap<string, readonly string[] | 'cut off'> {
  const found = new Map<string, readonly string[] | 'cut off'>();
  for (const answer of answers.of('Domains')) {
    const id = answer.text('FirewallDomainListId') ?? idOfFile(answer.file, 'rslvr-fdl');
    if (id === undefined) continue;
    const earlier = found.get(id) ?? [];
    const isCut = earlier === 'cut off' || answer.text('NextToken') !== undefined;
    found.set(id, isCut ? 'cut off' : [...earlier, ...answer.texts('Domains')]);
  }
  return found;
}
