import { packageIndexPolicy, workshopPolicy, type EgressPolicy } from '@inspected-egress/policy';
import { gunzipSync, gzipSync } from 'node:zlib';
import { findBootstrapProblems, planBootstrap } from '../src/plan/bootstrap/bootstrap';
import type { FortigateBootstrap } from '../src/plan/bootstrap/fortigate';
import type { SuricataBootstrap } from '../src/plan/bootstrap/suricata';

const subnets = ['us-east-1a', 'us-east-1b'].map((availabilityZone, index) => ({
  ...{ availabilityZone, subnetId: `subnet-0${index}`, cidrBlock: `10.2.${index}.0/24` },
}));
const CONTEXT = { groupName: 'appliances', subnets };
const SURICATA: SuricataBootstrap = {
  kind: 'suricata',
  imageId: 'ami-0123456789abcdef0',
  egressPolicy: packageIndexPolicy(),
  today: '2026-11-29',
  homeNet: ['10.3.0.0/16'],
  software: { objectArn: 'arn:aws:s3:::appliances/suricata/software.tar.gz' },
};
const FORTIGATE: FortigateBootstrap = {
  kind: 'fortigate',
  imageId: 'ami-0123456789abcdef0',
  gatewayAddresses: { 'us-east-1a': '10.2.0.9', 'us-east-1b': '10.2.1.9' },
  egressPolicy: workshopPolicy(),
  today: '2026-11-29',
  workloadCidrBlocks: ['10.3.0.0/16'],
};
const codes = (bootstrap: Parameters<typeof findBootstrapProblems>[0]) =>
  findBootstrapProblems(bootstrap, subnets).map(({ code, path }) => `${code} ${path}`);

describe('Suricata', () => {
  const { userData = '', ...planned } = planBootstrap(SURICATA, CONTEXT);
  const document = JSON.parse(userData.replace('#cloud-config\n', '')) as {
    readonly write_files: readonly { readonly path: string; readonly content: string }[];
    readonly runcmd: readonly (readonly string[])[];
  };
  const file = (path: string) => document.write_files.find((one) => one.path.endsWith(path))?.content ?? '';

  it('gets the rules of its policy, and drops what no rule matched', () => {
    expect(file('egress.rules')).toContain('content:".pypi.org"');
    expect(file('egress.rules')).toMatch(/^drop ip \$HOME_NET any -> any any .*no rule/mu);
    expect(file('suricata.yaml')).toContain('HOME_NET: "[10.3.0.0/16]"');
  });

  it('is asked about every packet between the ends of a tunnel, and nothing else is forwarded', () => {
    expect(file('inspect.nft')).toContain('policy drop;');
    expect(file('inspect.nft')).toContain('iifname "gwi-*" oifname "gwo-*" queue num 0\n');
    expect(file('suricata.yaml')).toContain('fail-open: no');
  });

  it('starts with its software from S3, which it may read, and says that it is ready', () => {
    expect(document.runcmd).toEqual([
      ['/etc/inspected-egress/start.sh', 'appliances', 'appliances/suricata/software.tar.gz'],
    ]);
    expect(planned).toMatchObject({
      signalsReadiness: true,
      objectArns: ['arn:aws:s3:::appliances/suricata/software.tar.gz'],
    });
    expect(planBootstrap({ ...SURICATA, software: 'in-image' }, CONTEXT).objectArns).toEqual([]);
  });

  it('answers the health check where the load balancer asks', () => {
    expect(planned.healthCheck).toEqual({ protocol: 'HTTP', port: 8060 });
    expect(file('gwlbtun.service')).toContain('-p 8060');
  });

  it('is told nothing that Terraform would read as its own', () => {
    expect(userData).not.toMatch(/[$%]\{/u);
    expect(gunzipSync(gzipSync(userData)).length).toBeLessThan(65_536);
  });

  it('is refused a rule that needs another order, a country without database, and an object that is none', () => {
    const rule = { destinations: [{ name: '*.pypi.org' }], applications: ['https' as const] };
    const ordered: EgressPolicy = {
      ...packageIndexPolicy(),
      rules: [
        { id: 'not-this', ...rule, destinations: [{ name: 'evil.pypi.org' }], action: 'drop' },
        { id: 'all', ...rule, action: 'pass' },
      ],
    };
    expect(codes({ ...SURICATA, egressPolicy: ordered })).toEqual(['INS321 egressPolicy.rules.not-this']);
    expect(codes({ ...SURICATA, egressPolicy: workshopPolicy() })).toEqual(['INS323 countryDatabase']);
    expect(codes({ ...SURICATA, software: { objectArn: 's3://appliances' } })).toEqual([
      'INS322 software.objectArn',
    ]);
    expect(
      codes({
        ...SURICATA,
        egressPolicy: workshopPolicy(),
        countryDatabase: '/usr/share/GeoIP/country.mmdb',
      }),
    ).toEqual([]);
    expect(codes({ ...SURICATA, homeNet: ['10.3.0.1/16'] })[0]).toMatch(/^CIDR113/u);
  });
});

describe('FortiGate', () => {
  const { userData = '', ...planned } = planBootstrap(FORTIGATE, CONTEXT);

  it('has a tunnel to the load balancer of each zone, and answers by the one that was asked', () => {
    expect(userData).toContain(
      'edit "gwlb1"\n        set interface "port1"\n        set type ppp\n        set remote-ip 10.2.0.9',
    );
    expect(userData).toContain('set remote-ip 10.2.1.9');
    expect(userData).toContain('set input-device "gwlb2"\n        set output-device "gwlb2"');
    expect(userData).toContain('set interface "gwlb1" "gwlb2"');
  });

  it('lets its policy through between tunnels, and answers the health check', () => {
    expect(userData).toContain('set srcintf "gwlb-tunnels"');
    expect(userData).toContain('set fqdn "ipinfo.io"');
    expect(planned.healthCheck).toEqual({ protocol: 'HTTP', port: 8008 });
    expect(userData).toContain('set port 8008');
    expect(planned.compresses).toBe(false);
  });

  it('lets nothing through until the addresses are known', () => {
    const pending = planBootstrap({ ...FORTIGATE, gatewayAddresses: 'pending' }, CONTEXT).userData ?? '';
    expect(pending).not.toContain('config firewall policy');
    expect(pending).toContain('config system probe-response');
  });

  it('is refused addresses of other zones, zones without one, and what is none', () => {
    const gatewayAddresses = { 'us-east-1a': '10.2.0.9', 'us-east-1c': '10.2.0.999' };
    expect(codes({ ...FORTIGATE, gatewayAddresses })).toEqual([
      'INS324 gatewayAddresses.us-east-1c',
      expect.stringMatching(/^CIDR\d+ gatewayAddresses\.us-east-1c$/u),
      'INS325 gatewayAddresses.us-east-1b',
    ]);
  });
});
