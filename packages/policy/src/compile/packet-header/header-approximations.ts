import type { Approximation } from '../../approximation';
import { isExpired, type EvaluateOptions } from '../../evaluate';
import type { EgressPolicy } from '../../model';
import { resolveDestinations } from '../../resolve-destinations';
import type { CompilationRemark } from '../compiled';
import type { HeaderDecision } from './decide-headers';
import type { HeaderView, Unseen } from './header-claims';
import { matchSender } from './sender';
import { unseenOfRules } from './unseen-of-rules';

type HeaderLayer = Extract<Approximation['layer'], 'security-group' | 'network-acl'>;

const LAYER_NOUNS: Readonly<Record<HeaderLayer, string>> = {
  'security-group': 'a security group',
  'network-acl': 'a network ACL',
};

const UNSEEN_NOUNS: Readonly<Record<Unseen, string>> = {
  name: 'the name',
  country: 'the country',
  bytes: 'the bytes of the application',
  source: 'which workloads are sources of the rule',
  service: 'where the endpoint of the service is',
  list: 'which addresses a prefix list shares with others',
};

/** Where a layer that sees headers alone permits more or less than the policy, in the order of the rules. */
export function approximateHeaders(
  policy: EgressPolicy,
  decisions: readonly HeaderDecision[],
  view: HeaderView,
  layer: HeaderLayer,
  { today }: EvaluateOptions,
): readonly Approximation[] {
  const unseen = unseenOfRules(decisions);
  return policy.rules.flatMap((rule): readonly Approximation[] => {
    if (isExpired(rule, today)) return [];
    const wider = unseen.get(rule.id) ?? [];
    const seen = listOf(wider.map((one) => UNSEEN_NOUNS[one]));
    const consequence =
      rule.action === 'pass'
        ? 'all that the rule may mean passes'
        : 'what the rule may mean passes where a later rule permits it';
    const isOfSender = ([4, 6] as const).some(
      (family) => matchSender(rule, policy, view.sender, family) !== 'no',
    );
    const unplaced =
      rule.action === 'pass' && isOfSender
        ? resolveDestinations(rule.destinations, policy.sets).flatMap((one) =>
            'service' in one && view.placeOfService(one.service) === undefined ? [one.service] : [],
          )
        : [];
    return [
      ...(wider.length === 0
        ? []
        : [
            {
              layer,
              direction: 'wider' as const,
              kind: 'headers' as const,
              rule: rule.id,
              reason: `${LAYER_NOUNS[layer]} does not see ${seen}: ${consequence}`,
            },
          ]),
      ...[...new Set(unplaced)].map((service) => ({
        layer,
        direction: 'narrower' as const,
        kind: 'service-endpoint' as const,
        rule: rule.id,
        reason: `the endpoint of service \`${service}\` is not given, so nothing to it passes: name it under \`services\``,
      })),
    ];
  });
}

/** What a reader would miss of rules in a layer that writes no log line and answers nobody. */
export function remarkOnHeaders(
  policy: EgressPolicy,
  layer: HeaderLayer,
  { today }: EvaluateOptions,
): readonly CompilationRemark[] {
  const noun = LAYER_NOUNS[layer];
  return policy.rules.flatMap((rule): readonly CompilationRemark[] => {
    const remark = (text: string) => [{ rule: rule.id, remark: text }];
    if (isExpired(rule, today)) return remark(`it expired on \`${rule.expires}\``);
    if (rule.action === 'alert') return remark(`${noun} writes no log line for a rule`);
    if (rule.action === 'reject' && policy.mode === 'enforce')
      return remark(`${noun} drops without notice to the client`);
    return [];
  });
}

function listOf(nouns: readonly string[]): string {
  return nouns.length < 2 ? nouns.join('') : `${nouns.slice(0, -1).join(', ')} or ${nouns.at(-1)}`;
}
