/**
 * A policy as the configuration of a Squid proxy, complete: nothing is to be added but a certificate made on the host.
 *
 * Laws, proved by name in `test/compile/squid-laws.test.ts`, and by a running Squid in the tests of `@inspected-egress/lab`:
 * - what the policy permits the proxy permits, unless an approximation `narrower` says otherwise;
 * - where the proxy permits what the policy forbids, an approximation `wider` says so;
 * - text of people reaches the configuration only in comments, and in one line;
 * - monitor denies nothing that a client asks for.
 */
import { quote, throwProblems } from '@inspected-egress/problem';
import type { Approximation } from '../../approximation';
import type { EvaluateOptions } from '../../evaluate';
import type { EgressPolicy, Source } from '../../model';
import { findPolicyProblems } from '../../read/parse-policy';
import type { Compiled } from '../compiled';
import { listFiles, type Acl, type SquidFile } from './acl';
import { addressesOf, formatAddresses } from './address-list';
import { AclTable, hasPort } from './conditions';
import { explicitSections, peeksExplicitly } from './explicit';
import { findOptionProblems } from './option-problems';
import { planRules, type PlannedRule } from './planned-rule';
import { formatSquidConf } from './squid-conf';
import { transparentSections } from './transparent';

type Tier = Extract<Source, { readonly tier: string }>['tier'];

export interface SquidOptions extends EvaluateOptions {
  /**
   * `explicit`: programs are told of the proxy (`HTTPS_PROXY`), and their subnets need no route to the internet.
   * `transparent`: TCP 80 and 443 are redirected to it.
   */
  readonly mode: 'explicit' | 'transparent';
  /** Of the workloads that may use the proxy; whoever asks from elsewhere is refused. At least one. */
  readonly clientCidrBlocks: readonly string[];
  /** Blocks of each prefix list that a rule names, by its id. */
  readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
  /** Blocks of tiers that rules name as sources. @default - a rule by tier is an approximation */
  readonly tiers?: Readonly<Partial<Record<Tier, readonly string[]>>>;
  /** Where the files are on the proxy. @default '/etc/squid' */
  readonly folder?: string;
  /** Certificate and key in one file, made on the proxy: squid.conf says how. @default - `proxy.pem` in the folder */
  readonly certificateFile?: string;
}

export interface SquidArtefact {
  /** `squid.conf`, and lists that are too long to stand in it; paths are below the folder. */
  readonly files: readonly SquidFile[];
}

/** @throws PlanError POL601 to POL603 for options, POL1xx when the policy is not valid, CIDR1xx for blocks */
export function compileSquid(policy: EgressPolicy, options: SquidOptions): Compiled<SquidArtefact> {
  const subject = `squid of egress policy ${quote(policy.name)}`;
  const invalid = findPolicyProblems(policy);
  throwProblems(subject, [...invalid, ...(invalid.length > 0 ? [] : findOptionProblems(policy, options))]);
  const { mode, folder = '/etc/squid', certificateFile = `${folder}/proxy.pem` } = options;
  const { rules, approximations, remarks } = planRules(policy, options);
  const isExplicit = mode === 'explicit';
  const table = new AclTable();
  const sections = (isExplicit ? explicitSections : transparentSections)(rules, policy.mode, table);
  const acls = table.list();
  const clients: Acl = {
    name: 'clients',
    type: 'src',
    values: formatAddresses(addressesOf(options.clientCidrBlocks)),
  };
  const peeks = !isExplicit || peeksExplicitly(rules);
  const conf = formatSquidConf({
    policy,
    today: options.today,
    mode,
    folder,
    certificateFile,
    peeks,
    waits: peeks && (policy.mode === 'monitor' || letsBytesPass(rules, isExplicit)),
    clients,
    acls,
    sections,
  });
  return {
    artefact: { files: [{ path: 'squid.conf', text: conf }, ...listFiles([clients, ...acls])] },
    approximations: approximationsOf(policy, rules, approximations, isExplicit),
    remarks,
  };
}

function letsBytesPass(rules: readonly PlannedRule[], isExplicit: boolean): boolean {
  return rules.some(
    (rule) => rule.action === 'pass' && (hasPort(rule, 443) || (!isExplicit && hasPort(rule, 80))),
  );
}

function approximationsOf(
  policy: EgressPolicy,
  rules: readonly PlannedRule[],
  ofRules: readonly Approximation[],
  isExplicit: boolean,
): readonly Approximation[] {
  const narrower = (kind: Approximation['kind'], reason: string): Approximation => ({
    layer: 'squid',
    direction: 'narrower',
    kind,
    reason,
  });
  const isMonitor = policy.mode === 'monitor';
  const passing = rules.filter(({ action }) => action === 'pass');
  if (!isExplicit) {
    const passesTls = isMonitor || passing.some((rule) => rule.https || hasPort(rule, 443));
    const sameResolver = narrower(
      'addresses-of-name',
      'TLS with a server name passes only to an address that the resolver of the proxy gives that name: use the same resolver in workloads',
    );
    return [...(passesTls ? [sameResolver] : []), ...(isMonitor ? [] : ofRules)];
  }
  if (isMonitor)
    return [
      narrower('not-proxied', 'programs ask a proxy for HTTP and for tunnels of TCP, and for nothing else'),
    ];
  const namesTls = passing.some(({ https, names }) => https && names !== undefined);
  const bothNames = narrower(
    'tunnel',
    'a tunnel to port 443 is judged by the host that it is asked for as well as by its server name, and both must pass',
  );
  return [...(namesTls ? [bothNames] : []), ...ofRules];
}
