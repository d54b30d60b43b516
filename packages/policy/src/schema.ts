import { findCidrBlockProblem } from '@inspected-egress/cidr';
import type { Problem } from '@inspected-egress/problem';
import { z } from 'zod';
import { isCalendarDate } from './calendar-date';
import { correctCountry, COUNTRIES } from './countries';
import * as errors from './errors';
import { IDENTIFIER_LENGTH, LINE_LENGTH } from './limits';
import type { EgressPolicy } from './model';
import { findNameProblem } from './names';

/** A text with a check that says itself what is wrong; the path is added where the text stands. */
function checkedText(find: (text: string) => Problem | undefined, about: z.core.GlobalMeta) {
  return z
    .string()
    .superRefine((text, context) => {
      const problem = find(text);
      if (problem !== undefined) context.addIssue({ code: 'custom', params: { problem } });
    })
    .meta(about);
}

// Patterns in `meta` are for editors: the check beside each is stricter and says more.
const identifier = checkedText(errors.findIdentifierProblem, {
  pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
  maxLength: IDENTIFIER_LENGTH,
});
const line = checkedText(errors.findLineProblem, { minLength: 1, maxLength: LINE_LENGTH });
const cidrBlock = checkedText((text) => findCidrBlockProblem(text, ''), {
  description: 'Canonical block, as `10.0.0.0/16` or `2001:db8::/56`.',
  pattern: '^[0-9a-f.:]+/[0-9]{1,3}$',
});
const name = checkedText((text) => findNameProblem(text, ''), {
  description: '`example.com` is that name alone, `*.example.com` every subdomain and not itself.',
  pattern: '^(\\*\\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
  maxLength: 253,
});
const prefixList = checkedText(
  (text) => (/^pl-[0-9a-f]+$/.test(text) ? undefined : errors.notAPrefixList('', text)),
  { description: 'Id of a prefix list, as `pl-0123456789abcdef0`.', pattern: '^pl-[0-9a-f]+$' },
);
const service = checkedText(
  (text) => (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text) ? undefined : errors.notAService('', text)),
  {
    description: 'Service as names of its endpoints end, as `s3` or `ecr.api`.',
    pattern: '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$',
  },
);
const country = checkedText(
  (text) => (COUNTRIES.has(text) ? undefined : errors.unknownCountry('', text, correctCountry(text))),
  { description: 'ISO 3166-1 alpha-2, as `US`.', pattern: '^[A-Z]{2}$' },
);
const date = checkedText((text) => (isCalendarDate(text) ? undefined : errors.notADate('', text)), {
  description: 'Last day on which the rule holds, as `2026-12-31`.',
  format: 'date',
});

/** Names of the forms of a union, in the order of its options: each form is an object with that one field. */
export const SOURCE_FORMS = ['vpc', 'tier', 'cidrBlock', 'group'] as const;
const source = z
  .union([
    z.strictObject({ vpc: z.literal('all') }),
    z.strictObject({ tier: z.enum(['protected', 'nat', 'firewall', 'endpoint', 'isolated']) }),
    z.strictObject({ cidrBlock }),
    z.strictObject({ group: identifier }),
  ])
  .meta({ id: 'Source' });

export const DESTINATION_FORMS = [
  'name',
  'cidrBlock',
  'prefixList',
  'country',
  'service',
  'set',
  'anywhere',
] as const;
const destination = z
  .union([
    z.strictObject({ name }),
    z.strictObject({ cidrBlock }),
    z.strictObject({ prefixList }),
    z.strictObject({ country }),
    z.strictObject({ service }),
    z.strictObject({ set: identifier }),
    z.strictObject({ anywhere: z.literal('all') }),
  ])
  .meta({ id: 'Destination' });

const port = z.int().min(1).max(65535);
const portRange = z.strictObject({ from: port, to: port });

export const NAMED_APPLICATIONS = ['https', 'http', 'dns', 'ntp', 'ssh', 'icmp-echo'] as const;
export const APPLICATION_FORMS = ['tcp', 'udp'] as const;
const application = z
  .union([z.strictObject({ tcp: portRange }), z.strictObject({ udp: portRange }), z.enum(NAMED_APPLICATIONS)])
  .meta({ id: 'Application' });

const rule = z
  .strictObject({
    id: identifier.describe(
      'Unique in the policy and stable: signature ids and resource names derive from it.',
    ),
    description: line.exactOptional(),
    sources: z.array(source).min(1).exactOptional().describe('By default every workload of the VPC.'),
    destinations: z.array(destination).min(1),
    applications: z.array(application).min(1),
    action: z
      .enum(['pass', 'drop', 'reject', 'alert'])
      .describe('`pass`, `drop` and `reject` end the search; `alert` logs and goes on.'),
    owner: line.exactOptional(),
    ticket: line.exactOptional(),
    expires: date.exactOptional(),
  })
  .meta({ id: 'Rule' });

const group = z.strictObject({ cidrBlocks: z.array(cidrBlock) });

/** The form of a policy. What fields say about one another is checked beside it: `findReferenceProblems`. */
export const policySchema = z
  .strictObject({
    version: z.literal(1),
    name: identifier,
    mode: z
      .enum(['enforce', 'monitor'])
      .describe('`monitor` drops nothing: what `enforce` would drop or reject passes with an alert.'),
    groups: z
      .record(z.string(), group)
      .exactOptional()
      .describe('Named sets of workloads that rules refer to by `{ group }`.'),
    sets: z
      .record(z.string(), z.array(destination).min(1))
      .exactOptional()
      .describe('Named sets of destinations that rules refer to by `{ set }`.'),
    rules: z
      .array(rule)
      .describe('In order of precedence: the first that matches decides; nothing matches, drop.'),
  })
  .meta({ title: 'Egress policy' });

/** The fields of each object that is no form of a union. */
export const FIELDS = {
  policy: Object.keys(policySchema.shape),
  rule: Object.keys(rule.shape),
  group: Object.keys(group.shape),
  portRange: Object.keys(portRange.shape),
} as const;

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;
// Identity and not mere assignability, which would let an optional field be missing.
type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;

// Compiles only while schema and model allow the same values, both ways.
const isTheModel: IsSame<DeepReadonly<z.infer<typeof policySchema>>, DeepReadonly<EgressPolicy>> = true;
void isTheModel;

/** JSON Schema (draft 2020-12) of a policy file; `egress-policy.schema.json` of this package is this, written out. */
export function policyJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(policySchema) };
}
