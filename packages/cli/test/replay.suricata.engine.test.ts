import { compileNetworkFirewall, type EgressPolicy } from '@inspected-egress/policy';
import { captureFlows } from '../src/flows/capture-flows';
import type { NamedFlow } from '../src/flows/complete-flow';
import { judgeFlows } from '../src/flows/judge-flows';
import { replayFlows } from '../src/flows/replay-flows';
import { PLACE, policyText, useFolder } from './support/egress';
import { describeWithSuricata } from './support/suricata';

const ENDS = 'source: 10.0.0.10, groups: [], destination: 198.51.100.7';
const FLOWS = `- { name: pip, ${ENDS}, sni: pypi.org }
- { name: mirror, ${ENDS}, sni: example.com }
- { name: nameless, ${ENDS}, application: tls, sni: null }
- { name: plain, ${ENDS}, host: pypi.org }
- { name: quic, ${ENDS}, application: quic, sni: pypi.org }
- { name: mail, ${ENDS}, protocol: tcp, port: 25, application: other }
- { name: clock, ${ENDS}, application: ntp }
- { name: ping, ${ENDS}, protocol: icmp, icmpType: 8 }
`;
const CALL = 'policy replay @p.yaml --flow @flows.yaml --place @place.yaml';

describeWithSuricata('replay', () => {
  const { write, egress } = useFolder();
  beforeEach(() => {
    write('p.yaml', policyText());
    write('flows.yaml', FLOWS);
    write('place.yaml', PLACE);
  });

  it.each(['before-nat', 'after-nat'])(
    '%s: gives 0 where Suricata decides as the policy says',
    async (position) => {
      write('place.yaml', PLACE.replace('before-nat', position));
      const { status, out, err } = await egress(CALL);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(out).toMatch(/^pip +pass +package-index +pass +package-index +agree$/m);
      expect(out).toMatch(/^mirror +drop +drop +agree$/m);
      expect(out).toContain('8 flows, Suricata agrees on 8\n');
    },
  );

  it('gives 1 where they disagree, with what each says', async () => {
    // Rules for other sources than the flows have match none of them.
    write('place.yaml', `${PLACE}network-firewall: { homeNet: [192.0.2.0/24] }\n`);
    const { status, out } = await egress(CALL);
    expect(status).toBe(1);
    expect(out).toMatch(/^pip +pass +package-index +drop +disagree +default action/m);
  });

  it('gives 0 where the compiler says that they differ', async () => {
    const grouped = policyText()
      .replace('rules:', 'groups: { builders: { cidrBlocks: [10.0.0.128/25] } }\nrules:')
      .replace('    destinations:', '    sources: [{ group: builders }]\n    destinations:');
    write('p.yaml', grouped);
    write('place.yaml', PLACE.replace('before-nat', 'after-nat'));
    const { status, out } = await egress(CALL);
    expect(status).toBe(0);
    expect(out).toMatch(/^pip +drop +pass +package-index +as the compiler says +NAT hides the source/m);
    // The same flows before NAT are told apart.
    write('place.yaml', PLACE);
    expect((await egress(CALL)).out).toContain('8 flows, Suricata agrees on 8\n');
  });

  // Rules of another policy in the engine stand for a compiler that is wrong.
  it.each([
    ['several requests, of which a flow has one', 'http', {}],
    ['a source, when it is the name that differs', 'https', { sources: [{ cidrBlock: '10.0.0.128/25' }] }],
  ] as const)('is not talked out of a disagreement by %s', (_, application, more) => {
    const policyOf = (name: string): EgressPolicy => ({
      version: 1,
      name: 'test',
      mode: 'enforce',
      rules: [
        { id: 'named', destinations: [{ name }], applications: [application], action: 'pass', ...more },
      ],
    });
    const place = { position: 'after-nat', natCidrBlocks: ['10.0.1.0/28'], workloadCidrBlocks: [] } as const;
    const today = '2026-11-22';
    const { artefact, approximations } = compileNetworkFirewall(policyOf('wrong.example'), {
      ...place,
      today,
    });
    expect(approximations).toContainEqual(expect.objectContaining({ direction: 'wider', rule: 'named' }));
    const flow: NamedFlow = {
      name: 'flow',
      pathOf: (field) => field,
      flow: {
        source: '10.0.0.10',
        destination: '198.51.100.7',
        protocol: 'tcp',
        ...(application === 'http'
          ? { port: 80, application: 'http', host: 'wrong.example' }
          : { port: 443, application: 'tls', sni: 'wrong.example' }),
      },
    };
    const policy = policyOf('right.example');
    const replayed = replayFlows(
      { policy, artefact, approximations, today },
      judgeFlows(policy, [flow], today),
      captureFlows([flow], () => '10.0.1.4'),
    );
    expect(replayed).toEqual([expect.objectContaining({ engineRule: 'named', agreement: 'disagree' })]);
  });

  it('gives 2 where the policy leaves a flow undetermined', async () => {
    write(
      'p.yaml',
      policyText().replace('    destinations:', '    sources: [{ tier: protected }]\n    destinations:'),
    );
    const { status, out } = await egress(CALL);
    expect(status).toBe(2);
    expect(out).toMatch(/^pip +undetermined +pass .*depends on tier/m);
  });

  it('leaves out queries to the resolver of the VPC, and says so', async () => {
    write(
      'flows.yaml',
      `${FLOWS}- { name: query, source: 10.0.0.10, destination: 169.254.169.253, queryName: pypi.org }\n`,
    );
    const { out } = await egress(CALL);
    expect(out).toContain("not replayed: query, which reaches the VPC's resolver beside the firewall\n");
  });

  it('finds countries as flows say them, in both modes', async () => {
    const us = `version: 1
name: us
mode: enforce
rules:
  - id: ping-us
    destinations: [{ country: US }]
    applications: [icmp-echo]
    action: pass
`;
    const ping = (name: string, to: string, country: string) =>
      `- { name: ${name}, source: 10.0.0.10, destination: ${to}, protocol: icmp, icmpType: 8, country: ${country} }\n`;
    write('flows.yaml', ping('near', '8.8.8.8', 'US') + ping('far', '5.9.1.1', 'DE'));
    write('p.yaml', us);
    expect((await egress(CALL)).out).toMatch(/^near +pass .*\nfar +drop /m);
    write('p.yaml', us.replace('enforce', 'monitor'));
    const { status, out } = await egress(`${CALL} --format json`);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      flows: [
        { name: 'near', agreement: 'agree', engineRule: 'ping-us' },
        { name: 'far', agreement: 'agree', verdict: { verdict: 'pass', monitored: 'drop' } },
      ],
    });
  });
});
