import { isArray, isObject, type JsonObject, type JsonValue } from '../read/json';

/**
 * Whether every statement of an endpoint policy that allows anything says for what or for whom: some resource, or a condition
 * on who owns the resource or who asks. One on the connection, as `aws:SecureTransport`, restricts nobody who means harm.
 *
 * @see IAM guide, "AWS global condition context keys" and "IAM JSON policy elements: Condition operators", 2026-11
 */
export function restricts(policy: JsonValue): boolean {
  const document = parsePolicy(policy);
  if (!isObject(document)) return false;
  return listOf(document['Statement']).every(
    (one) => isObject(one) && (one['Effect'] === 'Deny' || isNarrow(one)),
  );
}

function isNarrow(statement: JsonObject): boolean {
  if (statement['Effect'] !== 'Allow') return false;
  const { Condition: condition, Resource: resource } = statement;
  if (isObject(condition) && Object.entries(condition).some(([operator, keys]) => isBound(operator, keys)))
    return true;
  return listOf(resource).every((one) => typeof one === 'string' && isSome(one));
}

// What is true of whatever is not named, or of what has no such key, is no bound.
const BINDING = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|Bool)$/iu;

// Who owns the resource, and who asks for it.
const OWNERS =
  /^(aws:resource(orgid|orgpaths|account|tag\/.+)|s3:resourceaccount|aws:principal(orgid|orgpaths|account|arn|tag\/.+|isawsservice|servicename|servicenameslist)|aws:(userid|username|viaawsservice|calledvia|calledviafirst|calledvialast))$/iu;

function isBound(operator: string, keys: JsonValue | undefined): boolean {
  if (!BINDING.test(operator) || !isObject(keys)) return false;
  return Object.entries(keys).some(([key, value]) => {
    if (!OWNERS.test(key)) return false;
    const values = listOf(value);
    const isTruth = /^bool$/iu.test(operator);
    return (
      values.length > 0 &&
      values.every((one) => (isTruth ? String(one) === 'true' : typeof one === 'string' && hasLiteral(one)))
    );
  });
}

/** Whether a pattern of resources leaves any out that belong to somebody else. */
function isSome(pattern: string): boolean {
  const [, , service = '', , account = '', ...rest] = pattern.split(':');
  if (/^\d{12}$/u.test(account)) return true;
  const resource = rest.join(':');
  // The bucket; of other services what follows the kind, as `table/` and `key/`.
  if (service === 's3' && account === '') return hasLiteral(resource.split('/')[0] ?? '');
  const named = /^[a-z-]+[/:](.*)$/u.exec(resource)?.[1] ?? resource;
  return hasLiteral(named.split('/')[0] ?? '');
}

function hasLiteral(pattern: string): boolean {
  return /[^*?/:]/u.test(pattern.replace(/^arn:[^:]*:[^:]*:[^:]*:[^:]*:/u, ''));
}

function listOf(value: JsonValue | undefined): readonly (JsonValue | undefined)[] {
  return isArray(value) ? value : [value];
}

function parsePolicy(policy: JsonValue): JsonValue | undefined {
  if (typeof policy !== 'string') return policy;
  try {
    return JSON.parse(policy) as JsonValue;
  } catch {
    return undefined;
  }
}
