import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROMISES, readEstate, readGraph, verdictOf, verify } from '../../src';

const text = readFileSync(join(__dirname, '../../../cli/examples/inspected/cdk.tf.json'), 'utf8');
/** The example, with endpoints that somebody else made. */
const adopted = readEstate([
  {
    name: 'cdk.tf.json',
    text: (['a', 'b'] as const).reduce(
      (all, zone) =>
        all.replace(
          new RegExp(`"\\$\\{one\\(\\[[^"]*aws_subnet\\.${zone}-firewall\\.id[^"]*"`, 'gu'),
          `"vpce-0${zone}"`,
        ),
      text,
    ),
  },
]);
const verdicts = (endpointSubnets: Readonly<Record<string, string>>) => {
  const report = verify(readGraph(adopted, { endpointSubnets }));
  return Object.fromEntries(PROMISES.map((promise) => [promise, verdictOf(report, promise)]));
};
const RIGHT = { 'vpce-0a': 'aws_subnet.a-firewall', 'vpce-0b': 'aws_subnet.b-firewall' };

it('an endpoint of which only the id is known leaves what it carries undetermined', () => {
  expect(text).toContain('aws_subnet.a-firewall.id');
  expect(JSON.stringify([...readGraph(adopted).firewallEndpoints.keys()])).toContain('vpce-0a');
  expect(verdicts({})).toMatchObject({ 'every-exit-is-inspected': 'undetermined' });
});

it('once it is said where it stands, its packets are followed', () => {
  expect(verdicts(RIGHT)).toMatchObject({
    'every-exit-is-inspected': 'proved',
    'replies-use-the-same-endpoint': 'proved',
    'no-hop-leaves-its-zone': 'proved',
  });
});

it('what is said is used, not believed to fit: in the other zone packets leave theirs', () => {
  const crossed = { 'vpce-0a': 'aws_subnet.b-firewall', 'vpce-0b': 'aws_subnet.a-firewall' };
  expect(verdicts(crossed)).toMatchObject({ 'no-hop-leaves-its-zone': 'violated' });
});

it('an id that no route names, and what is no subnet, are refused together', () => {
  const wrong = { 'vpce-0c': 'aws_subnet.a-firewall', 'vpce-0a': 'aws_subnet.none' };
  expect(() => readGraph(adopted, { endpointSubnets: wrong })).toThrow(/\[VFY477\][^]*\[VFY478\]/u);
});
