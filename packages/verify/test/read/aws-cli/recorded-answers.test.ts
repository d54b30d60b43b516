import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGraph } from '../../../src/graph/read-graph';
import { readEstate } from '../../../src/read/read-estate';
import { verify } from '../../../src/verify';
import { traceSubnet } from '../../../src/walk/trace-subnet';
import type { Way } from '../../../src/walk/trace';

// What the AWS CLI printed of the network that `fixtures/record.sh` deploys, and answers that moto has none of.
const FOLDER = join(__dirname, 'fixtures/deployed');
const RECORDED = readdirSync(FOLDER).map((name) => ({
  name,
  text: readFileSync(join(FOLDER, name), 'utf8'),
}));
const NOT_OF_MOTO = [
  {
    name: 'block-public-access.json',
    text: '{"VpcBlockPublicAccessOptions": {"AwsAccountId": "123456789012", "InternetGatewayBlockMode": "off"}}',
  },
  { name: 'dns-firewall.json', text: '{"FirewallRuleGroupAssociations": []}' },
];
const estate = readEstate([...RECORDED, ...NOT_OF_MOTO]);
const graph = readGraph(estate);

/** Ids by the name that the script gave. */
const ids = new Map(
  estate.resources.flatMap((resource) => {
    const tags = resource.attribute('tags');
    const name = tags.kind === 'known' ? (tags.value as Record<string, string>)['Name'] : undefined;
    return name === undefined ? [] : [[`${resource.type} ${name}`, resource.address] as const];
  }),
);
const subnet = (name: string) => ids.get(`aws_subnet ${name}`) ?? '';

/** Ids as the script calls them; what it gives no name is its kind. */
function tell({ hops, disposition }: Way): string {
  const names = new Map([...ids].map(([name, id]) => [id, name.replace(/^\w+ /, '')]));
  return [...hops.map(({ key, kind }) => names.get(key) ?? kind), disposition].join(' > ');
}

it('has every resource of the script, by its AWS id', () => {
  const counts = new Map<string, number>();
  for (const { type, address, id } of estate.resources) {
    expect(id).toBe(address);
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  expect(Object.fromEntries(counts)).toMatchObject({
    aws_vpc: 2, // one is the default VPC, which moto begins with
    aws_subnet: 12,
    aws_route_table: 9,
    aws_route_table_association: 7,
    aws_internet_gateway: 1,
    aws_egress_only_internet_gateway: 1,
    aws_nat_gateway: 2,
    aws_vpc_endpoint: 3,
    aws_instance: 2,
    aws_network_interface: 2,
    aws_eip: 2,
    aws_vpn_gateway: 1,
    aws_vpc_block_public_access_options: 1,
  });
});

it('sends packets through NAT gateway and endpoint of their zone, and replies back the same way', () => {
  for (const zone of ['a', 'b']) {
    const [trace] = traceSubnet(graph, subnet(`${zone}-protected`), 4).filter(
      ({ out }) => out.disposition === 'exits-internet',
    );
    const way = `${zone}-nat > firewall-endpoint`;
    expect(trace && [tell(trace.out), trace.back && tell(trace.back)]).toEqual([
      `${zone}-protected > ${way} > internet-gateway > exits-internet`,
      `internet-gateway > firewall-endpoint > ${zone}-nat > ${zone}-protected > delivered`,
    ]);
  }
});

it('tells the zones by id', () => {
  const zones = ['a', 'b'].map((zone) => graph.subnets.get(subnet(`${zone}-nat`))?.zoneId);
  expect(zones).toEqual(['use1-az6', 'use1-az1']);
});

it('finds the gateway endpoint that somebody left open, and nothing else', () => {
  const { findings } = verify(graph);
  const told = findings.filter(({ verdict }) => verdict !== 'proved');
  const egress = ids.get('aws_vpc egress') ?? '';
  // The script did not ask the default VPC whether it has a resolver.
  const other = [...graph.vpcs.keys()].find((key) => key !== egress) ?? '';
  expect(told.map(({ code, verdict, subject }) => `${code} ${verdict} ${subject}`).sort()).toEqual([
    `VFY403 violated ${subnet('b-protected')}`,
    `VFY451 violated ${egress}`,
    `VFY455 undetermined ${other}`,
    // What appliances do, no answer tells.
    ...[...graph.firewallEndpoints.keys()].map((key) => `VFY495 undetermined ${key}`),
  ]);
});

it('judges subnets that may hold workloads, by their interfaces', () => {
  const { judged } = verify(graph);
  const idle = judged.filter(({ isJudged }) => !isJudged).map((one) => `${one.subnet} ${one.because}`);
  expect(idle.sort()).toEqual(
    ['a', 'b']
      .flatMap((zone) => [
        `${subnet(`${zone}-nat`)} it holds nothing but NAT gateways`,
        `${subnet(`${zone}-firewall`)} it holds nothing but firewall endpoints`,
      ])
      .sort(),
  );
});
