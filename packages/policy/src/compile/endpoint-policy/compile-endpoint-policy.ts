/**
 * A policy as the documents of the VPC endpoints through which services are reached, past the firewall.
 *
 * A rule that passes `{ service }` means that service's resources of the perimeter: a document bounds who uses the
 * endpoint and what they reach through it, whatever the mode of the policy, and grants nothing.
 *
 * Laws, each proved by name in `test/compile/endpoint-policy-laws.test.ts`:
 * - within the perimeter, what the policy permits the document permits;
 * - what it permits beyond is said;
 * - nothing outside the perimeter passes, in `monitor` either.
 */
import { AddressSet, formatCidrBlock } from '@inspected-egress/cidr';
import { isToken, quote, throwProblems } from '@inspected-egress/problem';
import { isCalendarDate } from '../../calendar-date';
import * as errors from '../../errors';
import { isExpired, type EvaluateOptions } from '../../evaluate';
import type { EgressPolicy } from '../../model';
import { findPolicyProblems } from '../../read/parse-policy';
import { resolveDestinations } from '../../resolve-destinations';
import type { CompilationRemark, Compiled } from '../compiled';
import { planDynamoDbEndpointPolicy } from './dynamodb-endpoint-policy';
import { findEndpointProblems, type ServiceEndpoint } from './service-endpoint';
import { planInterfaceEndpointPolicy } from './interface-endpoint-policy';
import { ENDPOINT_POLICY_CHARACTERS } from './limits';
import { findPerimeterProblems, type EndpointPolicyProps } from './perimeter';
import { planPermittedSources, rulesOf, type Transport } from './permitted-sources';
import {
  policyDocument,
  renderPolicy,
  type PolicyConditions,
  type PolicyDocument,
  type PolicyStatement,
} from './policy-document';
import { planS3EndpointPolicy } from './s3-endpoint-policy';

export interface EndpointPolicyOptions
  extends EvaluateOptions,
    Pick<EndpointPolicyProps, 'perimeter' | 'region' | 'partition'> {
  /** The endpoints there are, by service as rules and endpoint names have it: `s3`, `ssm`, `ecr.api`. */
  readonly endpoints: Readonly<Record<string, ServiceEndpoint>>;
}

export interface EndpointPolicyArtefact {
  /** One for each endpoint. What no rule permits is a document that denies everything. */
  readonly documents: Readonly<Record<string, PolicyDocument>>;
}

/** @throws PlanError POL671 to POL681 for what AWS would refuse, POL1xx when the policy is not valid */
export function compileEndpointPolicy(
  policy: EgressPolicy,
  options: EndpointPolicyOptions,
): Compiled<EndpointPolicyArtefact> {
  const subject = `endpoint policies of egress policy ${quote(policy.name)}`;
  throwProblems(subject, [
    ...findPolicyProblems(policy),
    ...(isCalendarDate(options.today) ? [] : [errors.notADate('today', options.today)]),
    ...findPerimeterProblems(options),
    ...Object.entries(options.endpoints).flatMap(([service, endpoint]) =>
      findEndpointProblems(service, endpoint),
    ),
  ]);
  const services = Object.entries(options.endpoints).map(([service, endpoint]) => ({
    service,
    ...compileService(policy, service, endpoint, options),
  }));
  throwProblems(
    subject,
    services.flatMap(({ service, document }) => {
      const text = renderPolicy(document);
      return isToken(text) || text.length <= ENDPOINT_POLICY_CHARACTERS
        ? []
        : [errors.endpointDocumentTooLong(`endpoints.${service}`, text.length, ENDPOINT_POLICY_CHARACTERS)];
    }),
  );
  return {
    artefact: {
      documents: Object.fromEntries(services.map(({ service, document }) => [service, document])),
    },
    approximations: services.flatMap(({ approximations }) => approximations),
    remarks: [...findRuleRemarks(policy, options), ...services.flatMap(({ remarks }) => remarks)],
  };
}

function compileService(
  policy: EgressPolicy,
  service: string,
  endpoint: ServiceEndpoint,
  options: EndpointPolicyOptions,
) {
  const bounds = boundsOf(service, endpoint, options);
  if (policy.mode === 'monitor') {
    const remark = `\`${service}\` is open to the perimeter from everywhere, as monitor drops nothing, and an endpoint policy writes no log`;
    return { document: bounds, approximations: [], remarks: [{ remark }] };
  }
  const { permitted, approximations } = planPermittedSources(policy, service, options);
  const isOpen = !permitted.tls.isEmpty || !permitted.clear.isEmpty;
  const isNamed = rulesOf(policy, service, options).length > 0;
  return {
    document: isOpen ? narrow(bounds, permitted) : NOTHING,
    approximations,
    remarks: isNamed
      ? []
      : [{ remark: `no rule names \`${service}\`, so its endpoint lets nothing through` }],
  };
}

const NOTHING: PolicyDocument = policyDocument({
  Sid: 'NoRulePermitsThisService',
  Effect: 'Deny',
  Principal: '*',
  Action: '*',
  Resource: '*',
});

function boundsOf(
  service: string,
  endpoint: ServiceEndpoint,
  options: EndpointPolicyOptions,
): PolicyDocument {
  const { perimeter, region, partition } = options;
  const props = { perimeter, region, ...(partition === undefined ? {} : { partition }), ...endpoint };
  if (service === 's3') return planS3EndpointPolicy(props);
  return service === 'dynamodb'
    ? planDynamoDbEndpointPolicy(props)
    : planInterfaceEndpointPolicy({ ...props, service });
}

/**
 * Every statement under the sources of the policy. `aws:VpcSourceIp` is the address of whoever asks, and is there
 * whenever a request comes through an endpoint (IAM guide, "AWS global condition context keys", 2026-11).
 */
function narrow(
  bounds: PolicyDocument,
  { tls, clear }: Readonly<Record<Transport, AddressSet>>,
): PolicyDocument {
  if (tls.equals(clear)) return policyDocument(...bounds.Statement.map(under(sourceCondition(tls), '')));
  const transports = [
    { permitted: tls, isSecure: 'true', suffix: 'OverTls' },
    { permitted: clear, isSecure: 'false', suffix: 'InClear' },
  ];
  return policyDocument(
    ...transports
      .filter(({ permitted }) => !permitted.isEmpty)
      .flatMap(({ permitted, isSecure, suffix }) => {
        const condition = { ...sourceCondition(permitted), Bool: { 'aws:SecureTransport': isSecure } };
        return bounds.Statement.map(under(condition, suffix));
      }),
  );
}

function sourceCondition(permitted: AddressSet): PolicyConditions {
  if (permitted.equals(AddressSet.everything())) return {};
  return { IpAddress: { 'aws:VpcSourceIp': permitted.toCidrBlocks().map(formatCidrBlock) } };
}

function under(condition: PolicyConditions, suffix: string): (statement: PolicyStatement) => PolicyStatement {
  return (statement) => {
    const merged: Record<string, PolicyConditions[string]> = { ...statement.Condition };
    for (const [operator, keys] of Object.entries(condition)) {
      merged[operator] = { ...merged[operator], ...keys };
    }
    const hasCondition = Object.keys(merged).length > 0;
    return {
      ...statement,
      ...(statement.Sid === undefined ? {} : { Sid: `${statement.Sid}${suffix}` }),
      ...(hasCondition ? { Condition: merged } : {}),
    };
  };
}

function findRuleRemarks(
  policy: EgressPolicy,
  { endpoints, today }: EndpointPolicyOptions,
): CompilationRemark[] {
  return policy.rules.flatMap((rule) => {
    const named = resolveDestinations(rule.destinations, policy.sets).flatMap((one) =>
      'service' in one ? [one.service] : [],
    );
    if (named.length === 0) return [];
    if (isExpired(rule, today)) return [{ rule: rule.id, remark: `it expired on \`${rule.expires}\`` }];
    const without = [...new Set(named)].filter((service) => !Object.hasOwn(endpoints, service));
    return [
      ...(rule.action === 'alert'
        ? [{ rule: rule.id, remark: 'an endpoint policy writes no log: CloudTrail has the requests' }]
        : []),
      ...without.map((service) => ({
        rule: rule.id,
        remark: `there is no endpoint of \`${service}\`: requests to it leave by the firewall`,
      })),
    ];
  });
}
