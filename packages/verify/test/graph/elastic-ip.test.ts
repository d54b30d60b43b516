import { readGraph } from '../../src/graph/read-graph';
import { estateOf, notKnown, ref, type Said } from '../support/estate-of';

const holderOf = (more: Record<string, Record<string, Said>>) =>
  readGraph(estateOf({ 'aws_eip.e': {}, ...more })).elasticIps.get('aws_eip.e')?.heldBy;
const allocation_id = ref('aws_eip.e.allocation_id');

it.each<[string, Record<string, Record<string, Said>>, string]>([
  ['the NAT gateway that names it', { 'aws_nat_gateway.n': { allocation_id } }, 'aws_nat_gateway.n'],
  [
    'the NAT gateway that names its id',
    { 'aws_nat_gateway.n': { allocation_id: ref('aws_eip.e.id') } },
    'aws_nat_gateway.n',
  ],
  ['the load balancer that maps it', { 'aws_lb.l': { subnet_mapping: [{ allocation_id }] } }, 'aws_lb.l'],
  [
    'the interface that it names',
    { 'aws_eip.e': { network_interface: ref('aws_network_interface.i.id') }, 'aws_network_interface.i': {} },
    'aws_network_interface.i',
  ],
  [
    'the interface of the instance that it names',
    { 'aws_eip.e': { instance: ref('aws_instance.i.id') }, 'aws_instance.i': {} },
    'aws_instance.i/primary-interface',
  ],
  [
    'what an association names',
    {
      'aws_eip_association.a': { allocation_id, instance_id: ref('aws_instance.i.id') },
      'aws_instance.i': {},
    },
    'aws_instance.i/primary-interface',
  ],
])('is held by %s', (_, more, holder) => {
  expect(holderOf(more)).toEqual({ is: 'known', value: holder });
});

it('is held by nothing, or by something that is not known', () => {
  expect(holderOf({})).toBeUndefined();
  expect(
    holderOf({ 'aws_eip_association.a': { allocation_id, instance_id: notKnown('a variable') } })?.is,
  ).toBe('unknown');
});
