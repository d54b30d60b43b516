import { init, inScratch, plan, requireTerraform, runTerraform, type JsonObject, type Scratch } from '../src';
import { withProvider } from '../src/provider/running-provider';

const terraform = requireTerraform();
const offline = {
  access_key: 'offline',
  secret_key: 'offline',
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: 'true',
};
/** Two configurations of the provider, which a plan tells apart by the tags that each adds. */
const provider = {
  aws: [
    { ...offline, region: 'us-east-1', default_tags: [{ tags: { side: 'east' } }] },
    { ...offline, region: 'us-west-2', default_tags: [{ tags: { side: 'west' } }], alias: 'west' },
  ],
};
const vpc = (values: JsonObject) => ({ cidr_block: '10.1.0.0/16', enable_dns_hostnames: true, ...values });
const stack = (resource: JsonObject): JsonObject => ({
  terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } },
  provider,
  resource,
});
const sound = stack({
  aws_vpc: { east: vpc({}), west: vpc({ provider: 'aws.west', tags: { name: 'west' } }) },
  aws_subnet: { one: { vpc_id: '${aws_vpc.east.id}', cidr_block: '10.1.1.0/24' } },
  aws_networkfirewall_rule_group: {
    rules: { name: 'rules', type: 'STATEFUL', capacity: 10, rules: 'drop ip any any -> any any (sid:1;)' },
  },
});

/** What Terraform says with the provider as it starts it, and with ours. */
function both<T>(json: JsonObject, ask: (scratch: Scratch) => Promise<T>): Promise<readonly [T, T]> {
  return inScratch(terraform, undefined, async (scratch) => {
    scratch.write('cdk.tf.json', json);
    await init(terraform, scratch, 'one stack');
    return [await ask(scratch), await withProvider(scratch, ask)];
  });
}

it('a plan is what it is with the whole provider', async () => {
  const [whole, slim] = await both(sound, (scratch) => plan(terraform, scratch, 'one stack'));
  const settled = ({ json, diagnostics }: typeof whole) => ({ ...json, timestamp: '', diagnostics });
  expect(settled(slim)).toEqual(settled(whole));
  expect(JSON.stringify(slim.json['planned_values'])).toContain('"tags_all":{"name":"west","side":"west"}');
});

it.each<[string, JsonObject]>([
  ['a value that the provider refuses', { aws_vpc: { east: vpc({ cidr_block: '10.1.0.0/99' }) } }],
  ['an argument that it does not know', { aws_vpc: { east: vpc({ cidr: '10.1.0.0/16' }) } }],
  ['a type that it does not know', { aws_vpc_of_dreams: { east: {} } }],
  ['a setting that it warns of', { aws_eip: { one: { vpc: true } } }],
])('%s is judged as by the whole provider', async (_, resource) => {
  const [whole, slim] = await both(stack(resource), (scratch) =>
    runTerraform(terraform, scratch, ['validate', '-json']),
  );
  expect(slim).toEqual(whole);
  expect(JSON.parse(whole.stdout)).toHaveProperty(['diagnostics', 0]);
});

it('a setting of the provider is judged as by the whole provider', async () => {
  const wrong = { ...sound, provider: { aws: { ...offline, region: 'us-east-1', max_retries: 'many' } } };
  const [whole, slim] = await both(wrong, (scratch) =>
    runTerraform(terraform, scratch, ['validate', '-json']),
  );
  expect(slim).toEqual(whole);
  expect(whole.status).toBe(1);
});
