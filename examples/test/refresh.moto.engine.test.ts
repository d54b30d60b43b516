import {
  accountOf,
  added,
  inMotoWorkspace,
  inventory,
  withMoto,
  type MotoServer,
} from '@inspected-egress/moto';
import { requireTerraform } from '@inspected-egress/terraform';
import { namesOf, valuesOf } from './applied-state';
import { imagesOf, instancesOf, statusesOf } from './groups-told';
import { refreshWorld, type RefreshSettings } from './refresh-world';

const ACCOUNT = accountOf({});
const MILLISECONDS = 900_000; // four applies, and forty calls of the AWS CLI, each of which starts Python
const DEPLOYED: RefreshSettings = { imageId: 'ami-0123456789abcdef0', mostAppliances: 4 };
const EDITED: RefreshSettings = { ...DEPLOYED, imageId: 'ami-0fedcba9876543210' };
const EDITED_AGAIN: RefreshSettings = { ...DEPLOYED, imageId: 'ami-0aaaaaaaaaaaaaaaa' };

const OF_GROUPS = [
  'explicit_instances',
  'fleet_instances',
  'transparent_a-instance',
  'transparent_b-instance',
];
const CHANGED = ['aws_autoscaling_group', 'aws_launch_template'].flatMap((type) =>
  OF_GROUPS.map((path) => `update ${type}.${path}_${type.endsWith('group') ? 'group' : 'template'}`),
);

it(
  'another image rolls through the instances of every group, and more appliances roll nothing',
  () =>
    withMoto(async (moto) => {
      const before = await inventory(moto, ACCOUNT);
      const place = { name: 'world', workspace: 'default' };
      await inMotoWorkspace(requireTerraform(), moto, place, async (workspace) => {
        const deployed = await workspace.apply(refreshWorld(DEPLOYED));
        expect(deployed.drift).toEqual([]);
        const groups = valuesOf(deployed.state, 'aws_autoscaling_group').map(({ name }) => String(name));
        expect(groups).toHaveLength(OF_GROUPS.length);
        const statuses = () => statusesOf(moto, ACCOUNT, groups);
        const each = (...wanted: readonly string[]) => groups.map(() => wanted);
        expect(await statuses()).toEqual(each());
        const first = await instancesOf(moto, ACCOUNT, groups);
        expect(await imagesOf(moto, ACCOUNT, first)).toEqual([DEPLOYED.imageId]);

        const edited = await workspace.apply(refreshWorld(EDITED));
        expect(namesOf(edited.changes)).toEqual(CHANGED);
        expect(edited.drift).toEqual([]);
        expect(startsIn(moto)).toBe(groups.length);
        expect(await statuses()).toEqual(each('Pending'));

        // Edited again while they roll: the refresh that is under way is cancelled, and another begins.
        const again = await workspace.apply(refreshWorld(EDITED_AGAIN));
        expect(again.drift).toEqual([]);
        expect(await statuses()).toEqual(each('Pending', 'Cancelled'));
        expect(await statuses()).toEqual(each('InProgress', 'Cancelled'));
        expect(await statuses()).toEqual(each('Successful', 'Cancelled'));
        const last = await instancesOf(moto, ACCOUNT, groups);
        expect(last).toHaveLength(first.length);
        expect(last.filter((id) => first.includes(id))).toEqual([]);
        expect(await imagesOf(moto, ACCOUNT, last)).toEqual([EDITED_AGAIN.imageId]);

        const starts = startsIn(moto);
        const more = await workspace.apply(refreshWorld({ ...EDITED_AGAIN, mostAppliances: 6 }));
        expect(namesOf(more.changes)).toEqual(['update aws_autoscaling_group.fleet_instances_group']);
        expect(more.drift).toEqual([]);
        expect(startsIn(moto)).toBe(starts);
        expect(await workspace.destroy()).toEqual([]);
      });
      expect(added(before, await inventory(moto, ACCOUNT))).toEqual([]);
    }),
  MILLISECONDS,
);

/** How many refreshes began; one that AWS refuses is none. */
const startsIn = (moto: MotoServer) =>
  moto.calls().filter(({ action, status }) => action === 'StartInstanceRefresh' && status === 200).length;
