import { accountOf, added, inMotoWorkspace, inventory, withMoto } from '@inspected-egress/moto';
import { requireTerraform } from '@inspected-egress/terraform';
import { takenAwayBy, type TakenAway } from './taken-away-by';
import { EDITS } from './upgrade-edits';
import { DEPLOYED, upgradeWorld } from './upgrade-world';

const ACCOUNT = accountOf({});
const told = new Map<string, TakenAway>();

beforeAll(() =>
  withMoto(async (moto) => {
    const before = await inventory(moto, ACCOUNT);
    const place = { name: 'world', workspace: 'default' };
    await inMotoWorkspace(requireTerraform(), moto, place, async (workspace) => {
      const { drift } = await workspace.apply(upgradeWorld(DEPLOYED));
      expect(drift).toEqual([]);
      for (const { edit, settings } of EDITS)
        told.set(edit, takenAwayBy(await workspace.plan(upgradeWorld({ ...DEPLOYED, ...settings }))));
      expect(await workspace.destroy()).toEqual([]);
    });
    expect(added(before, await inventory(moto, ACCOUNT))).toEqual([]);
  }),
);

it.each(EDITS)('$edit replaces what it must, and nothing else', ({ edit, replaced }) => {
  expect(told.get(edit)?.replaced).toEqual(replaced);
});

it.each(EDITS)('$edit deletes what is of no use after it, and nothing else', ({ edit, deleted = [] }) => {
  const gone = told.get(edit)?.deleted ?? [];
  const ofNoUse = (address: string) => deleted.some((pattern) => pattern.test(address));
  expect(gone.filter((address) => !ofNoUse(address))).toEqual([]);
  expect(deleted.filter((pattern) => !gone.some((address) => pattern.test(address)))).toEqual([]);
});

it('no edit replaces a VPC, a subnet, a NAT gateway or an address', () => {
  const kept = /^aws_(vpc|subnet|nat_gateway|eip|internet_gateway)\./u;
  expect(told.size).toBe(EDITS.length);
  expect([...told.values()].flatMap(({ replaced }) => replaced).filter((one) => kept.test(one))).toEqual([]);
});
