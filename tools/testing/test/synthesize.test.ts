import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { synthesize } from '../src';

const world = synthesize((stack) => {
  const vpcId = new Vpc(stack, 'main', { cidrBlock: '10.1.0.0/16' }).id;
  for (const key of ['b', 'a'])
    new Subnet(stack, key, { vpcId, cidrBlock: `10.1.${key === 'a' ? 1 : 2}.0/24` });
});

describe('a synthesized stack', () => {
  it('is read as Terraform reads it', () => {
    expect(world.only('aws_vpc')).toMatchObject({ cidr_block: '10.1.0.0/16' });
    expect(world.named('aws_subnet')['a']).toMatchObject({ vpc_id: '${aws_vpc.main.id}' });
    expect(world.addresses).toEqual(['aws_subnet.a', 'aws_subnet.b', 'aws_vpc.main']);
  });

  it('has no single resource of a type that is missing or not alone', () => {
    expect(() => world.only('aws_nat_gateway')).toThrow('the stack has no aws_nat_gateway');
    expect(() => world.only('aws_subnet')).toThrow('the stack has 2 resources aws_subnet, not one');
  });

  it('is not made when a validation fails', () => {
    const build = () =>
      synthesize((stack) => stack.node.addValidation({ validate: () => ['zones: none is given'] }));
    expect(build).toThrow(/zones: none is given/);
  });
});
