import { estateOf, resourceAt, said } from './support/said';

const resource = (address: string, values: object, more: object = {}) => ({
  address,
  mode: 'managed',
  type: address.split('.').at(-2),
  name: 'x',
  values,
  ...more,
});

it('`terraform show -json` of a state is known, in modules to any depth', () => {
  const estate = estateOf({
    format_version: '1.0',
    terraform_version: '1.11.4',
    values: {
      root_module: {
        resources: [
          resource('aws_vpc.v', { id: 'vpc-1', cidr_block: '10.0.0.0/16', tags: null }),
          resource('aws_vpc.v', { id: 'vpc-old' }, { deposed_key: 'abcd' }),
          { ...resource('data.aws_vpc.d', { id: 'vpc-2' }), mode: 'data' },
        ],
        child_modules: [
          {
            address: 'module.a',
            child_modules: [
              {
                address: 'module.a.module.b',
                resources: [
                  resource('module.a.module.b.aws_subnet.s["x"]', { id: 'subnet-1', vpc_id: 'vpc-1' }),
                ],
              },
            ],
          },
        ],
      },
    },
  });
  expect(estate.resources.map(({ address, id, mode }) => [address, id, mode])).toEqual([
    ['aws_vpc.v', 'vpc-1', 'managed'],
    ['aws_vpc.v (deposed "abcd")', 'vpc-old', 'managed'],
    ['data.aws_vpc.d', 'vpc-2', 'data'],
    ['module.a.module.b.aws_subnet.s["x"]', 'subnet-1', 'managed'],
  ]);
  expect(said(estate, 'module.a.module.b.aws_subnet.s["x"]', 'vpc_id')).toBe('"vpc-1"');
  expect(said(estate, 'aws_vpc.v', 'tags')).toBe('absent');
  expect(estate.form).toBe('state');
});

it('a state file is known, with what waits for its deletion', () => {
  const instance = (attributes: object, more: object = {}) => ({ schema_version: 0, attributes, ...more });
  const estate = estateOf({
    version: 4,
    terraform_version: '1.11.4',
    serial: 3,
    lineage: 'x',
    outputs: {},
    resources: [
      {
        mode: 'managed',
        type: 'aws_vpc',
        name: 'v',
        provider: 'p',
        instances: [instance({ id: 'vpc-1' }), instance({ id: 'vpc-0' }, { deposed: 'abcd' })],
      },
      {
        module: 'module.m["a"]',
        mode: 'managed',
        type: 'aws_subnet',
        name: 's',
        instances: [
          instance({ id: 'subnet-0', vpc_id: 'vpc-1' }, { index_key: 0 }),
          instance({ id: 'subnet-1' }, { index_key: 1 }),
        ],
      },
      { mode: 'data', type: 'aws_vpc', name: 'd', instances: [instance({ id: 'vpc-2' })] },
    ],
  });
  expect(estate.resources.map(({ address, id }) => [address, id])).toEqual([
    ['aws_vpc.v', 'vpc-1'],
    ['aws_vpc.v (deposed "abcd")', 'vpc-0'],
    ['module.m["a"].aws_subnet.s[0]', 'subnet-0'],
    ['module.m["a"].aws_subnet.s[1]', 'subnet-1'],
    ['data.aws_vpc.d', 'vpc-2'],
  ]);
  expect(said(estate, 'module.m["a"].aws_subnet.s[0]', 'vpc_id')).toBe('"vpc-1"');
  expect(estate.form).toBe('raw-state');
});

describe('a plan of what is partly there', () => {
  const planned = (address: string, values: object) => resource(address, values);
  const change = (
    address: string,
    actions: string[],
    before: object | null,
    after_unknown: object,
    more: object = {},
  ) => ({
    address,
    change: { actions, before, after_unknown },
    ...more,
  });
  const estate = estateOf({
    format_version: '1.2',
    terraform_version: '1.11.4',
    complete: false,
    planned_values: {
      root_module: {
        resources: [
          { ...planned('aws_vpc.v', { id: 'vpc-1' }), name: 'v' },
          { ...planned('aws_subnet.kept', { vpc_id: 'vpc-1' }), name: 'kept' },
          { ...planned('aws_subnet.replaced', { vpc_id: 'vpc-1' }), name: 'replaced' },
          { ...planned('aws_route_table_association.a', {}), name: 'a' },
          { ...planned('aws_route_table_association.b', {}), name: 'b' },
        ],
      },
    },
    prior_state: {
      format_version: '1.0',
      values: {
        root_module: {
          resources: [
            { ...planned('data.aws_vpc.d', { id: 'vpc-2' }), mode: 'data', name: 'd' },
            planned('aws_subnet.deleted', { id: 'subnet-9' }),
          ],
        },
      },
    },
    resource_changes: [
      change('aws_subnet.kept', ['update'], { id: 'subnet-1' }, { id: true }),
      change(
        'aws_subnet.replaced',
        ['delete', 'create'],
        { id: 'subnet-2' },
        { id: true, outpost_arn: true },
      ),
      change('aws_subnet.replaced', ['delete'], { id: 'subnet-3' }, {}, { deposed: 'abcd' }),
      change('aws_subnet.deleted', ['delete'], { id: 'subnet-9' }, {}),
      change('aws_route_table_association.a', ['create'], null, { subnet_id: true }),
      change('aws_route_table_association.b', ['create'], null, { subnet_id: true }),
      change('aws_subnet.left', ['forget'], { id: 'subnet-4', vpc_id: 'vpc-1' }, {}, { type: 'aws_subnet' }),
      change('aws_subnet.kept', ['forget'], { id: 'subnet-5' }, {}, { type: 'aws_subnet', deposed: 'ab' }),
    ],
    configuration: {
      root_module: {
        resources: [
          { address: 'aws_subnet.kept', expressions: {} },
          { address: 'aws_subnet.replaced', expressions: { outpost_arn: { references: ['local.o'] } } },
          {
            address: 'aws_route_table_association.a',
            expressions: { subnet_id: { references: ['aws_subnet.replaced.id', 'aws_subnet.replaced'] } },
          },
          {
            address: 'aws_route_table_association.b',
            expressions: { subnet_id: { references: ['aws_subnet.kept.id', 'aws_subnet.kept', 'var.x'] } },
          },
        ],
      },
    },
  });

  it('leaves out what is deleted, and has the data that was read', () => {
    expect(estate.resources.map(({ address }) => address)).toEqual([
      'aws_vpc.v',
      'aws_subnet.kept',
      'aws_subnet.replaced',
      'aws_route_table_association.a',
      'aws_route_table_association.b',
      'data.aws_vpc.d',
      'aws_subnet.left',
      'aws_subnet.kept (left)',
    ]);
  });

  it('has what stays in AWS although Terraform forgets it', () => {
    expect(said(estate, 'aws_subnet.left', 'vpc_id')).toBe('"vpc-1"');
    expect(resourceAt(estate, 'aws_subnet.left').id).toBe('subnet-4');
    expect(resourceAt(estate, 'aws_subnet.kept (left)').id).toBe('subnet-5');
    expect(resourceAt(estate, 'aws_subnet.kept').id).toBe('subnet-1');
  });

  it('keeps the id of what is updated, and not of what is replaced', () => {
    expect(resourceAt(estate, 'aws_subnet.kept').id).toBe('subnet-1');
    expect(resourceAt(estate, 'aws_subnet.replaced').id).toBeUndefined();
    expect(said(estate, 'aws_subnet.replaced', 'outpost_arn')).toBe('? local.o');
    expect(said(estate, 'aws_route_table_association.a', 'subnet_id')).toBe('-> aws_subnet.replaced.id');
  });

  it('does not take a known id for one that is not', () => {
    expect(said(estate, 'aws_route_table_association.b', 'subnet_id')).toBe('?');
  });

  it('says nothing of what its change or its configuration is missing for', () => {
    const rest = estateOf({
      format_version: '1.2',
      planned_values: { root_module: { resources: [planned('aws_vpc.v', {}), planned('aws_vpc.w', {})] } },
      resource_changes: [change('aws_vpc.w', ['create'], null, { ipv6_cidr_block: true })],
    });
    expect(said(rest, 'aws_vpc.v', 'ipv6_cidr_block')).toBe('?');
    expect(said(rest, 'aws_vpc.w', 'ipv6_cidr_block')).toBe('?');
    expect(said(estate, 'data.aws_vpc.d', 'ipv6_cidr_block')).toBe('absent');
  });

  it('notes what it does not hold', () => {
    expect(estate.notes).toEqual([
      'the plan is not complete: it was made for chosen resources, or a further plan has to follow',
      '`aws_subnet.left` stays in AWS, and Terraform forgets it',
      '`aws_subnet.kept` stays in AWS, and Terraform forgets it',
    ]);
  });
});
