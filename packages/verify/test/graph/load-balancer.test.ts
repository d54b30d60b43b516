import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const balancerOf = (said: Record<string, Said>, type = 'aws_lb') =>
  readGraph(estateOf({ 'aws_subnet.a': {}, 'aws_subnet.b': {}, [`${type}.l`]: said })).loadBalancers.get(
    `${type}.l`,
  );

it('is public and for applications unless it says otherwise', () => {
  expect(balancerOf({})).toMatchObject({ type: { value: 'application' }, isInternal: { value: false } });
  expect(balancerOf({ internal: true, load_balancer_type: 'network' })).toMatchObject({
    type: { value: 'network' },
    isInternal: { value: true },
  });
  expect(balancerOf({ internal: notKnown('a variable') })?.isInternal.is).toBe('unknown');
  expect(balancerOf({}, 'aws_elb')?.type).toEqual({ is: 'known', value: 'classic' });
});

it('has private addresses only as a Gateway Load Balancer', () => {
  expect(balancerOf({ load_balancer_type: 'gateway' })?.isInternal).toEqual({ is: 'known', value: true });
});

it('is in the subnets that it lists and maps, each once', () => {
  const subnets = [ref('aws_subnet.a.id')];
  const subnet_mapping = [{ subnet_id: ref('aws_subnet.a.id') }, { subnet_id: ref('aws_subnet.b.id') }];
  expect(balancerOf({ subnets, subnet_mapping })?.subnets).toEqual([
    { is: 'known', value: 'aws_subnet.a' },
    { is: 'known', value: 'aws_subnet.b' },
  ]);
});
