import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { LAYERS } from '../src/place/layers';
import { PLACE, policyText, TODAY, useFolder } from './support/egress';

const { write, path, egress } = useFolder();

const EVERY_LAYER = `${PLACE}region: us-east-1
dns-firewall: { redirection: inspect, failMode: open, block: { kind: override, cname: blocked.example, ttlSeconds: 60 } }
security-group: { workload: { tier: protected }, rulesPerGroup: 40 }
network-acl: { subnetCidrBlocks: [10.0.0.0/24], ephemeralPorts: { from: 49152, to: 65535 } }
squid: { mode: transparent, clientCidrBlocks: [10.0.0.0/24] }
fortios: { sourceInterface: geneve }
endpoint-policy:
  perimeter: { accountIds: ['123456789012'] }
  endpoints: { s3: { kind: gateway, buckets: [artifacts] } }
`;
const ALL = LAYERS.map(({ layer }) => layer);

interface CompiledJson {
  readonly layers: readonly {
    readonly layer: string;
    readonly artefact: Record<string, unknown>;
    readonly files: readonly { readonly path: string; readonly text: string }[];
    readonly approximations: readonly { readonly layer: string; readonly direction: string }[];
  }[];
}

describe('every layer', () => {
  it('there are seven of', () => {
    expect([...ALL].sort()).toEqual([
      'dns-firewall',
      'endpoint-policy',
      'fortios',
      'network-acl',
      'network-firewall',
      'security-group',
      'squid',
    ]);
  });

  it('is compiled with the options of its place, and its approximations are its own', async () => {
    const more = `  - id: storage
    destinations: [{ service: s3 }]
    applications: [https]
    action: pass
`;
    write('p.yaml', policyText({ more }));
    write('place.yaml', EVERY_LAYER);
    const { status, out, err } = await egress(
      `policy compile @p.yaml --to ${ALL.join(',')} --place @place.yaml --format json`,
    );
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { layers } = JSON.parse(out) as CompiledJson;
    expect(layers.map(({ layer }) => layer)).toEqual(ALL);
    const byLayer = new Map(layers.map((one) => [one.layer, one]));
    const fileOf = (layer: string, name: string) =>
      byLayer.get(layer)?.files.find((one) => one.path === name)?.text ?? '';
    expect(fileOf('network-firewall', 'policy-1.rules')).toContain('content:"pypi.org"');
    expect(JSON.parse(fileOf('network-firewall', 'firewall-policy.json'))).toMatchObject({
      homeNet: ['10.0.0.0/24'],
      ruleGroups: [{ name: 'policy-1', rulesFile: 'policy-1.rules' }],
    });
    expect(byLayer.get('dns-firewall')?.artefact).toMatchObject({ failOpen: 'ENABLED' });
    expect(fileOf('dns-firewall', 'dns-firewall.json')).toContain('INSPECT_REDIRECTION_DOMAIN');
    expect(fileOf('dns-firewall', 'dns-firewall.json')).toContain('blocked.example');
    expect(fileOf('security-group', 'security-group.json')).toContain('"fromPort": 443');
    expect(fileOf('network-acl', 'network-acl.json')).toContain('"fromPort": 49152');
    expect(fileOf('squid', 'squid.conf')).toContain('pypi.org');
    expect(fileOf('fortios', 'fortios.conf')).toContain('set srcintf "geneve"');
    expect(fileOf('endpoint-policy', 'documents/s3.json')).toContain('123456789012');
    for (const { layer, approximations } of layers) {
      expect(approximations.filter((one) => one.layer !== layer)).toEqual([]);
    }
  });

  it.each(ALL)('%s says what it needs of the place, and reads no other field', async (layer) => {
    write('p.yaml', policyText());
    write('place.yaml', `${layer}: { nonsense: 1 }\n`);
    const { status, err } = await egress(`policy compile @p.yaml --to ${layer} --place @place.yaml`);
    expect(status).toBe(3);
    expect(err).toContain(`place.yaml: ${layer}.nonsense: there is no field \`nonsense\` here`);
  });

  it('that has a kind of answer takes what belongs to it, and nothing else', async () => {
    write('p.yaml', policyText());
    write('place.yaml', 'dns-firewall: { block: { kind: nodata, cname: a.example } }\n');
    const extra = await egress('policy compile @p.yaml --to dns-firewall --place @place.yaml');
    expect(extra.err).toContain('dns-firewall.block.cname: only kind `override` has `cname`');
    write('place.yaml', 'dns-firewall: { block: { kind: override } }\n');
    const less = await egress('policy compile @p.yaml --to dns-firewall --place @place.yaml');
    expect(less.err.trimEnd().split('\n')).toEqual([
      expect.stringContaining('dns-firewall.block.cname: nothing is given'),
      expect.stringContaining('dns-firewall.block.ttlSeconds: nothing is given'),
    ]);
  });

  it('knows prefix lists and services as it takes them', async () => {
    const more = `  - id: listed
    destinations: [{ prefixList: pl-0123456789abcdef0 }, { service: s3 }]
    applications: [https]
    action: pass
`;
    write('p.yaml', policyText({ more }).replace("[{ name: 'pypi.org' }]", '[{ cidrBlock: 192.0.2.0/24 }]'));
    write(
      'place.yaml',
      `${EVERY_LAYER}prefixLists: { pl-0123456789abcdef0: { cidrBlocks: [198.51.100.0/24], maxEntries: 7 } }
services: { s3: { prefixListId: pl-63a5400a, cidrBlocks: [203.0.113.0/24] } }
`,
    );
    const { out } = await egress(
      'policy compile @p.yaml --to network-firewall,security-group,network-acl --place @place.yaml --format json',
    );
    const [firewall, group, acl] = (JSON.parse(out) as CompiledJson).layers.map(({ files }) =>
      files.map(({ text }) => text).join(''),
    );
    expect(firewall).toContain('198.51.100.0/24');
    expect(group).toContain('pl-0123456789abcdef0');
    expect(group).toContain('pl-63a5400a');
    expect(group).not.toContain('203.0.113.0/24');
    expect(acl).toContain('198.51.100.0/24');
    expect(acl).toContain('203.0.113.0/24');
  });
});

it('the text shows files, then where the layer is other than the policy', async () => {
  write('p.yaml', policyText());
  write('place.yaml', EVERY_LAYER);
  const { out } = await egress(
    'policy compile @p.yaml --to endpoint-policy,security-group --place @place.yaml',
  );
  expect(out.replace(/^(--- \S+\/\S+\n)\{.*?^\}/gms, '$1{ … }')).toMatchInlineSnapshot(`
   "--- endpoint-policy/documents/s3.json
   { … }
   --- endpoint-policy: approximations
   none: the layer permits what the policy permits
   --- endpoint-policy: remarks
   the policy  no rule names \`s3\`, so its endpoint lets nothing through

   --- security-group/security-group.json
   { … }
   --- security-group: approximations
   wider  package-index  a security group does not see the name or the bytes of the application: all that the rule may mean passes
   "
  `);
});

describe('--out', () => {
  const call = 'policy compile @p.yaml --to endpoint-policy,fortios --place @place.yaml --out @out';
  const read = (name: string) => readFileSync(path(name), 'utf8');
  beforeEach(() => {
    write('p.yaml', policyText());
    write('place.yaml', EVERY_LAYER);
  });

  it('writes a folder for each layer, with a report, and nothing else is left there', async () => {
    const { status, out } = await egress(call);
    expect(status).toBe(0);
    expect(out).toContain('wrote out/fortios/fortios.conf\n');
    expect(readdirSync(path('out')).sort()).toEqual(['endpoint-policy', 'fortios']);
    expect(readdirSync(path('out/endpoint-policy')).sort()).toEqual(['compiled.json', 'documents']);
    expect(readdirSync(path('out/endpoint-policy/documents'))).toEqual(['s3.json']);
    expect(JSON.parse(read('out/fortios/compiled.json'))).toMatchObject({
      policy: 'package-index',
      layer: 'fortios',
      today: TODAY,
      approximations: expect.arrayContaining([
        expect.objectContaining({ layer: 'fortios', direction: 'wider' }),
      ]),
      files: { 'fortios.conf': expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it('may be written again, and files that are no longer made go', async () => {
    await egress(call);
    const interfaces = EVERY_LAYER.replace(
      's3: { kind: gateway, buckets: [artifacts] }',
      'dynamodb: { kind: gateway }',
    );
    write('place.yaml', interfaces);
    expect((await egress(call)).status).toBe(0);
    expect(readdirSync(path('out/endpoint-policy/documents'))).toEqual(['dynamodb.json']);
  });

  it('keeps the document of a service apart from its own report, whatever the service is called', async () => {
    write(
      'place.yaml',
      EVERY_LAYER.replace('s3: { kind: gateway, buckets: [artifacts] }', 'compiled: { kind: interface }'),
    );
    expect((await egress(call)).status).toBe(0);
    expect(JSON.parse(read('out/endpoint-policy/compiled.json'))).toMatchObject({ layer: 'endpoint-policy' });
    expect(JSON.parse(read('out/endpoint-policy/documents/compiled.json'))).toHaveProperty('Statement');
  });

  it('replaces no file that somebody changed or made, and then writes none at all', async () => {
    await egress(call);
    writeFileSync(path('out/fortios/fortios.conf'), 'by hand');
    writeFileSync(path('out/endpoint-policy/documents/s3.json'), 'by hand');
    rmSync(path('out/endpoint-policy/compiled.json'));
    write('p.yaml', policyText({ name: 'example.com' }));
    const { status, out, err } = await egress(call);
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^out\/endpoint-policy\/documents\/s3\.json: it is there already, .*--force/),
      expect.stringMatching(/^out\/fortios\/fortios\.conf: it is there already, .*--force/),
    ]);
    expect(read('out/fortios/fortios.conf')).toBe('by hand');
    expect(readdirSync(path('out/endpoint-policy'))).toEqual(['documents']);
    expect(readdirSync(path('out')).sort()).toEqual(['endpoint-policy', 'fortios']);
  });

  it('replaces them with --force, and leaves what is not its own', async () => {
    write('out/fortios/fortios.conf', 'by hand');
    write('out/fortios/notes.txt', 'by hand');
    expect((await egress(`${call} --force`)).status).toBe(0);
    expect(read('out/fortios/fortios.conf')).toContain('config firewall');
    expect(read('out/fortios/notes.txt')).toBe('by hand');
  });

  it('that is a file is refused', async () => {
    write('out', 'a file');
    expect(await egress(call)).toMatchObject({
      status: 3,
      err: expect.stringContaining('out: it cannot be written'),
    });
    expect(read('out')).toBe('a file');
  });

  it('with a folder in the place of a file is refused, forced or not', async () => {
    mkdirSync(path('out/fortios/fortios.conf'), { recursive: true });
    for (const forced of [call, `${call} --force`]) {
      expect(await egress(forced)).toMatchObject({
        status: 3,
        err: expect.stringContaining('fortios.conf: '),
      });
    }
  });

  it('removes nothing outside, whatever a report says', async () => {
    write('victim', 'kept');
    write(
      'out/fortios/compiled.json',
      JSON.stringify({
        layer: 'fortios',
        files: { '../../victim': createHash('sha256').update('kept').digest('hex') },
      }),
    );
    expect((await egress(call)).status).toBe(0);
    expect(read('victim')).toBe('kept');
  });
});
