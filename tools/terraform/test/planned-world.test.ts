import { configurationOf, resourceChangesOf, totalsOf } from '../src/planned-world';

const change = (address: string, actions: readonly string[], home?: string, mode = 'managed') => ({
  address,
  mode,
  ...(home === undefined ? {} : { module_address: home }),
  type: 'aws_vpc',
  name: 'main',
  change: { actions, after: { cidr_block: '10.0.0.0/16' }, after_unknown: { id: true } },
});

describe('a world read from a plan', () => {
  const plan = {
    resource_changes: [
      change('module.a.aws_vpc.main', ['create'], 'module.a'),
      change('module.ab.aws_vpc.main', ['delete', 'create'], 'module.ab'),
      change('module.a.data.aws_vpc.main', ['read'], 'module.a', 'data'),
      change('aws_vpc.main', ['update']),
    ],
    configuration: {
      root_module: { module_calls: { a: { module: { resources: [{ address: 'aws_vpc.main' }] } } } },
    },
  };

  it('has the addresses that it would have alone', () => {
    expect(resourceChangesOf(plan, 'a')).toEqual([
      {
        address: 'aws_vpc.main',
        type: 'aws_vpc',
        name: 'main',
        actions: ['create'],
        after: { cidr_block: '10.0.0.0/16' },
        afterUnknown: { id: true },
      },
    ]);
    expect(configurationOf(plan, 'a')).toEqual({ resources: [{ address: 'aws_vpc.main' }] });
  });

  it('counts a replacement as one added and one destroyed, as terraform does', () => {
    expect(totalsOf(resourceChangesOf(plan, 'ab'))).toEqual({ add: 1, change: 0, destroy: 1 });
  });

  it('without a module is the root', () => {
    expect(totalsOf(resourceChangesOf(plan))).toEqual({ add: 0, change: 1, destroy: 0 });
  });
});
