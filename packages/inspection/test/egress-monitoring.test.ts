import { packageIndexPolicy, workshopPolicy } from '@inspected-egress/policy';
import { decide } from '@inspected-egress/testing';
import { DnsFirewall, EgressMonitoring, NetworkFirewall, type EgressMonitoringProps } from '../src';
import { TODAY } from './egress-policies';
import { literalVpc } from './literal-vpc';
import { refusal } from './messages';
import { synthesize, type Block } from './synthesize';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:operators';
const ENDPOINTS = [
  { availabilityZone: 'us-east-1a', vpcEndpointId: 'vpce-0aaaaaaaaaaaaaaa1' },
  { availabilityZone: 'us-east-1b', vpcEndpointId: 'vpce-0bbbbbbbbbbbbbbb2' },
];
const ALL: EgressMonitoringProps = {
  vpc: literalVpc(),
  firewall: { firewallName: 'prod', endpoints: ENDPOINTS },
  fleet: {
    loadBalancerArnSuffix: 'gwy/appliances/0123456789abcdef',
    targetGroupArnSuffix: 'targetgroup/appliances-tg/fedcba9876543210',
  },
  dns: {
    blockedLists: [{ key: 'rest', ruleGroupId: 'rslvr-frg-1', domainListId: 'rslvr-fdl-1' }],
  },
  notify: { topicArn: TOPIC },
};

const monitor = (props: Partial<EgressMonitoringProps> = {}) =>
  synthesize((stack) => new EgressMonitoring(stack, 'watch', { ...ALL, ...props }));

/** An alarm by the end of its name. */
function alarm(world: ReturnType<typeof monitor>, id: string): Block {
  const found = world
    .all('aws_cloudwatch_metric_alarm')
    .find(({ alarm_name }) => alarm_name === `dev-watch-${id}`);
  if (found === undefined) throw new Error(`no alarm ${id}`);
  return found;
}

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly return_data: boolean;
  readonly metric?: {
    readonly namespace: string;
    readonly metric_name: string;
    readonly dimensions: Readonly<Record<string, string>>;
    readonly stat: string;
    readonly period: number;
  };
}
const queries = (of: Block) => of['metric_query'] as readonly Query[];
const asked = (of: Block) =>
  queries(of).map(({ expression, metric }) =>
    metric === undefined
      ? expression
      : `${metric.stat} of ${metric.namespace} ${metric.metric_name} by ${Object.entries(metric.dimensions)
          .map((pair) => pair.join('='))
          .join()} over ${metric.period} s`,
  );

describe('alarms', () => {
  const world = monitor();

  // Names, dimensions, statistic, threshold and periods by hand, from the AWS pages that `vendor-metrics.ts` names.
  it.each<[string, readonly string[], Block]>([
    [
      'nat-ports-a',
      ['Maximum of AWS/NATGateway ErrorPortAllocation by NatGatewayId=nat-0000000000000000a over 300 s'],
      { comparison_operator: 'GreaterThanThreshold', threshold: 0, evaluation_periods: 3 },
    ],
    [
      'nat-drops-b',
      [
        'Sum of AWS/NATGateway PacketsDropCount by NatGatewayId=nat-0000000000000000b over 300 s',
        'Sum of AWS/NATGateway PacketsInFromSource by NatGatewayId=nat-0000000000000000b over 300 s',
        'Sum of AWS/NATGateway PacketsInFromDestination by NatGatewayId=nat-0000000000000000b over 300 s',
        '100 * m1 / (m2 + m3)',
      ],
      { comparison_operator: 'GreaterThanThreshold', threshold: 0.01 },
    ],
    [
      'firewall-drops-a',
      [
        'Sum of AWS/NetworkFirewall DroppedPackets by AvailabilityZone=us-east-1a,Engine=Stateful,FirewallName=prod over 300 s',
        'ANOMALY_DETECTION_BAND(m1, 2)',
      ],
      { comparison_operator: 'GreaterThanUpperThreshold', threshold_metric_id: 'band' },
    ],
    [
      'firewall-rejects-b',
      [
        'Sum of AWS/NetworkFirewall RejectedPackets by AvailabilityZone=us-east-1b,Engine=Stateful,FirewallName=prod over 300 s',
        'ANOMALY_DETECTION_BAND(m1, 2)',
      ],
      { comparison_operator: 'GreaterThanUpperThreshold', threshold_metric_id: 'band' },
    ],
    [
      'firewall-midstream-a',
      [
        'Sum of AWS/NetworkFirewall StreamExceptionPolicyPackets by AvailabilityZone=us-east-1a,Engine=Stateful,FirewallName=prod over 300 s',
      ],
      { comparison_operator: 'GreaterThanThreshold', threshold: 0 },
    ],
    [
      'fleet-unhealthy',
      [
        'Maximum of AWS/GatewayELB UnHealthyHostCount by LoadBalancer=gwy/appliances/0123456789abcdef,TargetGroup=targetgroup/appliances-tg/fedcba9876543210 over 60 s',
      ],
      { comparison_operator: 'GreaterThanThreshold', threshold: 0, treat_missing_data: 'ignore' },
    ],
    [
      'dns-rest',
      [
        'Sum of AWS/Route53Resolver FirewallRuleQueryVolume by FirewallDomainListId=rslvr-fdl-1,FirewallRuleGroupId=rslvr-frg-1 over 300 s',
        'ANOMALY_DETECTION_BAND(m1, 2)',
      ],
      { comparison_operator: 'GreaterThanUpperThreshold', threshold_metric_id: 'band' },
    ],
  ])('%s asks CloudWatch for what AWS publishes', (id, questions, condition) => {
    expect(asked(alarm(world, id))).toEqual(questions);
    expect(alarm(world, id)).toMatchObject(condition);
  });

  it('judge one value each, and with it the band that it is compared with', () => {
    for (const one of world.all('aws_cloudwatch_metric_alarm')) {
      const returned = queries(one).filter(({ return_data }) => return_data);
      const judged = returned.filter(({ id }) => id !== 'band');
      expect(judged).toHaveLength(1);
      expect(returned.some(({ id }) => id === 'band')).toBe(one['threshold_metric_id'] === 'band');
      expect('threshold' in one).toBe(one['threshold_metric_id'] === undefined);
    }
  });

  it('tell the topic that something is wrong, and that it is over', () => {
    for (const one of world.all('aws_cloudwatch_metric_alarm'))
      expect(one).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
  });

  it('of counts are quiet while nothing is counted', () => {
    const noisy = world
      .all('aws_cloudwatch_metric_alarm')
      .filter(({ treat_missing_data }) => treat_missing_data !== 'notBreaching');
    expect(noisy.map(({ alarm_name }) => alarm_name)).toEqual(['dev-watch-fleet-unhealthy']);
  });

  it('take a number where a team knows its own', () => {
    const { threshold, threshold_metric_id, comparison_operator } = alarm(
      monitor({ thresholds: { droppedPackets: 1000, blockedQueries: 50 } }),
      'firewall-drops-a',
    );
    expect({ threshold, threshold_metric_id, comparison_operator }).toEqual({
      threshold: 1000,
      comparison_operator: 'GreaterThanThreshold',
    });
  });

  it('watch a NAT gateway that serves all zones once', () => {
    const one = monitor({ vpc: literalVpc({ nat: { singleZone: 'us-east-1b' } }) });
    const names = one.all('aws_cloudwatch_metric_alarm').map(({ alarm_name }) => String(alarm_name));
    expect(names.filter((name) => name.includes('nat-ports'))).toEqual(['dev-watch-nat-ports-b']);
  });

  it('watch constructs as they are', () => {
    const { all } = synthesize((stack) => {
      const vpc = literalVpc();
      const firewall = new NetworkFirewall(stack, 'firewall', {
        vpc,
        policy: { egressPolicy: workshopPolicy(), today: TODAY },
      });
      const dns = new DnsFirewall(stack, 'dns', {
        vpcIds: { dev: vpc.vpcId },
        egressPolicy: packageIndexPolicy(),
        today: TODAY,
        managedLists: [
          { name: 'malware', domainListId: 'rslvr-fdl-0123456789abcdef' },
          { name: 'new-names', domainListId: 'rslvr-fdl-fedcba9876543210', action: 'alert' },
        ],
      });
      new EgressMonitoring(stack, 'watch', { vpc, firewall, dns, notify: { topicArn: TOPIC } });
    });
    const alarms = all('aws_cloudwatch_metric_alarm');
    const dns = alarms.filter(({ alarm_name }) => String(alarm_name).includes('-dns-'));
    expect(dns.map(({ alarm_name }) => alarm_name)).toEqual([
      'dev-watch-dns-managed-malware',
      expect.stringMatching(/^dev-watch-dns-rule-/),
    ]);
    expect(JSON.stringify(alarms)).toContain('"FirewallName":"dev-firewall"');
  });
});

describe('the dashboard', () => {
  interface Widget {
    readonly type: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly properties: { readonly alarms?: readonly string[]; readonly metrics?: readonly string[][] };
  }
  const widgetsOf = (world: ReturnType<typeof monitor>) => {
    const { dashboard_body: body } = world.only('aws_cloudwatch_dashboard');
    return (JSON.parse(String(body)) as { widgets: readonly Widget[] }).widgets;
  };
  const world = monitor();
  const widgets = widgetsOf(world);

  it('shows the state of every alarm', () => {
    const count = world.all('aws_cloudwatch_metric_alarm').length;
    expect(widgets[0]?.properties.alarms).toHaveLength(count);
    expect(new Set(widgets[0]?.properties.alarms).size).toBe(count);
  });

  const pairs = (flat: readonly string[]) =>
    flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : []));
  const lineOf = (namespace = '', name = '', dimensions: readonly (readonly string[])[] = []) =>
    [namespace, name, ...dimensions.map((pair) => pair.join('=')).sort()].join(' ');

  it('draws every metric that an alarm judges', () => {
    const drawn = new Set(
      widgets.flatMap(({ properties }) =>
        (properties.metrics ?? []).map((line) => lineOf(line[0], line[1], pairs(line.slice(2, -1)))),
      ),
    );
    const judged = world
      .all('aws_cloudwatch_metric_alarm')
      .flatMap(queries)
      .flatMap(({ metric }) => (metric === undefined ? [] : [metric]))
      // The parts of a ratio are counted for the ratio alone.
      .filter(({ metric_name }) => !metric_name.startsWith('PacketsIn'))
      .map(({ namespace, metric_name, dimensions }) =>
        lineOf(namespace, metric_name, Object.entries(dimensions)),
      );
    for (const one of judged) expect(drawn).toContain(one);
  });

  it('lays nothing over another, and nothing outside of its 24 columns', () => {
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, at) => `${x + (at % width)},${y + Math.floor(at / width)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
  });

  it('shows no graph of what there is not', () => {
    const { vpc, notify } = ALL;
    const plain = synthesize((stack) => new EgressMonitoring(stack, 'watch', { vpc, notify }));
    expect(widgetsOf(plain).map(({ type }) => type)).toEqual(['alarm', 'metric', 'metric', 'metric']);
  });
});

describe('a topic of its own', () => {
  const world = monitor({ notify: { newTopicIn: { accountId: '111122223333' } } });
  const publish = (account: string, region = 'us-east-1', more: Record<string, string> = {}) => {
    const { policy, arn } = world.only('aws_sns_topic_policy');
    return decide(policy, {
      action: 'sns:Publish',
      resource: String(arn),
      principal: { service: 'cloudwatch.amazonaws.com' },
      context: {
        'aws:SourceAccount': account,
        'aws:SourceArn': `arn:aws:cloudwatch:${region}:${account}:alarm:any`,
        'aws:SecureTransport': 'true',
        ...more,
      },
    });
  };

  it('takes what alarms of this account and Region publish over TLS, and nothing else', () => {
    expect(publish('111122223333')).toBe('allow');
    expect(publish('999988887777')).toBe('deny');
    expect(publish('111122223333', 'eu-west-1')).toBe('deny');
    expect(publish('111122223333', 'us-east-1', { 'aws:SecureTransport': 'false' })).toBe('deny');
  });

  it('is encrypted with a key that rotates, and that alarms may use', () => {
    expect(world.only('aws_sns_topic')['kms_master_key_id']).toMatch(/^\$\{aws_kms_key\./);
    const { enable_key_rotation: rotates, policy } = world.only('aws_kms_key');
    expect(rotates).toBe(true);
    const use = (service: string) =>
      decide(policy, { action: 'kms:GenerateDataKey', resource: '*', principal: { service } });
    expect([use('cloudwatch.amazonaws.com'), use('s3.amazonaws.com')]).toEqual(['allow', 'deny']);
  });

  it('is ready before the first alarm names it', () => {
    const [one] = world.all('aws_cloudwatch_metric_alarm');
    expect(one?.['alarm_actions']).toEqual([expect.stringMatching(/^\$\{aws_sns_topic_policy\..*\.arn\}$/)]);
  });
});

describe('bad input', () => {
  const refused = (props: object) => refusal(() => monitor(props as Partial<EgressMonitoringProps>));

  it.each<[string, object, string]>([
    ['a name that AWS does not take', { name: 'a b' }, 'INS361'],
    ['endpoints that AWS does not count', { firewall: { endpoints: ENDPOINTS } }, 'INS362'],
    ['a threshold below nothing', { thresholds: { droppedPackets: -1 } }, 'INS363'],
    ['a threshold that is a word', { thresholds: { blockedQueries: 'many' } }, 'INS363'],
    ['a threshold that is no number', { thresholds: { blockedQueries: NaN } }, 'INS363'],
    [
      'nothing to watch',
      { vpc: literalVpc({ nat: 'none' }), firewall: undefined, fleet: undefined, dns: { blockedLists: [] } },
      'INS364',
    ],
    ['the ARN of a queue', { notify: { topicArn: TOPIC.replace('sns', 'sqs') } }, 'INS365'],
    [
      'a topic of another Region',
      { notify: { topicArn: TOPIC.replace('us-east-1', 'eu-west-1') } },
      'INS366',
    ],
    ['nobody to tell', { notify: {} }, 'INS367'],
    ['nobody to tell, from JSON', { notify: null }, 'INS367'],
    ['an account that is none', { notify: { newTopicIn: { accountId: '1' } } }, 'INS248'],
    [
      'two lists of one key',
      { dns: { blockedLists: [...(ALL.dns?.blockedLists ?? []), ...(ALL.dns?.blockedLists ?? [])] } },
      'INS368',
    ],
  ])('is refused: %s', (_, props, code) => {
    expect(refused(props)).toContain(`1 problem`);
    expect(refused(props)).toContain(`[${code}]`);
  });
});
