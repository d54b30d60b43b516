import { readFileSync } from 'node:fs';
import { compileNetworkFirewall, findPolicyProblems, type EgressPolicy } from '@inspected-egress/policy';
import { isToken, PlanError, problemUnder, type Problem } from '@inspected-egress/problem';
import { artefactArn, needsCountryDatabase, strictOrderOnly } from '../../errors';
import { S3_OBJECT_ARN } from '../../limits';
import type { BootstrapContext, PlannedBootstrap } from './bootstrap';
import { suricataConfig } from './suricata-config';
import { cloudConfig } from './user-data';

/**
 * Suricata on Amazon Linux 2023, behind AWS's tunnel handler for Gateway Load Balancers (`gwlbtun`). What the load balancer
 * sends comes out of one tunnel device, goes through Suricata by a queue, and back by another: nothing passes while
 * Suricata does not run.
 *
 * @see aws-samples/aws-gateway-load-balancer-tunnel-handler, README, 2025-11
 */
export interface SuricataBootstrap {
  readonly kind: 'suricata';
  /** Amazon Linux 2023, for example `resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-x86_64`. */
  readonly imageId: string;
  /**
   * What may leave, compiled to Suricata's rules.
   * @throws PlanError POL1xx when it is not valid, POL3xx for what cannot be compiled, INS321 for a rule that holds in strict
   * order only: Suricata tries every pass before every drop
   */
  readonly egressPolicy: EgressPolicy;
  /** Day for which rules are compiled, `2026-11-30`. */
  readonly today: string;
  /**
   * Blocks that packets come from as the fleet sees them: of NAT gateways where its endpoints stand after NAT, of workloads
   * elsewhere. Those of all VPCs that use the fleet.
   * @throws PlanError POL314 and CIDR1xx
   */
  readonly homeNet: readonly string[];
  /**
   * Where `suricata` 7 and `gwlbtun` come from: the image has them, or a `.tar.gz` in S3 holds `usr/local/bin/gwlbtun` and RPM
   * packages in `packages/`.
   * @throws PlanError INS322 for what is not the ARN of an object
   */
  readonly software: 'in-image' | { readonly objectArn: string };
  /**
   * Path of a MaxMind country database on the instance.
   * @default - none
   * @throws PlanError INS323 when a rule names a country and there is none
   */
  readonly countryDatabase?: string;
}

const HEALTH_PORT = 8060;
const FOLDER = '/etc/inspected-egress';

/** Decides rules, configuration and scripts. */
export function planSuricata(
  bootstrap: SuricataBootstrap,
  { groupName }: BootstrapContext,
): PlannedBootstrap {
  const { rules, approximations } = compileRules(bootstrap);
  const { software, homeNet, countryDatabase, imageId } = bootstrap;
  const objectArns = software === 'in-image' ? [] : [software.objectArn];
  const [, bucketAndKey = ''] = /:::(.*)$/u.exec(objectArns[0] ?? '') ?? [];
  const script = (name: string) => ({
    path: `${FOLDER}/${name}`,
    text: readScript(name),
    permissions: '0755',
  });
  const files = [
    {
      path: `${FOLDER}/suricata.yaml`,
      text: suricataConfig({ homeNet, countryDatabase }),
      permissions: '0644',
    },
    { path: `${FOLDER}/egress.rules`, text: rules, permissions: '0644' },
    { path: `${FOLDER}/inspect.nft`, text: readScript('inspect.nft'), permissions: '0644' },
    script('start.sh'),
    script('tunnel.sh'),
    unit('suricata', `/usr/bin/env suricata -c ${FOLDER}/suricata.yaml -q 0 --runmode workers`),
    unit(
      'gwlbtun',
      `/usr/local/bin/gwlbtun -c ${FOLDER}/tunnel.sh -r ${FOLDER}/tunnel.sh -p ${HEALTH_PORT} -s`,
    ),
  ];
  return {
    imageId,
    userData: cloudConfig(files, [[`${FOLDER}/start.sh`, groupName, bucketAndKey]]),
    healthCheck: { protocol: 'HTTP', port: HEALTH_PORT },
    compresses: true,
    rootDevice: '/dev/xvda',
    signalsReadiness: true,
    objectArns,
    approximations,
  };
}

export function findSuricataProblems(bootstrap: SuricataBootstrap): readonly Problem[] {
  const { software, egressPolicy, countryDatabase } = bootstrap;
  const invalid = findPolicyProblems(egressPolicy).map((problem) => problemUnder('egressPolicy', problem));
  const object = software === 'in-image' ? undefined : software.objectArn;
  const own =
    object === undefined || isToken(object) || S3_OBJECT_ARN.test(object)
      ? []
      : [artefactArn('software.objectArn', object)];
  if (invalid.length > 0) return [...invalid, ...own];
  try {
    const { rules, strictOnly } = compileRules(bootstrap);
    return [
      ...own,
      ...strictOnly.map(({ rule, remark }) => strictOrderOnly(`egressPolicy.rules.${rule}`, rule, remark)),
      ...(rules.includes('geoip:') && countryDatabase === undefined ? [needsCountryDatabase()] : []),
    ];
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return [...own, ...error.problems];
  }
}

function compileRules({ egressPolicy, today, homeNet }: SuricataBootstrap) {
  const { artefact, approximations, remarks } = compileNetworkFirewall(egressPolicy, {
    ...{ position: 'before-nat' as const, natCidrBlocks: [], workloadCidrBlocks: homeNet, homeNet, today },
  });
  const rules = artefact.ruleGroups.map((group) => group.rules.trim()).join('\n');
  const strictOnly = remarks.flatMap(({ rule, remark }) =>
    rule !== undefined && remark.startsWith('holds in strict order only') ? [{ rule, remark }] : [],
  );
  return { rules: `${rules}\n`, approximations, strictOnly };
}

/** Beside the compiled code and beside the source alike. */
function readScript(name: string): string {
  return readFileSync(require.resolve(`../../../bootstrap/suricata/${name}`), 'utf8');
}

function unit(name: string, command: string) {
  const text = [
    '[Unit]',
    `Description=${name} of inspected egress`,
    'After=network-online.target',
    'Wants=network-online.target',
    '',
    '[Service]',
    `ExecStart=${command}`,
    'Restart=always',
    'RestartSec=2',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
  return { path: `/etc/systemd/system/inspected-egress-${name}.service`, text, permissions: '0644' };
}
