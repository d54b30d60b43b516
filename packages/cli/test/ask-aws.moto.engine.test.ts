import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { accountOf, askAws, inMotoWorkspace, runWithAwsCli, withMoto } from '@inspected-egress/moto';
import { requireTerraform, type JsonObject } from '@inspected-egress/terraform';
import { readEstate, readGraph, verify, type Estate } from '@inspected-egress/verify';
import { EXAMPLES, world } from './support/worlds';

const MILLISECONDS = 900_000; // fifty calls of the AWS CLI, each of which starts Python

const ASK = join(EXAMPLES, 'ask-aws.sh');
const ACCOUNT = accountOf({});

/** What is found of the VPC, by the names that AWS gives; `named` maps the names of Terraform. */
function linesOf(estate: Estate, named: ReadonlyMap<string, string>, vpc: string): readonly string[] {
  const graph = readGraph(estate);
  const report = verify(graph);
  const nameOf = (key: string) =>
    key
      .split('/')
      .map((part) => named.get(part) ?? part)
      .join('/');
  const isOurs = (key: string) => {
    const place = graph.subnets.get(key)?.vpc;
    return nameOf(place?.is === 'known' ? place.value : key) === vpc;
  };
  return [
    ...report.findings
      .filter(({ subject }) => isOurs(subject))
      .map(({ promise, verdict, code, subject, out = [], back = [] }) => {
        const ways = [out, back].map((hops) => hops.map(({ key }) => nameOf(key)).join(' > ')).join(' / ');
        return `${promise} ${verdict} ${code} ${nameOf(subject)}: ${ways}`;
      }),
    ...report.judged
      .filter(({ subnet }) => isOurs(subnet))
      .map(({ subnet, isJudged }) => `${nameOf(subnet)} ${isJudged ? 'is judged' : 'is not judged'}`),
  ].sort();
}

it(
  'the AWS CLI tells what the state of Terraform tells, and then what somebody changed by hand',
  async () => {
    await withMoto((moto) =>
      inMotoWorkspace(
        requireTerraform(),
        moto,
        { name: 'example', workspace: 'default' },
        async ({ apply }) => {
          const { state } = await apply(JSON.parse(world()) as JsonObject);
          const planned = readEstate([{ name: 'state.json', text: state }]);
          const ids = new Map(planned.resources.map(({ address, id }) => [address, id ?? address] as const));
          const id = (address: string) => ids.get(address) ?? '';
          const vpc = id('aws_vpc.vpc');

          const answers = await askAws(moto, ACCOUNT, ASK);
          const asked = linesOf(readEstate(answers), new Map(), vpc);
          expect(asked).toEqual(linesOf(planned, ids, vpc));
          expect(violated(asked)).toEqual([]);
          expect(asked.length).toBeGreaterThan(10);
          expect(kindsOf(readdirSync(join(EXAMPLES, 'deployed')))).toEqual(
            kindsOf(answers.map(({ name }) => name)),
          );

          const [route, gateway] = [id('aws_route_table.a-nat'), id('aws_internet_gateway.internet-gateway')];
          const call = ['ec2', 'replace-route', '--route-table-id', route, '--gateway-id', gateway];
          await runWithAwsCli(moto, ACCOUNT, ['aws', ...call, '--destination-cidr-block', '0.0.0.0/0']);
          const text = await runWithAwsCli(moto, ACCOUNT, [
            'aws',
            'ec2',
            'describe-route-tables',
            '--output',
            'json',
          ]);
          const name = 'describe-route-tables.json';
          const changed = [...answers.filter((file) => file.name !== name), { name, text }];
          expect(violated(linesOf(readEstate(changed), new Map(), vpc))).toEqual([
            `every-exit-is-inspected violated VFY401 ${id('aws_subnet.a-protected')}`,
            `replies-use-the-same-endpoint violated VFY411 ${id('aws_subnet.a-protected')}`,
          ]);
        },
      ),
    );
  },
  MILLISECONDS,
);

function violated(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => / violated /.test(line)).map((line) => line.replace(/:.*/, ''));
}

/** Names of files without what differs from one deployment to another. */
function kindsOf(names: readonly string[]): readonly string[] {
  return [
    ...new Set(names.map((name) => name.replace(/(-(vpc|rslvr-\w+|pl)-[0-9a-f]+)?\.json$/, ''))),
  ].sort();
}
