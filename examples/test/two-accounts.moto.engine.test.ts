import { added, inMotoWorkspace, inventory, withMoto, type MotoServer } from '@inspected-egress/moto';
import { blocksOf, objectOf, requireTerraform, textOf, type JsonObject } from '@inspected-egress/terraform';
import { PROMISES, readEstate, readGraph, verdictOf, verify } from '@inspected-egress/verify';
import { OWNER, ownerStack, SPOKE, spokeStack } from './two-accounts-world';

const terraform = requireTerraform();
const inOwner = { name: 'owner', workspace: 'default' };
const inSpoke = { name: 'spoke', workspace: 'default' };

const ACCEPTED = [
  'create aws_ec2_transit_gateway_route_table_association.orders_association',
  'create aws_ec2_transit_gateway_route_table_propagation.orders_propagation',
  'create aws_ec2_transit_gateway_vpc_attachment_accepter.orders_accepter',
];
const LED = ['create aws_route.orders_a-protected-ipv4', 'create aws_route.orders_b-protected-ipv4'];

it('a spoke in another account is attached, accepted by the owner, led through the firewall, and taken away', () =>
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

        // Who leaves deletes the attachment for both; the owner then forgets what was accepted.
        expect(await spoke.destroy()).toEqual([]);
        const left = await owner.apply(ownerStack());
        expect(left.changes).toEqual([]);
        expect(await owner.destroy()).toEqual([]);
        const now = await inventories(moto);
        expect(now.flatMap((one, index) => added(before[index] ?? [], one))).toEqual([]);
      }),
    ),
  ));

const inventories = (moto: MotoServer) =>
  Promise.all([OWNER, SPOKE].map((account) => inventory(moto, account)));

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
