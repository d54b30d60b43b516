import { changesOf } from '../src/changes';

const change = (address: string, ...actions: string[]) => ({ address, change: { actions } });

it('tells what a plan does, and nothing of what stays or is only read', () => {
  const plan = {
    resource_changes: [
      change('aws_vpc.main', 'no-op'),
      change('data.aws_region.here', 'read'),
      change('aws_subnet.a', 'delete', 'create'),
    ],
    output_changes: { vpc: { actions: ['update'] }, same: { actions: ['no-op'] } },
  };
  expect(changesOf(JSON.stringify(plan))).toEqual(['delete and create aws_subnet.a', 'update output.vpc']);
});
