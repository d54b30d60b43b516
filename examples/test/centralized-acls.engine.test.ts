import { blocksOf, objectOf, type JsonObject } from '@inspected-egress/terraform';
import { readEstate, readGraph, verdictOf, verify, type DeclaredFlow } from '@inspected-egress/verify';
import { synthesizeExample } from './synthesize-example';

const [stack] = synthesizeExample('centralized');
const json: JsonObject = stack?.json ?? {};
const rules = objectOf(objectOf(json['resource'])['aws_network_acl_rule'] ?? {});
// What the policy of the example permits.
const FLOWS: readonly DeclaredFlow[] = [{ protocol: 'tcp', port: 443 }, { protocol: 'icmp' }];

function verdictWith(kept: JsonObject, declaredFlows = FLOWS): string {
  const resource = { ...objectOf(json['resource']), aws_network_acl_rule: kept };
  const text = JSON.stringify({ ...json, resource });
  return verdictOf(
    verify(readGraph(readEstate([{ name: 'centralized.tf.json', text }])), { declaredFlows }),
    'acls-permit-declared-flows',
  );
}

/** But not those of path MTU discovery and of what stays in a VPC, which are no flows that a workload opens to the internet. */
const ofFlows = Object.entries(rules).filter(([, rule]) => {
  const [body = {}] = blocksOf(rule);
  return body['protocol'] !== '-1' && !(body['icmp_type'] === 3 && body['icmp_code'] === 4);
});

it('what the policy permits to spokes crosses every network ACL, and comes back', () => {
  expect(verdictWith(rules)).toBe('proved');
});

it('what it does not permit is stopped there', () => {
  expect(verdictWith(rules, [{ protocol: 'tcp', port: 25 }])).toBe('violated');
});

it.each(ofFlows.map(([id]) => id.replace(/_[0-9A-F]{8}$/u, '')))(
  'without %s some flow is stopped',
  (rule) => {
    const others = Object.entries(rules).filter(([id]) => !id.startsWith(`${rule}_`));
    expect(others).toHaveLength(Object.keys(rules).length - 1);
    expect(verdictWith(Object.fromEntries(others))).toBe('violated');
  },
);
