import type { FirewallDomainList } from '../graph/firewall-rule-group';

export interface GeneratedRule {
  /** The target that it is of; absent for what the list adds. */
  readonly target?: string;
  readonly text: string;
}

const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['ALLOWLIST', 'pass'],
  ['DENYLIST', 'drop'],
  ['REJECTLIST', 'reject'],
  ['ALERTLIST', 'alert'],
]);
const TARGET = /^\.?[a-z\d_-]+(\.[a-z\d_-]+)*$/i;
const CLIENT = 'flow:to_server, established';
const NO_HEADERS_LEFT = 'http.header_names; content:"|0d 0a|"; startswith';

/**
 * The rules that AWS makes of a domain list. In action order an allow-list drops what else is of its protocols; in strict
 * order it drops nothing.
 * @returns the reason when AWS takes no such list, or it is not known what AWS makes of it
 * @see Network Firewall guide, "Examples of stateful rules" and "Stateful domain list rule groups", 2026-11
 */
export function generateRules(
  { generatedRulesType, targets, targetTypes }: FirewallDomainList,
  isStrict: boolean,
): readonly GeneratedRule[] | string {
  const action = ACTIONS.get(generatedRulesType);
  if (action === undefined) return `lists of type \`${generatedRulesType}\` are not known`;
  const strange = targets.find((target) => !TARGET.test(target));
  if (strange !== undefined) return `AWS does not say what the target \`${strange}\` means`;
  const other = targetTypes.find((type) => type !== 'TLS_SNI' && type !== 'HTTP_HOST');
  if (other !== undefined) return `targets of type \`${other}\` are not known`;
  const rule = (what: string, protocol: string, options: string) =>
    `${what} ${protocol} $HOME_NET any -> $EXTERNAL_NET any (${options}; ${CLIENT}; sid:1;)`;
  const isTls = targetTypes.includes('TLS_SNI');
  const isHttp = targetTypes.includes('HTTP_HOST');
  return [
    ...targets.flatMap((target) => [
      ...(isTls
        ? [{ target, text: rule(action, 'tls', `ssl_state:client_hello; tls.sni; ${nameOf(target, true)}`) }]
        : []),
      ...(isHttp
        ? [{ target, text: rule(action, 'http', `http.host; ${nameOf(target.toLowerCase(), false)}`) }]
        : []),
    ]),
    ...(action === 'pass' && !isStrict
      ? [
          ...(isTls ? [{ text: rule('drop', 'tls', 'ssl_state:client_hello') }] : []),
          ...(isHttp ? [{ text: rule('drop', 'http', NO_HEADERS_LEFT) }] : []),
        ]
      : []),
  ];
}

/** A target that begins with a dot is the name and all below it. */
function nameOf(target: string, hasCase: boolean): string {
  const nocase = hasCase ? ' nocase;' : '';
  return target.startsWith('.')
    ? `dotprefix; content:"${target}";${nocase} endswith`
    : `content:"${target}"; startswith;${nocase} endswith`;
}
