import type { Change, Operator } from '../operator';
import type { Network } from '../plain-reader/network';
import { addressOf, refer, resourcesOf } from '../plain-reader/references';
import type { Stack } from '../stack';

const PREFIX = 'aws_ec2_transit_gateway';
const ATTACHMENT = `${PREFIX}_vpc_attachment`;

/** The attachment of a VPC, and whether what is behind it inspects. */
function attachmentsOf({ stack, vpc, endpoints }: Network, isInspecting: boolean) {
  return resourcesOf(stack, ATTACHMENT).filter(
    ({ values }) => addressOf(values['vpc_id']) === `aws_vpc.${vpc}` && endpoints.length > 0 === isInspecting,
  );
}

function without(type: string, isMeant: (network: Network, values: Record<string, unknown>) => boolean) {
  return (network: Network): readonly Change[] =>
    resourcesOf(network.stack, type)
      .filter(({ values }) => isMeant(network, values))
      .map(({ address, name }) => ({ place: address, make: (draft) => draft.remove(type, name) }));
}

const isAbout = (network: Network, values: Record<string, unknown>, isInspecting: boolean) =>
  attachmentsOf(network, isInspecting).some(
    ({ address }) => address === addressOf(values['transit_gateway_attachment_id']),
  );

function set(draft: Stack, type: string, name: string, more: Record<string, unknown>): void {
  draft.put(type, name, { ...draft.at(type, name), ...more });
}

export const TRANSIT_GATEWAYS: readonly Operator[] = [
  {
    id: 'transit-gateway-loses-its-way-out',
    does: 'drops the route of a transit gateway to the inspection VPC',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: without(`${PREFIX}_route`, (network, values) => isAbout(network, values, true)),
  },
  {
    id: 'spoke-is-not-learnt',
    does: 'keeps a spoke from propagating its blocks to the table of the inspection VPC',
    expects: { breaks: ['replies-use-the-same-endpoint'] },
    changes: without(`${PREFIX}_route_table_propagation`, (network, values) =>
      isAbout(network, values, false),
    ),
  },
  {
    id: 'attachment-without-table',
    does: 'leaves an attachment without a table of the transit gateway',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: (network) =>
      [true, false].flatMap((isInspecting) =>
        without(`${PREFIX}_route_table_association`, (one, values) => isAbout(one, values, isInspecting))(
          network,
        ),
      ),
  },
  {
    id: 'spoke-in-table-of-inspection',
    does: 'associates a spoke with the table of the inspection VPC',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: (network) => {
      const type = `${PREFIX}_route_table_association`;
      const all = resourcesOf(network.stack, type);
      const inspecting = resourcesOf(network.stack, 'aws_networkfirewall_firewall').map(({ values }) =>
        addressOf(values['vpc_id']),
      );
      const hub = resourcesOf(network.stack, ATTACHMENT).find(({ values }) =>
        inspecting.includes(addressOf(values['vpc_id'])),
      );
      const table = addressOf(
        all.find(({ values }) => addressOf(values['transit_gateway_attachment_id']) === hub?.address)?.values[
          'transit_gateway_route_table_id'
        ],
      );
      return table === undefined
        ? []
        : all
            .filter(({ values }) => isAbout(network, values, false))
            .map(({ address, name }) => ({
              place: address,
              make: (draft) => set(draft, type, name, { transit_gateway_route_table_id: refer(table) }),
            }));
    },
  },
  {
    id: 'attached-in-one-zone',
    does: 'attaches a spoke in one zone alone',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: (network) =>
      attachmentsOf(network, false).map(({ address, name, values }) => ({
        place: address,
        make: (draft) =>
          set(draft, ATTACHMENT, name, { subnet_ids: (values['subnet_ids'] as unknown[]).slice(0, 1) }),
      })),
  },
  {
    id: 'appliance-mode-off',
    does: 'switches appliance mode of the inspection VPC off, where spokes cannot reach one another',
    expects: 'goes another way',
    changes: (network) =>
      attachmentsOf(network, true).map(({ address, name }) => ({
        place: address,
        make: (draft) => set(draft, ATTACHMENT, name, { appliance_mode_support: 'disable' }),
      })),
  },
  {
    id: 'appliance-mode-off-between-spokes',
    does: 'switches appliance mode of the inspection VPC off, and lets spokes reach one another through it',
    expects: { breaks: ['replies-use-the-same-endpoint'] },
    beyondPackets: 'packets are sent to the internet, and none from one spoke to another',
    changes: (network) =>
      attachmentsOf(network, true).map(({ address, name }) => ({
        place: address,
        make: (draft) => {
          set(draft, ATTACHMENT, name, { appliance_mode_support: 'disable' });
          for (const hole of resourcesOf(draft, `${PREFIX}_route`))
            if (hole.values['blackhole'] === true) draft.remove(`${PREFIX}_route`, hole.name);
        },
      })),
  },
  {
    id: 'black-hole-before-the-firewall',
    does: 'drops 8.0.0.0/8 in the table of spokes',
    expects: { breaks: ['no-route-loops-or-blackholes'] },
    changes: ({ stack, endpoints }) =>
      endpoints.length === 0
        ? []
        : resourcesOf(stack, `${PREFIX}_route`)
            .filter(({ values }) => values['blackhole'] === true)
            .map(({ address, name, values }) => ({
              place: address,
              make: (draft) =>
                draft.put(`${PREFIX}_route`, `${name}-mutant`, {
                  ...values,
                  destination_cidr_block: '8.0.0.0/8',
                }),
            })),
  },
];
