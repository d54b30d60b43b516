import { describeEnvironment } from '../src/describe-environment';
import { describeResources } from '../src/describe-resources';
import { styleFor } from '../src/text';
import { synthesizedDev } from './synthesized-dev';

const plain = styleFor({}, {});

describe('what npm start prints of an environment', () => {
  it('is where everything lies, and one packet out and back', () => {
    expect(describeEnvironment(synthesizedDev(), plain)).toEqual([
      'dev: VPC 10.1.0.0/16 in us-east-1, zones us-east-1a, us-east-1b',
      '',
      '  subnet            zone        block         routes, beside local',
      '  a-endpoint        us-east-1a  10.1.26.0/23  none',
      '  a-firewall        us-east-1a  10.1.28.0/28  0.0.0.0/0 to internet gateway',
      '  a-nat             us-east-1a  10.1.24.0/23  0.0.0.0/0 to firewall endpoint',
      '  a-protected       us-east-1a  10.1.0.0/20   0.0.0.0/0 to NAT gateway',
      '  b-endpoint        us-east-1b  10.1.58.0/23  none',
      '  b-firewall        us-east-1b  10.1.60.0/28  0.0.0.0/0 to internet gateway',
      '  b-nat             us-east-1b  10.1.56.0/23  0.0.0.0/0 to firewall endpoint',
      '  b-protected       us-east-1b  10.1.32.0/20  0.0.0.0/0 to NAT gateway',
      '  internet gateway                            10.1.24.0/23 to firewall endpoint',
      '                                              10.1.56.0/23 to firewall endpoint',
      '',
      '           10.1.0.10 to 8.8.8.8  subnet       rewritten         route that it takes',
      '  out   1  instance              a-protected                    0.0.0.0/0 to NAT gateway',
      '        2  NAT gateway           a-nat        from NAT gateway  0.0.0.0/0 to firewall endpoint',
      '        3  firewall endpoint     a-firewall                     0.0.0.0/0 to internet gateway',
      '        4  internet gateway                   from Elastic IP   leaves for 8.8.8.8',
      '  back  5  internet gateway                   to NAT gateway    10.1.24.0/23 to firewall endpoint',
      '        6  firewall endpoint     a-firewall                     local to NAT gateway',
      '        7  NAT gateway           a-nat        to 10.1.0.10      local to instance',
      '        8  instance              a-protected',
      '',
      expect.stringMatching(
        /^ {2}egress policy reference of \d{4}-\d\d-\d\d, enforce; [1-9]\d* approximations, in output egress_policy$/,
      ),
      '',
    ]);
  });

  function packet(changes: Parameters<typeof synthesizedDev>[0]): readonly string[] {
    const lines = describeEnvironment(synthesizedDev(changes), plain);
    return lines
      .filter((line) => /^ {2}(?:out {3}|back {2}| {6})\d /.test(line))
      .map((line) => line.replace(/ +/g, ' ').trim());
  }

  it('follows the routes that are there: before NAT', () => {
    expect(packet({ position: 'before-nat' })).toEqual([
      'out 1 instance a-protected 0.0.0.0/0 to firewall endpoint',
      '2 firewall endpoint a-firewall 0.0.0.0/0 to NAT gateway',
      '3 NAT gateway a-nat from NAT gateway 0.0.0.0/0 to internet gateway',
      '4 internet gateway from Elastic IP leaves for 8.8.8.8',
      'back 5 internet gateway to NAT gateway local to NAT gateway',
      '6 NAT gateway a-nat to 10.1.0.10 10.1.0.0/20 to firewall endpoint',
      '7 firewall endpoint a-firewall local to instance',
      '8 instance a-protected',
    ]);
  });

  it('shows a second packet where there is IPv6', () => {
    expect(packet({ ipv6: 'inspected' }).slice(8)).toEqual([
      'out 1 instance a-protected ::/0 to firewall endpoint',
      '2 firewall endpoint a-firewall ::/0 to internet gateway',
      '3 internet gateway leaves for 2620:fe::fe',
      'back 4 internet gateway /64 of a-protected to firewall endpoint',
      '5 firewall endpoint a-firewall local to instance',
      '6 instance a-protected',
    ]);
  });

  it('says where a packet stops, and why', () => {
    const lines = describeEnvironment(
      synthesizedDev({ engine: { kind: 'adopted', endpoints: 'pending' } }),
      plain,
    );
    expect(lines.filter((line) => line.includes('stops here'))).toEqual([
      expect.stringMatching(/^ {2}stops here: no route for 8\.8\.8\.8 in /),
    ]);
  });

  it.each([{}, { ipv6: 'inspected' }, { natGateways: 'none' }] as const)(
    'fits in 100 columns: %j',
    (changes) => {
      const stack = synthesizedDev(changes);
      const lines = [...describeEnvironment(stack, plain), ...describeResources([stack], plain)];
      expect(lines.filter((line) => line.length > 100)).toEqual([]);
    },
  );
});

describe('the table of resources', () => {
  it('counts every type in every environment', () => {
    const [first, ...rest] = describeResources(
      [synthesizedDev(), { ...synthesizedDev(), name: 'again' }],
      plain,
    );
    expect(first).toMatch(/^resources by type +dev +again$/);
    expect(rest.find((line) => line.startsWith('aws_subnet'))).toMatch(/^aws_subnet +8 +8$/);
    expect(rest.at(-1)).toMatch(/^all +(\d+) +\1$/);
  });
});
