import { formatProblem } from '@inspected-egress/problem';
import { ENVIRONMENTS, validateEnvironment } from '../src';
import { dev } from '../src/environments/dev';
import { config } from './config';

function problems(changes: Parameters<typeof config>[0]): readonly string[] {
  return validateEnvironment(config(changes)).map(formatProblem);
}

describe('validateEnvironment', () => {
  it.each(ENVIRONMENTS.map((environment) => [environment.name, environment] as const))(
    'accepts %s',
    (_, environment) => {
      expect(validateEnvironment(environment)).toEqual([]);
    },
  );

  it('lists everything that is wrong at once, in the order of the settings', () => {
    const wrong = config({
      accountId: undefined,
      name: 'qa',
      region: 'us-east',
      cidrBlock: '10.1.0.5/16',
      natGateways: { zone: 'us-east-1a' },
      position: 'in-nat',
      ipv6: true,
      engine: { kind: 'squid' },
      protection: 'yes',
      logRetentionDays: 10,
      backend: { kind: 's3', bucket: 'State', key: '/state' },
      tags: { 'aws:owner': 'me' },
      owner: 'me',
    });
    expect(validateEnvironment(wrong).map(formatProblem)).toEqual([
      'name: `qa` is not an environment; use `dev`, `staging` or `prod`, or add a file to `src/environments` [ENV101]',
      'accountId: nothing is set; set it: it has no default [ENV107]',
      'region: `us-east` is not a Region; use a name like `us-east-1` [ENV103]',
      'cidrBlock: `10.1.0.5/16` has host bits set: its address is not the first of the block; write `10.1.0.0/16` for the block, or `10.1.0.5/32` for the one address [CIDR113]',
      'natGateways.singleZone: nothing is set; set it: it has no default [ENV107]',
      'natGateways.zone: nothing is known by this name; remove it, or use `singleZone` [ENV108]',
      'position: `in-nat` is not a choice; use `after-nat` or `before-nat` [ENV105]',
      'ipv6: `true` is not a choice; use `none` or `inspected` [ENV105]',
      'engine.kind: `squid` is not a choice; use `network-firewall`, `gateway-load-balancer` or `adopted` [ENV105]',
      'protection: `yes` is not a choice; use `on` or `off` [ENV105]',
      'logRetentionDays: CloudWatch Logs keeps nothing for `10` days; use `7` or `14` [ENV114]',
      'backend.bucket: `State` is not the name of an S3 bucket; use 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends [ENV203]',
      'backend.region: nothing is set; set it: it has no default [ENV107]',
      'backend.key: `/state` starts or ends with a slash, or is empty; use `state` [ENV204]',
      'tags.aws:owner: keys that start with `aws:` belong to AWS; use a key of 1 to 128 characters that does not start with `aws:`, and a value of at most 256 [ENV109]',
      'owner: nothing is known by this name; remove it, or use `name`, `accountId`, `region`, `cidrBlock`, `zones`, `natGateways`, `position`, `ipv6`, `engine`, `policy`, `policyDate`, `prefixLists`, `networkAcls`, `dnsFirewall`, `privateServices`, `flowLogs`, `monitoring`, `protection`, `logRetentionDays`, `backend` or `tags` [ENV108]',
    ]);
  });
});

describe('an account id', () => {
  it.each(['11112222333', '1111-2222-3333', 111122223333, ''])(
    'is 12 digits in a text, not %p',
    (accountId) => {
      expect(problems({ accountId })).toEqual([
        expect.stringMatching(/^accountId: .*use its 12 digits.* \[ENV102\]$/),
      ]);
    },
  );
});

describe('a Region', () => {
  it.each(['us-east-1', 'ap-southeast-4', 'us-gov-west-1', 'cn-north-1', 'us-iso-east-1'])(
    'may be %s',
    (region) => {
      expect(problems({ region, zones: [{ availabilityZone: `${region}a` }] })).toEqual([]);
    },
  );

  it('holds every zone, Local Zones included', () => {
    const zones = ['us-east-1a', 'eu-west-1a', 'us-east-1-bos-1a', 'us-east-11a'].map((availabilityZone) => ({
      availabilityZone,
    }));
    expect(problems({ zones })).toEqual([
      'zones[1].availabilityZone: `eu-west-1a` is not a zone of the Region `us-east-1`; use a zone whose name starts with `us-east-1` [ENV104]',
      'zones[3].availabilityZone: `us-east-11a` is not a zone of the Region `us-east-1`; use a zone whose name starts with `us-east-1` [ENV104]',
    ]);
  });

  it('says nothing about zones while it is wrong itself', () => {
    expect(problems({ region: 'mars' })).toEqual([expect.stringContaining('[ENV103]')]);
  });
});

describe('the engine', () => {
  it.each([
    { kind: 'network-firewall' },
    { kind: 'network-firewall', firewallPolicyArn: 'arn:aws:network-firewall:us-east-1:1:firewall-policy/x' },
    { kind: 'gateway-load-balancer', serviceName: 'com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0' },
    { kind: 'adopted', endpoints: 'pending' },
    { kind: 'adopted', endpoints: [], vendor: 'fortigate-cnf' },
  ])('may be $kind', (engine) => {
    expect(problems({ engine })).toEqual([]);
  });

  it.each([
    [{ kind: 'network-firewall', rules: { ruleGroups: [] } }, 'engine.rules', 'ENV108'],
    [{ kind: 'network-firewall', firewallPolicyArn: 7 }, 'engine.firewallPolicyArn', 'ENV106'],
    [{ kind: 'adopted', endpoints: 'soon' }, 'engine.endpoints', 'ENV106'],
    [
      {
        kind: 'adopted',
        endpoints: [{ zone: 'us-east-1a', availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-1' }],
      },
      'engine.endpoints[0].zone',
      'ENV108',
    ],
    [null, 'engine', 'ENV106'],
  ])('cannot be %j', (engine, path, code) => {
    expect(validateEnvironment(config({ engine })).map((one) => [one.path, one.code])).toEqual([
      [path, code],
    ]);
  });

  it('takes the settings of its kind and no other', () => {
    expect(problems({ engine: { kind: 'gateway-load-balancer', rules: [] } })).toEqual([
      'engine.serviceName: nothing is set; set it: it has no default [ENV107]',
      'engine.rules: nothing is known by this name; remove it, or use `kind`, `serviceName`, `acceptance` or `tags` [ENV108]',
    ]);
  });
});

describe('a zone', () => {
  it.each([
    [
      { availabilityZone: 'us-east-1a', cidrBlocks: { public: '10.1.0.0/24' } },
      'zones[0].cidrBlocks.public',
      'ENV108',
    ],
    [{ availabilityZone: 'us-east-1a', az: 'a' }, 'zones[0].az', 'ENV108'],
    [{ zone: 'us-east-1a', availabilityZone: 7 }, 'zones[0].availabilityZone', 'ENV106'],
  ])('cannot be %j', (zone, path, code) => {
    const found = validateEnvironment(config({ zones: [zone] }));
    expect(found.map((one) => `${one.path} ${one.code}`)).toContain(`${path} ${code}`);
  });
});

describe('the backend', () => {
  const s3 = { kind: 's3', bucket: 'team-state', region: 'us-east-1' };
  const cloud = { kind: 'cloud', organization: 'team' };

  it.each([
    { kind: 'local' },
    { kind: 'local', directory: '../state' },
    s3,
    { ...s3, key: 'egress/terraform.tfstate', workspaceKeyPrefix: 'env', kmsKeyId: 'alias/state' },
    cloud,
    { ...cloud, workspacePrefix: 'net_', hostname: 'tfe.example.com' },
  ])('may be %j', (backend) => {
    expect(problems({ backend })).toEqual([]);
  });

  it.each([
    [{ kind: 'local', directory: '/var/state' }, 'backend.directory', 'ENV202'],
    [{ kind: 'local', directory: 'C:\\state' }, 'backend.directory', 'ENV202'],
    [{ kind: 'local', directory: './cdktf.out/state' }, 'backend.directory', 'ENV202'],
    [{ ...s3, bucket: 'Team' }, 'backend.bucket', 'ENV203'],
    [{ ...s3, bucket: 'a..b' }, 'backend.bucket', 'ENV203'],
    [{ ...s3, bucket: 'ab' }, 'backend.bucket', 'ENV203'],
    [{ ...s3, region: 'Virginia' }, 'backend.region', 'ENV103'],
    [{ ...s3, key: 'state/' }, 'backend.key', 'ENV204'],
    [{ ...s3, workspaceKeyPrefix: '/env' }, 'backend.workspaceKeyPrefix', 'ENV204'],
    [{ ...s3, workspaceKeyPrefix: '' }, 'backend.workspaceKeyPrefix', 'ENV204'],
    [{ ...s3, dynamodbTable: 'locks' }, 'backend.dynamodbTable', 'ENV108'],
    [{ ...cloud, organization: 'my team' }, 'backend.organization', 'ENV205'],
    [{ ...cloud, workspacePrefix: 'x'.repeat(91) }, 'backend.workspacePrefix', 'ENV205'],
    [{ kind: 'cloud' }, 'backend.organization', 'ENV107'],
    [{ kind: 'consul' }, 'backend.kind', 'ENV105'],
    ['local', 'backend', 'ENV106'],
  ])('cannot be %j', (backend, path, code) => {
    expect(problems({ backend })).toEqual([
      expect.stringMatching(new RegExp(`^${path.replace('.', '\\.')}: .* \\[${code}\\]$`)),
    ]);
  });
});

describe('log retention', () => {
  it.each([
    [0, '`1`'],
    [8, '`7` or `14`'],
    [4000, '`3653`'],
  ])('of %i days is refused with the nearest that there are', (days, nearest) => {
    expect(problems({ logRetentionDays: days })).toEqual([
      `logRetentionDays: CloudWatch Logs keeps nothing for \`${days}\` days; use ${nearest} [ENV114]`,
    ]);
  });
});

describe('the policy', () => {
  const rule = {
    id: 'web',
    destinations: [{ name: 'example.com' }],
    applications: ['https'],
    action: 'pass',
  };

  it('is told wrong with all its problems at once, below the setting', () => {
    const rules = [{ ...rule, destinations: [{ cidrBlock: '10.0.0.1/8' }] }, rule];
    expect(problems({ policy: { ...dev.policy, mode: 'block', rules } })).toEqual([
      expect.stringMatching(/^policy\.mode: /),
      expect.stringMatching(/^policy\.rules\[0\]\.destinations\[0\]\.cidrBlock: .*\[CIDR113\]$/),
      expect.stringMatching(/^policy\.rules\[1\]\.id: .*\[POL114\]$/),
    ]);
    expect(problems({ policy: undefined })).toEqual([expect.stringMatching(/^policy: .*\[ENV107\]$/)]);
  });

  it.each(['2026-02-30', '22.11.2026', '2026-11-22T00:00:00Z', ''])(
    'is not compiled for %p',
    (policyDate) => {
      expect(problems({ policyDate })).toEqual([
        `policyDate: \`${policyDate}\` is not a day; write it as in \`2026-11-30\` [ENV116]`,
      ]);
    },
  );

  it('names no prefix list of which something is wrong', () => {
    const prefixLists = { 'pl-1': { cidrBlocks: ['10.0.0.1/8'], maxEntries: '5' } };
    expect(problems({ prefixLists })).toEqual([
      expect.stringMatching(/^prefixLists\.pl-1\.cidrBlocks\[0\]: .*\[CIDR113\]$/),
      expect.stringMatching(/^prefixLists\.pl-1\.maxEntries: .*\[ENV106\]$/),
    ]);
  });
});

describe('a Terraform expression', () => {
  it('is refused where the shape of the configuration depends on it', () => {
    const zones = [{ availabilityZone: '${data.aws_availability_zones.all.names[0]}' }];
    expect(
      problems({ region: '${var.region}', cidrBlock: '${var.block}', zones, position: '${var.position}' }),
    ).toEqual(
      ['region', 'cidrBlock', 'zones[0].availabilityZone', 'position'].map((path) =>
        expect.stringMatching(
          new RegExp(`^${path.replace(/[[\].]/g, '\\$&')}: .*use a literal \\[ENV112\\]$`),
        ),
      ),
    );
  });
});

describe('tags', () => {
  it.each([
    [{ 'AWS:x': 'y' }, 'keys that start with `aws:` belong to AWS'],
    [{ ['k'.repeat(129)]: 'v' }, 'the key has 129 characters'],
    [{ '': 'v' }, 'the key has 0 characters'],
    [{ k: 'v'.repeat(257) }, 'the value has 257 characters'],
  ])('keep the limits of AWS: %j', (tags, reason) => {
    expect(problems({ tags })).toEqual([expect.stringMatching(`: ${reason}; .*\\[ENV109\\]$`)]);
  });
});
