import { join } from 'node:path';
import {
  added,
  askAws,
  inMotoWorkspace,
  inventory,
  runWithAwsCli,
  withMoto,
  type MotoServer,
  type SavedFile,
} from '@inspected-egress/moto';
import { blocksOf, objectOf, requireTerraform, textOf, type JsonObject } from '@inspected-egress/terraform';
import { PROMISES, readEstate, readGraph, verdictOf, verify } from '@inspected-egress/verify';
import { OWNER, ownerStack, SPOKE, spokeStack } from './two-accounts-world';

const ASK = join(__dirname, '../../packages/cli/examples/ask-aws.sh');
const MILLISECONDS = 900_000; // seven applies, and a hundred calls of the AWS CLI, each of which starts Python

const terraform = requireTerraform();
const inOwner = { name: 'owner', workspace: 'default' };
const inSpoke = { name: 'spoke', workspace: 'default' };

const ACCEPTED = [
  'create aws_ec2_transit_gateway_route_table_association.orders_association',
  'create aws_ec2_transit_gateway_route_table_propagation.orders_propagation',
  'create aws_ec2_transit_gateway_vpc_attachment_accepter.orders_accepter',
];
const LED = ['create aws_route.orders_a-protected-ipv4', 'create aws_route.orders_b-protected-ipv4'];

it(
  'a spoke in another account is attached, accepted by the owner, led through the firewall, and taken away',
  () =>
    withMoto((moto) =>
      inMotoWorkspace(terraform, moto, inOwner, (owner) =>
        inMotoWorkspace(terraform, moto, inSpoke, async (spoke) => {
          const before = await inventories(moto);
          const shared = await owner.apply(ownerStack());
          expect(shared.drift).toEqual([]);
          const gateway = outputOf(shared.state, 'transit-gateway');

          // EC2 takes no route to it yet, and so nothing leaves.
          const waiting = await spoke.apply(spokeStack(gateway, 'pending'));
          expect(waiting.drift).toEqual([]);
          expect(unprovedOf(waiting.state)).toEqual([]);
          const attachment = outputOf(waiting.state, 'attachment');

          const accepting = await owner.apply(ownerStack(attachment));
          expect(namesOf(accepting.changes)).toEqual(ACCEPTED);
          expect(accepting.drift).toEqual([]);

          const led = await spoke.apply(spokeStack(gateway));
          expect(namesOf(led.changes)).toEqual(LED);
          expect(led.drift).toEqual([]);
          const routes = valuesOf(led.state, 'aws_route').map(({ transit_gateway_id: id }) => id);
          expect(routes).toEqual([gateway, gateway]);
          // What the owner has accepted is as it was before packets came.
          const settled = await owner.apply(ownerStack(attachment));
          expect(settled.changes).toEqual([]);
          expect(settled.drift).toEqual([]);

          // Neither account sees all of it; what both are told together is proved.
          const told = await askBoth(moto);
          expect(verdictsOf(told)).toEqual(
            Object.fromEntries(PROMISES.map((promise) => [promise, 'proved'])),
          );
          for (const account of [OWNER, SPOKE])
            expect(verdictsOf(told.filter(({ name }) => name.startsWith(account)))).not.toMatchObject({
              'every-exit-is-inspected': 'proved',
            });
          const torn = await leaveTable(moto, attachment);
          expect(verdictsOf([...told.filter(({ name }) => name !== torn.name), torn])).toMatchObject({
            'every-exit-is-inspected': 'undetermined',
            'no-route-loops-or-blackholes': 'undetermined',
          });
          expect((await owner.apply(ownerStack(attachment))).changes).toEqual([
            expect.stringMatching(/^create aws_ec2_transit_gateway_route_table_association\.orders_/u),
          ]);

          // Who leaves deletes the attachment for both; the owner then forgets what was accepted.
          expect(await spoke.destroy()).toEqual([]);
          const left = await owner.apply(ownerStack());
          expect(left.changes).toEqual([]);
          expect(await owner.destroy()).toEqual([]);
          const now = await inventories(moto);
          expect(now.flatMap((one, index) => added(before[index] ?? [], one))).toEqual([]);
        }),
      ),
    ),
  MILLISECONDS,
);

const inventories = (moto: MotoServer) =>
  Promise.all([OWNER, SPOKE].map((account) => inventory(moto, account)));

/** What the AWS CLI tells of each account. */
async function askBoth(moto: MotoServer): Promise<readonly SavedFile[]> {
  const each = [OWNER, SPOKE].map(async (account) => {
    const files = await askAws(moto, account, ASK);
    return files.map(({ name, text }) => ({ name: `${account}/${name}`, text }));
  });
  return (await Promise.all(each)).flat();
}

/** Somebody takes an attachment out of its table by hand; what the owner is told of attachments then. */
async function leaveTable(moto: MotoServer, attachment: string): Promise<SavedFile> {
  const call = (...args: readonly string[]) =>
    runWithAwsCli(moto, OWNER, ['aws', 'ec2', ...args, '--output', 'json']);
  const { TransitGatewayAttachments: all } = JSON.parse(
    await call('describe-transit-gateway-attachments'),
  ) as Attachments;
  const table = all.find((one) => one.TransitGatewayAttachmentId === attachment)?.Association
    .TransitGatewayRouteTableId;
  const both = [
    '--transit-gateway-attachment-id',
    attachment,
    '--transit-gateway-route-table-id',
    table ?? '',
  ];
  await call('disassociate-transit-gateway-route-table', ...both);
  return {
    name: `${OWNER}/describe-transit-gateway-attachments.json`,
    text: await call('describe-transit-gateway-attachments'),
  };
}

interface Attachments {
  readonly TransitGatewayAttachments: readonly {
    readonly TransitGatewayAttachmentId: string;
    readonly Association: { readonly TransitGatewayRouteTableId: string };
  }[];
}

/** Of the subnets that are not of the VPC that every account has from the beginning. */
function verdictsOf(files: readonly SavedFile[]): Readonly<Record<string, string>> {
  const graph = readGraph(readEstate(files));
  const report = verify(graph);
  const byDefault = files
    .filter(({ name }) => name.endsWith('/describe-vpcs.json'))
    .flatMap(({ text }) => (JSON.parse(text) as { Vpcs: { VpcId: string; IsDefault: boolean }[] }).Vpcs)
    .filter(({ IsDefault }) => IsDefault)
    .map(({ VpcId }) => VpcId);
  const isOurs = (key: string) => {
    const vpc = graph.subnets.get(key)?.vpc;
    return !byDefault.includes(vpc?.is === 'known' ? vpc.value : key);
  };
  const findings = report.findings.filter(({ subject }) => isOurs(subject));
  return Object.fromEntries(
    PROMISES.map((promise) => {
      const found = findings.filter((one) => one.promise === promise).map(({ verdict }) => verdict);
      return [
        promise,
        found.length === 0 ? 'nothing is judged' : verdictOf({ ...report, findings }, promise),
      ];
    }),
  );
}

/** Changes without the ends of names that are hashes of construct paths. */
const namesOf = (changes: readonly string[]) =>
  changes.map((change) => change.replace(/_[0-9A-F]{8}$/u, '')).sort();

const valuesIn = (state: string) => objectOf((JSON.parse(state) as JsonObject)['values']);

const valuesOf = (state: string, type: string) =>
  blocksOf(objectOf(valuesIn(state)['root_module'])['resources'])
    .filter((resource) => resource['type'] === type)
    .map((resource) => objectOf(resource['values']));

const outputOf = (state: string, name: string) =>
  textOf(objectOf(objectOf(valuesIn(state)['outputs'])[name])['value']) ?? '';

function unprovedOf(text: string): readonly string[] {
  const report = verify(readGraph(readEstate([{ name: 'state.json', text }])));
  return PROMISES.filter((promise) => verdictOf(report, promise) !== 'proved');
}
