/**
 * Outbound TLS inspection: the firewall ends TLS with a certificate of its own, and rules read what is inside.
 * @see Network Firewall guide, "Considerations when working with TLS inspection configurations", 2026-11
 */
import { isToken, type Problem } from '@inspected-egress/problem';
import type { Approximation } from '../../approximation';
import * as errors from '../../errors';
import type { EgressPolicy, EgressRule } from '../../model';
import type { CompilationRemark } from '../compiled';
import { CERTIFICATE_ARN } from './limits';

const STATUS_ACTIONS = ['PASS', 'DROP', 'REJECT'] as const;
type StatusAction = (typeof STATUS_ACTIONS)[number];

export interface TlsInspection {
  /**
   * ARN in ACM of a certificate authority that was imported there and that workloads trust; AWS takes none that ACM or
   * AWS Private CA issued.
   * @throws PlanError POL309 on another ARN, POL310 when it is of another Region, POL311 in mode `monitor`
   */
  readonly certificateAuthorityArn: string;
  /**
   * What becomes of a connection whose server certificate is revoked, or about which nothing can be learned.
   * @default - `REJECT` what is revoked, `PASS` what is unknown
   * @throws PlanError POL312 on another action
   */
  readonly checkCertificateRevocationStatus?: RevocationActions;
}

interface RevocationActions {
  readonly revokedStatusAction: StatusAction;
  readonly unknownStatusAction: StatusAction;
}

interface Ports {
  readonly fromPort: number;
  readonly toPort: number;
}
interface Address {
  readonly addressDefinition: string;
}

/** The block `tls_inspection_configuration` of `aws_networkfirewall_tls_inspection_configuration`. */
export interface TlsInspectionConfiguration {
  readonly serverCertificateConfiguration: readonly {
    readonly certificateAuthorityArn: string;
    readonly checkCertificateRevocationStatus: readonly RevocationActions[];
    readonly scope: readonly {
      readonly protocols: readonly number[];
      readonly source: readonly Address[];
      readonly sourcePorts: readonly Ports[];
      readonly destination: readonly Address[];
      readonly destinationPorts: readonly Ports[];
    }[];
  }[];
}

const TCP = 6;
const HTTPS: Ports = { fromPort: 443, toPort: 443 };

export function findTlsInspectionProblems(
  tls: TlsInspection | undefined,
  { mode }: EgressPolicy,
  region: string | undefined,
): readonly Problem[] {
  if (tls === undefined) return [];
  // Only configuration that no compiler has read can be something else.
  const given: Partial<TlsInspection> | null = tls;
  if (typeof given?.certificateAuthorityArn !== 'string') {
    return [errors.wrongType('tlsInspection', given, 'an object with `certificateAuthorityArn`')];
  }
  const { certificateAuthorityArn: arn, checkCertificateRevocationStatus: actions } = tls;
  const path = 'tlsInspection.certificateAuthorityArn';
  const found = CERTIFICATE_ARN.exec(arn)?.[1];
  const isElsewhere = found !== undefined && region !== undefined && !isToken(region) && found !== region;
  return [
    ...(isToken(arn) || found !== undefined ? [] : [errors.certificateArn(path, arn)]),
    ...(isElsewhere ? [errors.certificateRegion(path, arn, region)] : []),
    ...(mode === 'monitor' ? [errors.tlsInMonitor('tlsInspection')] : []),
    ...Object.entries(actions ?? {}).flatMap(([name, action]) =>
      STATUS_ACTIONS.some((known) => known === action)
        ? []
        : [
            errors.statusAction(
              `tlsInspection.checkCertificateRevocationStatus.${name}`,
              action,
              STATUS_ACTIONS,
            ),
          ],
    ),
  ];
}

/** What workloads open over TCP 443. */
export function planTlsInspection(
  {
    certificateAuthorityArn,
    checkCertificateRevocationStatus = { revokedStatusAction: 'REJECT', unknownStatusAction: 'PASS' },
  }: TlsInspection,
  homeNet: readonly string[],
): TlsInspectionConfiguration {
  const address = (addressDefinition: string): Address => ({ addressDefinition });
  const hasIpv6 = homeNet.some((block) => isToken(block) || block.includes(':'));
  return {
    serverCertificateConfiguration: [
      {
        certificateAuthorityArn,
        checkCertificateRevocationStatus: [checkCertificateRevocationStatus],
        scope: [
          {
            protocols: [TCP],
            source: homeNet.map(address),
            sourcePorts: [{ fromPort: 0, toPort: 65_535 }],
            destination: ['0.0.0.0/0', ...(hasIpv6 ? ['::/0'] : [])].map(address),
            destinationPorts: [HTTPS],
          },
        ],
      },
    ],
  };
}

/** @param passes - rules that pass something, none of them expired */
export function approximateTlsInspection(passes: readonly EgressRule[]): readonly Approximation[] {
  const wider =
    'TLS inspection opens a connection to a server before rules judge the name that the client claims';
  const narrower =
    'TLS inspection drops what is not TLS on TCP 443, TLS without a server name, and servers whose certificate is not for that name';
  return [
    { layer: 'network-firewall', direction: 'wider', kind: 'tls-inspection', reason: wider },
    ...(passes.some((rule) => passesPort(rule, 'tcp'))
      ? ([
          { layer: 'network-firewall', direction: 'narrower', kind: 'tls-inspection', reason: narrower },
        ] as const)
      : []),
  ];
}

export function remarkTlsInspection(
  passes: readonly EgressRule[],
  hasManagedRuleGroups: boolean,
): readonly CompilationRemark[] {
  return [
    {
      remark:
        'session holding stays off: AWS does not combine it with default actions that wait for the server name',
    },
    ...(hasManagedRuleGroups
      ? []
      : [{ remark: 'nothing reads what TLS inspection decrypts: a pass by server name ends inspection' }]),
    ...passes
      .filter((rule) => passesPort(rule, 'udp'))
      .map(({ id }) => ({ rule: id, remark: 'TLS inspection does not see QUIC, which UDP 443 carries' })),
  ];
}

function passesPort({ applications }: EgressRule, protocol: 'tcp' | 'udp'): boolean {
  return applications.some((application) => {
    if (typeof application === 'string') return application === 'https' && protocol === 'tcp';
    const range = 'tcp' in application ? { tcp: application.tcp } : { udp: application.udp };
    return Object.entries(range).some(([key, { from, to }]) => key === protocol && from <= 443 && 443 <= to);
  });
}
