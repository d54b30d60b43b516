/**
 * Whether a policy lets a request through, written from the IAM guide "Policy evaluation logic" alone: an explicit deny
 * wins, otherwise any allow. Knows the operators that policies here use, and refuses others.
 */
export interface Request {
  readonly action: string;
  readonly resource: string;
  /** ARN or service of the caller; absent for an anonymous one. */
  readonly principal?: { readonly aws: string } | { readonly service: string };
  /** `aws:PrincipalOrgID` and others, as the request carries them. */
  readonly context?: Readonly<Record<string, string>>;
}

type Value = string | readonly string[];
interface Statement {
  readonly Effect: string;
  readonly Principal?: '*' | Readonly<Record<string, Value>>;
  readonly Action: Value;
  readonly Resource?: Value;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, Value>>>>;
}

export function decide(policy: unknown, request: Request): 'allow' | 'deny' {
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  const { Statement: statements } = JSON.parse(text) as { Statement: readonly Statement[] };
  const effects = statements.filter((one) => matches(one, request)).map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny') ? 'allow' : 'deny';
}

function matches(statement: Statement, request: Request): boolean {
  return (
    matchesPrincipal(statement.Principal ?? '*', request) &&
    like(statement.Action, request.action) &&
    like(statement.Resource ?? '*', request.resource) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, values, request.context?.[key])),
    )
  );
}

function matchesPrincipal(
  principal: NonNullable<Statement['Principal']>,
  { principal: caller }: Request,
): boolean {
  if (principal === '*') return true;
  if (caller === undefined) return false;
  return 'aws' in caller
    ? like(principal['AWS'] ?? [], caller.aws)
    : list(principal['Service']).includes(caller.service);
}

function holds(operator: string, values: Value, actual: string | undefined): boolean {
  if (actual === undefined) return false;
  switch (operator) {
    case 'StringEquals':
    case 'ArnEquals':
    case 'Bool':
      return list(values).includes(actual);
    case 'ArnLike':
      return like(values, actual);
    default:
      throw new Error(`the evaluator does not know ${operator}`);
  }
}

function like(patterns: Value, text: string): boolean {
  const quoted = (pattern: string) =>
    pattern
      .split('*')
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*');
  return list(patterns).some((pattern) => new RegExp(`^${quoted(pattern)}$`).test(text));
}

function list(value: Value | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}
