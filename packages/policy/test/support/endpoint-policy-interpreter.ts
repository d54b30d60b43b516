/**
 * Whether an endpoint policy lets a request through, written from the IAM guide alone ("Policy evaluation logic", "IAM
 * JSON policy elements: Condition operators"): an explicit deny wins, otherwise any allow. All operators and all keys
 * must hold, of the values of a key one; a key that a request has not holds for none. Knows the operators that policies
 * here use, and refuses others.
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
  const { Statement: statements } = JSON.parse(JSON.stringify(policy)) as {
    Statement: readonly Statement[];
  };
  const effects = statements.filter((one) => matches(one, request)).map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny') ? 'allow' : 'deny';
}

function matches(statement: Statement, request: Request): boolean {
  const { Principal: principal = '*', Action, Resource = '*', Condition = {} } = statement;
  if (principal !== '*') throw new Error('a gateway endpoint takes `*` alone');
  return (
    like(Action, request.action) &&
    like(Resource, request.resource) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, values, request.context?.[key])),
    )
  );
}

function holds(operator: string, values: Value, actual: string | undefined): boolean {
  if (actual === undefined) return false;
  switch (operator) {
    case 'StringEquals':
    case 'Bool':
      return list(values).includes(actual);
    case 'IpAddress':
      return list(values).some((block) => holdsAddress(block, actual));
    default:
      throw new Error(`the interpreter does not know ${operator}`);
  }
}

function like(patterns: Value, text: string): boolean {
  return list(patterns).some((pattern) => {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(text);
  });
}

function list(value: Value): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

export function holdsAddress(block: string, address: string): boolean {
  const [first = '', length = ''] = block.split('/');
  if (first.includes(':') !== address.includes(':')) return false;
  return bits(first).slice(0, Number(length)) === bits(address).slice(0, Number(length));
}

function bits(address: string): string {
  if (!address.includes(':')) {
    const octets = address.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0'));
    return octets.join('');
  }
  const [head = '', tail = ''] = address.split('::');
  const groups = (text: string) => text.split(':').filter((group) => group !== '');
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0');
  return [...groups(head), ...zeros, ...groups(tail)]
    .map((group) => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}
