import { existsSync, readFileSync } from 'node:fs';
import { PLACE, policyText, useFolder } from './support/egress';

const { write, path, egress } = useFolder();
const ENDS = 'source: 10.0.0.10, destination: 198.51.100.7';
const CALL = 'policy replay @p.yaml --flow @flows.yaml --place @place.yaml';

// The real engine is asked in `replay.suricata.engine.test.ts`.
const { SURICATA } = process.env;
beforeEach(() => {
  process.env.SURICATA = 'no-such-program';
  write('p.yaml', policyText());
  write('place.yaml', PLACE);
  write('flows.yaml', `- { ${ENDS}, sni: pypi.org }\n`);
});
afterEach(() => {
  if (SURICATA === undefined) delete process.env.SURICATA;
  else process.env.SURICATA = SURICATA;
});

it('without Suricata the status is 3, and the way to get it is said', async () => {
  expect(await egress(CALL)).toMatchObject({
    status: 3,
    out: '',
    err: 'egress: no Suricata is installed; install `suricata` 7, or name the program in SURICATA [LAB301]\n',
  });
});

it('flows that leave open what is on the wire are refused, all at once', async () => {
  write(
    'flows.yaml',
    `- { ${ENDS}, protocol: tcp }
- { ${ENDS}, protocol: tcp, port: 443 }
- { ${ENDS}, application: tls }
- { ${ENDS}, application: http }
- { ${ENDS}, application: dns, queryName: null }
- { ${ENDS}, protocol: icmp }
- { ${ENDS}, protocol: udp, application: ssh }
- { source: 10.0.0.10, destination: '2001:db8::7', sni: a.example }
- { ${ENDS}, sni: a.example, country: US }
- { ${ENDS}, sni: b.example, country: DE }
`,
  );
  const { status, err } = await egress(CALL);
  expect(status).toBe(3);
  expect(err.trimEnd().split('\n')).toEqual([
    expect.stringContaining('flows.yaml: [9].country: an earlier flow has `198.51.100.7` in `US`'),
    expect.stringContaining('flows.yaml: [0].port: nothing is given, and every packet of tcp has a port'),
    expect.stringContaining('flows.yaml: [1].application: nothing is given'),
    expect.stringContaining(
      'flows.yaml: [2].sni: nothing is given, and a ClientHello has a name or has none',
    ),
    expect.stringContaining('flows.yaml: [3].host: nothing is given'),
    expect.stringContaining('flows.yaml: [4].queryName: nothing is given'),
    expect.stringContaining('flows.yaml: [5].icmpType: nothing is given'),
    expect.stringContaining('flows.yaml: [6].application: no packets of `ssh` over `udp` can be made'),
    expect.stringContaining('flows.yaml: [7].destination: `2001:db8::7` and the client `10.0.0.10`'),
  ]);
});

describe('--pcap', () => {
  it('writes the packets as the firewall sees them, with or without an engine', async () => {
    write('place.yaml', PLACE.replace('before-nat', 'after-nat'));
    await egress(`${CALL} --pcap @flows.pcap`);
    const bytes = readFileSync(path('flows.pcap'));
    // Of the classic format with microseconds; the first packet begins after headers of 24 and 16 bytes.
    expect(bytes.readUInt32LE(0)).toBe(0xa1b2c3d4);
    const packet = bytes.subarray(40);
    expect([...packet.subarray(12, 16)]).toEqual([10, 0, 1, 0]);
    expect([...packet.subarray(16, 20)]).toEqual([198, 51, 100, 7]);
    expect(bytes.includes('pypi.org')).toBe(true);
  });

  it('replaces nothing that is there, but by --force', async () => {
    const call = `${CALL} --pcap @p.yaml`;
    expect(await egress(call)).toMatchObject({
      status: 3,
      err: expect.stringMatching(/^p\.yaml: it is there already.*\n$/),
    });
    expect(readFileSync(path('p.yaml'), 'utf8')).toBe(policyText());
    await egress(`${call} --force`);
    expect(readFileSync(path('p.yaml')).readUInt32LE(0)).toBe(0xa1b2c3d4);
  });

  it('is not written when the call is refused', async () => {
    write('place.yaml', 'position: after-nat\n');
    expect((await egress(`${CALL} --pcap @flows.pcap`)).status).toBe(3);
    expect(existsSync(path('flows.pcap'))).toBe(false);
  });
});
