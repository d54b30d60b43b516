import Ajv04 from 'ajv-draft-04';
import { readFileSync } from 'node:fs';
import { useFolder } from './support/egress';
import { BREAKS, named, world, type World } from './support/worlds';

const { write, egress: call } = useFolder();

// The schema of OASIS, as Microsoft ships it for tests.
const SCHEMA = JSON.parse(
  readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
) as object;
const validate = new Ajv04({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(SCHEMA);

interface Result {
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly ruleId: string;
  readonly level: string;
  readonly message: { text: string };
  readonly codeFlows?: readonly {
    threadFlows: readonly {
      locations: readonly {
        location: { message: { text: string }; logicalLocations: readonly { name: string }[] };
      }[];
    }[];
  }[];
}

async function resultsOf(text: string, options = ''): Promise<readonly Result[]> {
  write('cdk.tf.json', text);
  const { out } = await call(`verify @cdk.tf.json --format sarif${options}`);
  const log = JSON.parse(out) as { runs: readonly { results: readonly Result[] }[] };
  expect({ valid: validate(log), errors: validate.errors }).toEqual({ valid: true, errors: null });
  return log.runs.flatMap(({ results }) => results);
}

it('is valid SARIF 2.1.0 for every broken world', async () => {
  for (const breakIt of Object.values(BREAKS)) expect(await resultsOf(world(breakIt))).not.toEqual([]);
  // The firewall of the example keeps Session Manager out, and the example has no endpoints for it.
  const sound = await resultsOf(world());
  expect(new Set(sound.map(({ ruleId }) => ruleId))).toEqual(new Set(['V28']));
});

it('the schema refuses what is no SARIF', () => {
  expect(validate({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
  expect(validate({ version: '2.0.0', runs: [] })).toBe(false);
});

it('carries the hops out and back as code flows, in order', async () => {
  const [first] = await resultsOf(world(BREAKS.natGoesToTheInternetGateway));
  const locations = first?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
  expect(locations.map(({ location }) => location.logicalLocations[0]?.name)).toEqual([
    'aws_subnet.a-protected',
    'aws_nat_gateway.a-nat',
    'aws_internet_gateway.internet-gateway',
    'aws_internet_gateway.internet-gateway',
    'aws_networkfirewall_firewall.firewall/aws_subnet.a-firewall',
    'aws_nat_gateway.a-nat',
    'aws_subnet.a-protected',
  ]);
  expect(locations[1]?.location.message.text).toContain('replaces the source by its own private address');
});

it('has the checks that are no finding already, at the level of their severity', async () => {
  const results = await resultsOf(world(BREAKS.natGoesToTheInternetGateway));
  expect(results.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual([
    'VFY401 error',
    'VFY411 error',
    'V02 error',
    'V28 warning',
  ]);
});

it('is valid with names that are hostile', async () => {
  const hostile = (broken: World) => {
    BREAKS.natGoesToTheInternetGateway(broken);
    const metadata = { path: '\u001b[2J<script>alert(1)</script>\u202e`]($%zz', uniqueId: 'x' };
    named(broken.resource, 'aws_subnet', 'a-protected')['//'] = { metadata };
    named(broken.resource, 'aws_subnet', 'a-protected')['availability_zone'] = '[zone](https://evil.example)';
  };
  const texts = (await resultsOf(world(hostile))).map(({ message }) => message.text);
  expect(texts).not.toEqual([]);
  expect(texts.join()).not.toMatch(/\p{Cc}|\p{Cf}|\]\(/u);
});

it('keeps the fingerprint of a result where other things change', async () => {
  const prints = async (text: string) =>
    (await resultsOf(text)).map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
  const before = await prints(world(BREAKS.natGoesToTheInternetGateway));
  const moved = world(BREAKS.natGoesToTheInternetGateway).replaceAll('10.0.0.0/24', '10.0.2.0/24');
  expect(new Set(before).size).toBe(4);
  expect(await prints(moved)).toEqual(before);
});

it('is a warning where the promise is not required', async () => {
  const text = world(BREAKS.natGoesToTheInternetGateway);
  const levels = await resultsOf(text, ' --require every-exit-is-inspected');
  expect(levels.map(({ ruleId, level }) => `${ruleId} ${level}`)).toContain('VFY411 warning');
});
