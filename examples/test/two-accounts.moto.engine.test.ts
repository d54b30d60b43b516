import {
  added,
  inMotoWorkspace,
  inventory,
  runWithAwsCli,
  withMoto,
  type MotoServer,
  type SavedFile,
} from '@inspected-egress/moto';
import { requireTerraform, textOf } from '@inspected-egress/terraform';
import { PROMISES } from '@inspected-egress/verify';
import { namesOf, outputOf, unprovedOf, valuesOf } from './applied-state';
import { toldBy, verdictsOfTold } from './told-by-aws';
import { OWNER, ownerStack, SPOKE, spokeStack } from './two-accounts-world';

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
          const gateway = textOf(outputOf(shared.state, 'transit-gateway')) ?? '';

          // EC2 takes no route to it yet, and so nothing leaves.
          const waiting = await spoke.apply(spokeStack(gateway, 'pending'));
          expect(waiting.drift).toEqual([]);
          expect(unprovedOf(waiting.state)).toEqual([]);
          const attachment = textOf(outputOf(waiting.state, 'attachment')) ?? '';

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
          const told = await toldBy(moto, [OWNER, SPOKE]);
          expect(verdictsOfTold(told)).toEqual(
            Object.fromEntries(PROMISES.map((promise) => [promise, 'proved'])),
          );
          for (const account of [OWNER, SPOKE])
            expect(verdictsOfTold(told.filter(({ name }) => name.startsWith(account)))).not.toMatchObject({
              'every-exit-is-inspected': 'proved',
            });
          const torn = await leaveTable(moto, attachment);
          expect(verdictsOfTold([...told.filter(({ name }) => name !== torn.name), torn])).toMatchObject({
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
