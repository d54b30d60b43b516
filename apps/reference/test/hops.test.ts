import { traceHops, type Way } from '@inspected-egress/terraform';
import type { EnvironmentConfig } from '../src';
import { config } from './config';
import { ADOPTED_ENDPOINTS, enginesFor } from './engines';
import { stackWithPaths } from './stacks';

// The lists are written by hand from the six steps of distributed egress, for the blocks of dev (10.1.0.0/16): zone a is
// 10.1.0.0/19, zone b 10.1.32.0/19. A line is a hop and the destination of the route that it leaves by.
const engines = Object.entries(enginesFor(['us-east-1a', 'us-east-1b'])).filter(
  ([kind]) => kind !== 'pending',
);
const adoptedEndpoints = Object.fromEntries(Object.entries(ADOPTED_ENDPOINTS).slice(0, 2));
const PUBLIC = { ipv4: '8.8.8.8', ipv6: '2001:4860:4860::8888' };

type Changes = Partial<Pick<EnvironmentConfig, 'position' | 'ipv6' | 'natGateways'>>;

describe.each(engines)('behind %s', (_, engine) => {
  function trace(
    key: string,
    family: keyof typeof PUBLIC,
    changes: Changes,
  ): { out: string[]; back: string[] } {
    const from = `egress/vpc/${key}-protected/subnet`;
    const options = { from, to: PUBLIC[family], adoptedEndpoints };
    const { out, back } = traceHops(stackWithPaths(config({ engine, ...changes })), options);
    return { out: lines(out), back: back === undefined ? [] : lines(back) };
  }

  it('after NAT: NAT gateway, then firewall endpoint, and back through both', () => {
    expect(trace('a', 'ipv4', { position: 'after-nat' })).toEqual({
      // 1 the instance's default route leads to the NAT gateway of its zone; 2 NAT, then to the firewall endpoint of
      // the same zone; 3, 4 inspection; 5 to the internet gateway, which writes the Elastic IP
      out: [
        'protected subnet us-east-1a: 0.0.0.0/0',
        'NAT gateway us-east-1a: 0.0.0.0/0',
        'firewall endpoint us-east-1a: 0.0.0.0/0',
        'internet gateway: exits-internet',
      ],
      // 6 the reply is intercepted at the internet gateway and takes the same steps in reverse
      back: [
        'internet gateway: 10.1.24.0/23',
        'firewall endpoint us-east-1a: local',
        'NAT gateway us-east-1a: local',
        'protected subnet us-east-1a: delivered',
      ],
    });
  });

  it('after NAT: the other zone has a path of its own', () => {
    expect(trace('b', 'ipv4', { position: 'after-nat' })).toEqual({
      out: [
        'protected subnet us-east-1b: 0.0.0.0/0',
        'NAT gateway us-east-1b: 0.0.0.0/0',
        'firewall endpoint us-east-1b: 0.0.0.0/0',
        'internet gateway: exits-internet',
      ],
      back: [
        'internet gateway: 10.1.56.0/23',
        'firewall endpoint us-east-1b: local',
        'NAT gateway us-east-1b: local',
        'protected subnet us-east-1b: delivered',
      ],
    });
  });

  it('before NAT: firewall endpoint, then NAT gateway, whose table sends replies to the endpoint', () => {
    expect(trace('a', 'ipv4', { position: 'before-nat' })).toEqual({
      out: [
        'protected subnet us-east-1a: 0.0.0.0/0',
        'firewall endpoint us-east-1a: 0.0.0.0/0',
        'NAT gateway us-east-1a: 0.0.0.0/0',
        'internet gateway: exits-internet',
      ],
      back: [
        'internet gateway: local',
        'NAT gateway us-east-1a: 10.1.0.0/20',
        'firewall endpoint us-east-1a: local',
        'protected subnet us-east-1a: delivered',
      ],
    });
  });

  it.each(['after-nat', 'before-nat'] as const)(
    'IPv6, %s: firewall endpoint and internet gateway, no NAT',
    (position) => {
      const { out, back } = trace('b', 'ipv6', { position, ipv6: 'inspected' });
      expect(out).toEqual([
        'protected subnet us-east-1b: ::/0',
        'firewall endpoint us-east-1b: ::/0',
        'internet gateway: exits-internet',
      ]);
      // The /64 of slot 1, tier 0: number 8 of the VPC's /56, for which the tracer takes 2001:db8:0:100::/56.
      expect(back).toEqual([
        'internet gateway: 2001:db8:0:108::/64',
        'firewall endpoint us-east-1b: local',
        'protected subnet us-east-1b: delivered',
      ]);
    },
  );

  it('IPv6 changes nothing for IPv4', () => {
    expect(trace('a', 'ipv4', { ipv6: 'inspected' })).toEqual(trace('a', 'ipv4', {}));
  });

  it('single NAT gateway, after NAT: zone b goes through zone a, and back through the same endpoint', () => {
    expect(trace('b', 'ipv4', { natGateways: { singleZone: 'us-east-1a' } })).toEqual({
      out: [
        'protected subnet us-east-1b: 0.0.0.0/0',
        'NAT gateway us-east-1a: 0.0.0.0/0',
        'firewall endpoint us-east-1a: 0.0.0.0/0',
        'internet gateway: exits-internet',
      ],
      back: [
        'internet gateway: 10.1.24.0/23',
        'firewall endpoint us-east-1a: local',
        'NAT gateway us-east-1a: local',
        'protected subnet us-east-1b: delivered',
      ],
    });
  });

  it('single NAT gateway, before NAT: each zone is inspected at home', () => {
    expect(trace('b', 'ipv4', { natGateways: { singleZone: 'us-east-1a' }, position: 'before-nat' })).toEqual(
      {
        out: [
          'protected subnet us-east-1b: 0.0.0.0/0',
          'firewall endpoint us-east-1b: 0.0.0.0/0',
          'NAT gateway us-east-1a: 0.0.0.0/0',
          'internet gateway: exits-internet',
        ],
        back: [
          'internet gateway: local',
          'NAT gateway us-east-1a: 10.1.32.0/20',
          'firewall endpoint us-east-1b: local',
          'protected subnet us-east-1b: delivered',
        ],
      },
    );
  });

  it('no NAT gateway: firewall endpoint and internet gateway', () => {
    expect(trace('a', 'ipv4', { natGateways: 'none' })).toEqual({
      out: [
        'protected subnet us-east-1a: 0.0.0.0/0',
        'firewall endpoint us-east-1a: 0.0.0.0/0',
        'internet gateway: exits-internet',
      ],
      back: [
        'internet gateway: 10.1.0.0/20',
        'firewall endpoint us-east-1a: local',
        'protected subnet us-east-1a: delivered',
      ],
    });
  });
});

describe('while adopted endpoints are pending', () => {
  it('no packet leaves', () => {
    const engine = { kind: 'adopted', endpoints: 'pending' };
    const { out, back } = traceHops(stackWithPaths(config({ engine })), {
      from: 'egress/vpc/a-protected/subnet',
      to: PUBLIC.ipv4,
    });
    expect([out.disposition, back]).toEqual(['no-route', undefined]);
  });
});

function lines({ hops, disposition }: Way): string[] {
  return hops.map(({ hop, zone, destination, target }, index) => {
    const at = zone === undefined ? hop : `${hop} ${zone}`;
    const last = index === hops.length - 1 ? disposition : '';
    return `${at}: ${(target === 'local' ? 'local' : destination) ?? last}`;
  });
}
